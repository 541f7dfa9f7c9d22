import { ask } from "./api.js";
import { say } from "./dom.js";

/**
 * Does something, and tells what was wrong if it fails.
 * @param {() => Promise<unknown>} action
 */
export async function attempt(action) {
  try {
    await action();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
  }
}

/**
 * Changes something by the control plane, and tells that it is done, or what was wrong.
 * @param {"POST" | "PATCH" | "DELETE"} method
 * @param {string} path after `/__mock/`
 * @param {{ body?: unknown, told?: string }} [options]
 */
export function change(method, path, { body, told } = {}) {
  return attempt(async () => {
    await ask(path, { method, body });
    if (told) say(told);
  });
}
