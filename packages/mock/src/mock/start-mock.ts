import { createFetch } from "../http/fetch.ts";
import { createGuard } from "../http/guard.ts";
import { listen } from "../http/server.ts";
import { checkOptions } from "../options/check-options.ts";
import type { MockOptions } from "../options/options.ts";
import { createHandler } from "../request/handle.ts";
import { createSite } from "../site/site.ts";
import { createContext } from "../state/context.ts";
import { stateOf } from "./mock-state.ts";
import type { MockState } from "./mock-state.ts";

/** A running mock. Stop it with `close`, or declare it with `await using`. */
export interface Mock extends MockState {
  /** Base URL for a client, ending in `/open-apis`. */
  readonly url: string;
  /** Responds without a socket, to any origin. Works with `listen: false`. Rejects after `close`. */
  readonly fetch: typeof fetch;
  /** Stops listening, waits up to 500 ms for open requests, then cuts all connections. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a mock of Feishu, by default on a free port of 127.0.0.1. Rejects with a TypeError for an invalid option, and
 * with an Error that names place and remedy if the port is in use or the contract cannot be served.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const context = await createContext(checkOptions(options));
  const { host, port } = context.options;
  let url = "http://feishu.mock/open-apis";
  const closing = new AbortController();
  const handle = createSite(context, createHandler(context), () => url, closing.signal);
  const guarded = createGuard(context.options, handle);
  const listening = context.options.listen ? await listen(guarded, host, port) : undefined;
  if (listening) url = `http://${urlHost(host)}:${listening.port}/open-apis`;
  const close = async (): Promise<void> => {
    closing.abort();
    await listening?.close();
  };
  const running = { url, fetch: createFetch(handle, closing.signal), close, [Symbol.asyncDispose]: close };
  // Unlike a spread, this keeps the getters.
  return Object.defineProperties(running, Object.getOwnPropertyDescriptors(stateOf(context))) as Mock;
}

/** The host for a URL. A wildcard address becomes the loopback address. */
function urlHost(host: string): string {
  const address = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return address.includes(":") ? `[${address}]` : address;
}
