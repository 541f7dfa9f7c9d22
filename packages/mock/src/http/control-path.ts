/** Whether a request target belongs to the control API: `/__mock` and everything below it. */
export function isControlPath(target: string): boolean {
  return /^\/__mock([/?#]|$)/.test(target);
}
