// The only file that knows openapi-fetch.
import createFetchClient, { type Client } from "openapi-fetch";
import type { Descriptor } from "./descriptor.ts";
import type { WireRequest } from "./exchange.ts";
import type { paths } from "./generated/schema.ts";

/** openapi-fetch's own client over the contract's paths. */
export type Http = Client<paths>;

/** Parameters as the caller passes them: flat, by their names on the wire. */
export type Params = { readonly [name: string]: unknown };

/** Puts parameters where the contract says and hands the finished request to `send`. */
export type Serialize = <Result>(
  descriptor: Descriptor,
  params: Params,
  send: (request: WireRequest) => Promise<Result>,
) => Promise<Result>;

/**
 * openapi-fetch for the caller. `tokenFor` is asked with the path template of each request and answers nothing where
 * the contract asks for no token; redirects are not followed, since the token would go with them.
 */
export function createHttp(
  baseUrl: string,
  fetch: typeof globalThis.fetch,
  tokenFor: (schemaPath: string) => Promise<string | undefined>,
): Http {
  const http = createFetchClient<paths>({ baseUrl, fetch: (request) => fetch(request), redirect: "manual" });
  http.use({
    async onRequest({ request, schemaPath }) {
      const token = request.headers.has("Authorization") ? undefined : await tokenFor(schemaPath);
      if (token !== undefined) request.headers.set("Authorization", `Bearer ${token}`);
    },
  });
  return http;
}

/** openapi-fetch as a serialiser: it builds URL, headers and body, and never sees the answer. */
export function createSerializer(baseUrl: string): Serialize {
  // A plain object in place of a `Request`, which is the dearest part of a call. The one cast at openapi-fetch's border.
  const client = createFetchClient<Record<string, Record<string, object>>>({
    baseUrl,
    Request: PlainRequest as unknown as typeof Request,
  }) as unknown as { request(method: string, path: string, init: object): Promise<unknown> };
  const noContent = { status: 204, ok: true, headers: new Headers() };

  return async <Result>(
    descriptor: Descriptor,
    params: Params,
    send: (request: WireRequest) => Promise<Result>,
  ): Promise<Result> => {
    const { path, query, body } = locate(descriptor, params);
    let result: Result;
    await client.request(descriptor.method, descriptor.path, {
      params: { path, query },
      ...(body && { body }),
      fetch: async (request: WireRequest) => {
        result = await send(request);
        return noContent;
      },
    });
    return result!;
  };
}

class PlainRequest implements WireRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;

  constructor(url: string, init: WireRequest) {
    this.url = url;
    this.method = init.method;
    this.headers = init.headers;
    this.body = init.body;
  }
}

function locate(
  { id, params: known }: Descriptor,
  params: Params,
): { [Location in "path" | "query" | "body"]?: Params } {
  const located: { [Location in "path" | "query" | "body"]?: { [name: string]: unknown } } = {};
  if (known.body) located.body = {};
  for (const [name, value] of Object.entries(params)) {
    const location = (["path", "query", "body"] as const).find((candidate) =>
      known[candidate]?.includes(name),
    );
    if (!location) throw new TypeError(`${id}: unknown parameter "${name}"; known are ${listNames(known)}`);
    if (value !== undefined) (located[location] ??= {})[name] = value;
  }
  for (const name of known.path ?? []) {
    if (located.path?.[name] === undefined || located.path[name] === "")
      throw new TypeError(`${id}: parameter "${name}" is missing; it is part of the path`);
  }
  return located;
}

function listNames(known: Descriptor["params"]): string {
  return [known.path, known.query, known.body].flatMap((names) => names ?? []).join(", ") || "none";
}
