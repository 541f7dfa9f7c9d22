import type * as ClientModule from "@feishu-openapi/client";
import type { FeishuClient } from "@feishu-openapi/client";
import type * as NodeModule from "@feishu-openapi/client/node";
import type { JsonObject, Operation } from "../contract/types.ts";

// CONTRACT_CLIENT is the built client of the contract in CONTRACT_FILE.
const file = process.env["CONTRACT_CLIENT"];
const main: typeof ClientModule = await import(file ?? "@feishu-openapi/client");
const nodeEntry: typeof NodeModule = await import(
  file?.replace(/index\.js$/, "node.js") ?? "@feishu-openapi/client/node"
);

/** `createClient` of the client under test, or of a mutant. */
export type CreateClient = typeof main.createClient;

/** `createClient` of the client under test. */
export const ownClient: CreateClient = main.createClient;

/** The two ways in which the client sends: the global `fetch`, and `nodeFetch` of its Node.js entry. */
export const ownFetches: readonly (typeof fetch)[] = [fetch, nodeEntry.nodeFetch()];

/** Makes a client that sends each request once, so that every response is seen as it arrives. */
export function connect(
  baseUrl: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  token: string = "t-7f1bcd13fc57d46bac21793a18e560",
  createClient: CreateClient = ownClient,
): FeishuClient {
  return createClient({ token, baseUrl, fetch, retry: false, rateLimit: false });
}

/** What a generated method returns: a promise, and for a list operation more. */
export interface Result extends PromiseLike<unknown>, AsyncIterable<JsonObject> {
  toArray(options: { limit: number }): Promise<JsonObject[]>;
  pages(): AsyncIterable<{ items: JsonObject[]; data: JsonObject }>;
}

/** A generated method of the client. */
export type Method = (params?: unknown, options?: unknown) => Result;

/** The generated method of an operation. */
export function methodOf(client: FeishuClient, { id }: Operation): Method {
  const method = id
    .split(".")
    .reduce<unknown>((object, segment) => (object as JsonObject | undefined)?.[segment], client);
  if (typeof method !== "function") throw new TypeError(`the client has no method ${id}`);
  return method as Method;
}
