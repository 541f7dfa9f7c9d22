/**
 * Asks the control plane. Rejects with what it says is wrong.
 * @param {string} path after `/__mock/`
 * @param {{ method?: string, body?: unknown, signal?: AbortSignal }} [options]
 * @returns {Promise<any>}
 */
export async function ask(path, { method = "GET", body, signal } = {}) {
  const response = await fetch(`/__mock/${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  const answer = text === "" ? undefined : JSON.parse(text);
  if (!response.ok) throw new Error(answer?.error ?? `${response.status} ${path}`);
  return answer;
}

/**
 * Follows what happens in the mock, for as long as the page is open; comes back by itself after a break. `lost` tells
 * of requests that came too fast to be told of.
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
    // The browser tries again by itself unless it was answered with an error.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(on), 2000);
  });
}
