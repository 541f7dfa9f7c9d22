import type { Setup } from "./call.ts";
import { builtInContract } from "./contract/built-in.ts";
import { everyScope, readContract } from "./contract/contract.ts";
import { loadContract } from "./contract/load-contract.ts";
import { createFetch } from "./fetch.ts";
import { createHandler } from "./handle.ts";
import { checkOptions } from "./options.ts";
import type { MockOptions } from "./options.ts";
import { loadPrism } from "./prism.ts";
import type { Prism } from "./prism-types.ts";
import { listen } from "./server.ts";
import { seedTenant } from "./tenant/tenant.ts";

/** A running mock. It lives until `close`, or until the end of the block for `await using`. */
export interface Mock {
  /** Base URL, ending in `/open-apis`, for a client's `baseUrl`. */
  url: string;
  /** The same answers without a socket, for any origin. Works with `listen: false`, and after `close` too. */
  fetch: typeof fetch;
  /** Stops listening. Open requests get half a second to end, then every connection is cut. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a mock of Feishu on 127.0.0.1, on any free port unless told otherwise. Throws a TypeError for an invalid
 * option, and an Error that names place and remedy for a port in use or a contract that cannot be served.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const checked = checkOptions(options);
  const { contract: path, seed } = checked;
  const contract = path === undefined ? builtInContract : readContract(await loadContract(path), path);
  const tenant = seedTenant(seed, checked.chats);
  const app = { scopes: everyScope(contract), botAbility: true, installed: true, ...checked.app };
  let loading: Promise<Prism> | undefined;
  const prism = (): Promise<Prism> => (loading ??= loadPrism(contract, seed));
  const setup: Setup = { contract, tenant, app, prism };
  // The built-in contract is proved by this package's tests; a foreign one must not fail only when first asked.
  if (path !== undefined) await prism().catch((error: unknown) => refuseContract(path, error));

  let url = "http://feishu.mock/open-apis";
  const handle = createHandler(setup, () => url);
  const listening = checked.listen ? await listen(handle, checked.host, checked.port) : undefined;
  if (listening) url = `http://${reachable(checked.host)}:${listening.port}/open-apis`;
  const close = async (): Promise<void> => listening?.close();
  return { url, fetch: createFetch(handle), close, [Symbol.asyncDispose]: close };
}

function refuseContract(path: string, error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  throw new Error(`contract ${path}: ${message}; correct it there`, { cause: error });
}

/** The address to write into a URL: one that listens everywhere is reached at this machine's own. */
function reachable(host: string): string {
  const address = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return address.includes(":") ? `[${address}]` : address;
}
