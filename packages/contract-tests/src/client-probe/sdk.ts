import type * as Lark from "@larksuiteoapi/node-sdk";
import type { JsonObject, Operation } from "../contract.ts";
import { argumentsOf } from "./arguments.ts";

/** What came of a call, in the terms that clients have in common. */
export type Outcome =
  | { readonly body: unknown }
  /** The code is undefined where the answer was no envelope. */
  | { readonly status: number; readonly code: number | undefined }
  | { readonly thrown: string };

/** Feishu's official SDK as it is, in front of a server. */
export interface Sdk {
  /** Whether it has a method of the operation's id. */
  knows(operation: Operation): boolean;
  call(operation: Operation, params: JsonObject, token: string | undefined): Promise<Outcome>;
  /** The pages of its own iterator, without what says how to go on. */
  walk(operation: Operation, params: JsonObject, token: string): Promise<(JsonObject | null)[]>;
}

type Method = (payload: object, options: object) => Promise<unknown>;

/** Loads the SDK, which takes a while, for a base URL that ends in `/open-apis`. */
export async function loadSdk(baseUrl: string): Promise<Sdk> {
  const lark: typeof Lark = await import("@larksuiteoapi/node-sdk");
  // It prints the token and the secret when something fails.
  const logger = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };
  const client = new lark.Client({
    appId: "cli_a1b2c3d4e5f6",
    appSecret: "any",
    domain: baseUrl.replace(/\/open-apis$/, ""),
    disableTokenCache: true,
    logger,
    loggerLevel: lark.LoggerLevel.error,
  });
  const optionsFor = (token: string | undefined): object =>
    token === undefined ? {} : lark.withTenantToken(token);
  return {
    knows: ({ id }) => methodAt(client, id) !== undefined,
    async call(operation, params, token) {
      try {
        const body = await methodAt(client, operation.id)!(payloadOf(operation, params), optionsFor(token));
        const code = (body as { code?: number } | undefined)?.code;
        return code === 0 ? { body } : { status: 200, code };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async walk(operation, params, token) {
      const begin = methodAt(client, `${operation.id}WithIterator`);
      if (!begin) return [];
      const pages = await begin(payloadOf(operation, params), optionsFor(token));
      return Array.fromAsync(pages as AsyncIterable<JsonObject | null>);
    },
  };
}

function methodAt(client: Lark.Client, id: string): Method | undefined {
  const method = id
    .split(".")
    .reduce<unknown>((node, step) => (node as JsonObject | undefined)?.[step], client);
  return typeof method === "function" ? (method as Method) : undefined;
}

function payloadOf(operation: Operation, params: JsonObject): object {
  const placed = (place: "path" | "query" | "body"): object => {
    const names = argumentsOf(operation).filter((one) => one.in === place && params[one.name] !== undefined);
    return Object.fromEntries(names.map(({ name }) => [name, params[name]]));
  };
  return { path: placed("path"), params: placed("query"), data: placed("body") };
}

/** It throws the errors of its HTTP client, with the answer in them. */
function outcomeOf(error: unknown): Outcome {
  const { response, message } = error as {
    response?: { status: number; data?: { code?: number } };
    message: string;
  };
  return response ? { status: response.status, code: response.data?.code } : { thrown: message };
}
