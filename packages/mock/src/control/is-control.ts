/** Whether a request's target is the control plane's: `/__mock` and all below. */
export function isControl(target: string): boolean {
  return /^\/__mock([/?#]|$)/.test(target);
}
