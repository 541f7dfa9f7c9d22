import { createFetch } from "./fetch.ts";
import { createGuard } from "./guard.ts";
import { createHandler } from "./handle.ts";
import { stateOf } from "./mock.ts";
import type { MockState } from "./mock.ts";
import { checkOptions } from "./options.ts";
import type { MockOptions } from "./options.ts";
import { listen } from "./server.ts";
import { createSetup } from "./setup.ts";
import { createSite } from "./site.ts";

/** A running mock. It lives until `close`, or until the end of the block for `await using`. */
export interface Mock extends MockState {
  /** Base URL, ending in `/open-apis`, for a client's `baseUrl`. */
  readonly url: string;
  /** The same answers without a socket, for any origin. Works with `listen: false`; rejects after `close`. */
  readonly fetch: typeof fetch;
  /** Stops listening. Open requests get half a second to end, then every connection is cut. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a mock of Feishu on 127.0.0.1, on any free port unless told otherwise. Throws a TypeError for an invalid
 * option, and an Error that names place and remedy for a port in use or a contract that cannot be served.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const setup = await createSetup(checkOptions(options));
  const { host, port } = setup.options;
  let url = "http://feishu.mock/open-apis";
  const closing = new AbortController();
  const handle = createSite(setup, createHandler(setup), () => url, closing.signal);
  const guarded = createGuard(setup.options, handle);
  const listening = setup.options.listen ? await listen(guarded, host, port) : undefined;
  if (listening) url = `http://${reachable(host)}:${listening.port}/open-apis`;
  const close = async (): Promise<void> => {
    closing.abort();
    await listening?.close();
  };
  const running = { url, fetch: createFetch(handle, closing.signal), close, [Symbol.asyncDispose]: close };
  // The getters of the state stay getters.
  return Object.defineProperties(running, Object.getOwnPropertyDescriptors(stateOf(setup))) as Mock;
}

/** The address to write into a URL: one that listens everywhere is reached at this machine's own. */
function reachable(host: string): string {
  const address = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return address.includes(":") ? `[${address}]` : address;
}
