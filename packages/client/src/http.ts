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
 * the contract asks for no token; a request to another place than `baseUrl` gets none. Redirects are not followed,
 * since the token would go with them.
 */
export function createHttp(
  baseUrl: string,
  fetch: typeof globalThis.fetch,
  tokenFor: (schemaPath: string, signal: AbortSignal) => Promise<string | undefined>,
): Http {
  const http = createFetchClient<paths>({
    baseUrl,
    fetch: (request) =>
      fetch(request.redirect === "manual" ? request : new Request(request, { redirect: "manual" })),
    redirect: "manual",
  });
  http.use({
    async onRequest({ request, schemaPath }) {
      if (request.headers.has("Authorization") || !request.url.startsWith(`${baseUrl}/`)) return;
      const token = await tokenFor(schemaPath, request.signal);
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

type Located = { [Location in "path" | "query" | "body"]?: { [name: string]: unknown } };

function locate({ id, params: known }: Descriptor, params: Params): Located {
  const located: Located = known.body ? { body: {} } : {};
  for (const [name, value] of Object.entries(params)) {
    const location = (["path", "query", "body"] as const).find((candidate) =>
      known[candidate]?.includes(name),
    );
    if (!location) throw new TypeError(`${id}: unknown parameter "${name}"; known are ${listNames(known)}`);
    if (value === undefined || value === null) continue;
    if (location !== "body" && !isWritable(value)) {
      throw new TypeError(
        `${id}: parameter "${name}" must be a text, a finite number, true or false, or a list of them`,
      );
    }
    (located[location] ??= {})[name] = value;
  }
  for (const name of known.path ?? []) {
    const value = located.path?.[name];
    // `.` and `..` would climb to another operation.
    if ((typeof value !== "string" && typeof value !== "number") || /^\.{0,2}$/.test(`${value}`)) {
      throw new TypeError(
        `${id}: parameter "${name}" is part of the path and must be a text other than "", "." and ".."`,
      );
    }
  }
  return located;
}

/** What a URL can carry: no objects, no NaN, and no half of a character. */
function isWritable(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((entry) => !Array.isArray(entry) && isWritable(entry));
  if (typeof value === "string") return !/\p{Cs}/u.test(value);
  return typeof value === "boolean" || typeof value === "bigint" || Number.isFinite(value);
}

function listNames(known: Descriptor["params"]): string {
  return [known.path, known.query, known.body].flatMap((names) => names ?? []).join(", ") || "none";
}
