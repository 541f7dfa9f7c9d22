import type * as Lark from "@larksuiteoapi/node-sdk";
import type { JsonObject, Operation } from "../contract/types.ts";
import { methodParametersOf } from "./parameters.ts";

/** The result of a call, in terms that both clients have. */
export type CallResult =
  | { readonly body: unknown }
  /** The code is undefined if the response is not an envelope. */
  | { readonly status: number; readonly code: number | undefined }
  | { readonly thrown: string };

/** Feishu's official SDK, unchanged. */
export interface Sdk {
  /** Whether it has a method for the operation. */
  has(operation: Operation): boolean;
  call(operation: Operation, params: JsonObject, token: string | undefined): Promise<CallResult>;
  /** The pages of the SDK's iterator, which leaves out `has_more` and `page_token`. */
  walk(operation: Operation, params: JsonObject, token: string): Promise<(JsonObject | null)[]>;
}

type Method = (payload: object, options: object) => Promise<unknown>;

/** Loads the SDK for a base URL that ends in `/open-apis`. */
export async function loadSdk(baseUrl: string): Promise<Sdk> {
  const lark: typeof Lark = await import("@larksuiteoapi/node-sdk");
  // By default the SDK prints the token and the secret when a request fails.
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
    has: ({ id }) => methodAt(client, id) !== undefined,
    async call(operation, params, token) {
      try {
        const body = await methodAt(client, operation.id)!(payloadOf(operation, params), optionsFor(token));
        const code = (body as { code?: number } | undefined)?.code;
        return code === 0 ? { body } : { status: 200, code };
      } catch (error) {
        return resultOf(error);
      }
    },
    async walk(operation, params, token) {
      const start = methodAt(client, `${operation.id}WithIterator`);
      if (!start) return [];
      const pages = await start(payloadOf(operation, params), optionsFor(token));
      return Array.fromAsync(pages as AsyncIterable<JsonObject | null>);
    },
  };
}

function methodAt(client: Lark.Client, id: string): Method | undefined {
  const method = id
    .split(".")
    .reduce<unknown>((object, segment) => (object as JsonObject | undefined)?.[segment], client);
  return typeof method === "function" ? (method as Method) : undefined;
}

function payloadOf(operation: Operation, params: JsonObject): object {
  const valuesIn = (location: "path" | "query" | "body"): object => {
    const passed = methodParametersOf(operation).filter(
      (parameter) => parameter.in === location && params[parameter.name] !== undefined,
    );
    return Object.fromEntries(passed.map(({ name }) => [name, params[name]]));
  };
  return { path: valuesIn("path"), params: valuesIn("query"), data: valuesIn("body") };
}

/** The SDK throws the errors of its HTTP client, which contain the response. */
function resultOf(error: unknown): CallResult {
  const { response, message } = error as {
    response?: { status: number; data?: { code?: number } };
    message: string;
  };
  return response ? { status: response.status, code: response.data?.code } : { thrown: message };
}
