import { callApi } from "./api.js";
import { showStatus } from "./dom.js";

/**
 * Runs an action and shows its error message if it fails.
 * @param {() => Promise<unknown>} action
 */
export async function attempt(action) {
  try {
    await action();
  } catch (error) {
    showStatus(error instanceof Error ? error.message : String(error), true);
  }
}

/**
 * Changes something through the control API and shows the result.
 * @param {"POST" | "PATCH" | "DELETE"} method
 * @param {string} path after `/__mock/`
 * @param {{ body?: unknown, success?: string }} [options]
 */
export function change(method, path, { body, success } = {}) {
  return attempt(async () => {
    await callApi(path, { method, body });
    if (success) showStatus(success);
  });
}
