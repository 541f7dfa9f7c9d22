/**
 * Calls the control API. Rejects with its error message.
 * @param {string} path after `/__mock/`
 * @param {{ method?: string, body?: unknown, signal?: AbortSignal }} [options]
 * @returns {Promise<any>}
 */
export async function callApi(path, { method = "GET", body, signal } = {}) {
  const response = await fetch(`/__mock/${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  const result = text === "" ? undefined : JSON.parse(text);
  if (!response.ok) throw new Error(result?.error ?? `${response.status} ${path}`);
  return result;
}

/**
 * Receives events of the mock while the page is open. Reconnects after an interruption. `lost` is called if requests
 * arrived too fast.
 * @param {{
 *   request: (entry: any) => void,
 *   state: (changed: any) => void,
 *   lost: () => void,
 *   live: (isLive: boolean) => void,
 * }} on
 */
export function follow(on) {
  const source = new EventSource("/__mock/events");
  source.addEventListener("open", () => on.live(true));
  source.addEventListener("request", (event) => on.request(JSON.parse(event.data)));
  source.addEventListener("state", (event) => on.state(JSON.parse(event.data)));
  source.addEventListener("lost", () => on.lost());
  source.addEventListener("error", () => {
    on.live(false);
    // The browser reconnects, except after an error response.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(on), 2000);
  });
}
