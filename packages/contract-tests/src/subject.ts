import type * as ClientModule from "@feishu-openapi/client";
import type * as NodeModule from "@feishu-openapi/client/node";
import type { FeishuClient } from "@feishu-openapi/client";
import { startMock, type Mock, type MockOptions } from "@feishu-openapi/mock";
import type { JsonObject, Operation } from "./contract.ts";

// What is under test: the built client and the mock, or, with CONTRACT_CLIENT and CONTRACT_FILE, those of another contract.
const { createClient }: typeof ClientModule = await import(
  process.env["CONTRACT_CLIENT"] ?? "@feishu-openapi/client"
);

/** Makes a client: ours, or one with a fault. */
export type CreateClient = typeof createClient;

/** Ours. */
export const ownClient: CreateClient = createClient;

const { nodeFetch }: typeof NodeModule = await import(
  process.env["CONTRACT_CLIENT"]?.replace(/index\.js$/, "node.js") ?? "@feishu-openapi/client/node"
);

/** What our client sends with: the runtime's own `fetch`, and the one of its entry for Node.js. */
export const ownFetches: Readonly<Record<string, typeof fetch>> = { fetch, nodeFetch: nodeFetch() };

/** A token that the mock accepts out of the box. */
const TOKEN = "t-7f1bcd13fc57d46bac21793a18e560";

/** A mock of the contract under test, on a free port. */
export function startSubject(options: MockOptions = {}): Promise<Mock> {
  const contract = process.env["CONTRACT_FILE"];
  return startMock({ ...options, ...(contract && { contract }) });
}

/** A client of the contract under test. It neither retries nor waits, so that each answer is seen as it came. */
export function connect(
  baseUrl: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  token: string = TOKEN,
): FeishuClient {
  return createClient({ token, baseUrl, fetch, retry: false, rateLimit: false });
}

/** What a generated method returns: a promise, and for a list operation more. */
export interface Result extends PromiseLike<unknown>, AsyncIterable<JsonObject> {
  toArray(options: { limit: number }): Promise<JsonObject[]>;
  pages(): AsyncIterable<{ items: JsonObject[]; data: JsonObject }>;
}

/** The generated method of an operation, found at its id. */
export function methodOf(
  client: FeishuClient,
  { id }: Operation,
): (params?: unknown, options?: unknown) => Result {
  const method = id
    .split(".")
    .reduce<unknown>((node, step) => (node as JsonObject | undefined)?.[step], client);
  if (typeof method !== "function") throw new TypeError(`the client has no method ${id}`);
  return method as (params?: unknown, options?: unknown) => Result;
}

/** A `fetch` that asks the mock for one particular answer. */
export function preferring(prefer: string): typeof globalThis.fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("Prefer", prefer);
    return fetch(input, { ...init, headers });
  };
}
