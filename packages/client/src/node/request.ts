/** A request for Node's HTTP client. */
export interface PlainRequest {
  readonly url: URL;
  readonly method: string;
  /** Alternating names and values, without `host` and `content-length`. */
  readonly headers: readonly string[];
  readonly body: string | Uint8Array | undefined;
  readonly signal: AbortSignal | undefined;
  /** Whether a redirect rejects the request. */
  readonly refuseRedirect: boolean;
}

type Input = string | URL | Request;

/** Default headers, the same as those of the global `fetch`. */
const defaults: readonly (readonly [string, string])[] = [
  ["accept", "*/*"],
  ["accept-encoding", "gzip, deflate, br"],
  ["user-agent", "node"],
];

/** Headers of the connection, which the transport sets itself. The Fetch standard ignores them silently, too. */
const ignored: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Whether a request can be read synchronously and without a `Request`. True for all requests of the client. */
export function isPlain(input: Input, init: RequestInit | undefined): input is string | URL {
  const body = init?.body;
  return (
    (typeof input === "string" || input instanceof URL) &&
    (body === undefined || body === null || typeof body === "string")
  );
}

/** Reads a plain request. */
export function readInit(input: string | URL, init: RequestInit | undefined): PlainRequest {
  const body = init?.body as string | null | undefined;
  return plainRequest(input, init, init?.headers, body ?? undefined, init?.signal, {
    contentType: typeof body === "string" ? "text/plain;charset=UTF-8" : undefined,
  });
}

/** Reads any other request. Its complete body is read before the first byte is sent. */
export async function readRequest(input: Input, init: RequestInit | undefined): Promise<PlainRequest> {
  if (typeof input === "string" || input instanceof URL) {
    // A `Response` encodes the body and determines its content type.
    const encoded = new Response(init?.body);
    const body = new Uint8Array(await encoded.arrayBuffer());
    const contentType = encoded.headers.get("content-type") ?? undefined;
    return plainRequest(input, init, init?.headers, body, init?.signal, { contentType });
  }
  const request = init === undefined ? input : new Request(input, init);
  const { url, method, headers, redirect, signal } = request;
  const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
  // A `Request` has "follow" as its default, so only `init` shows what the caller wants.
  const redirectMode = init?.redirect ?? (redirect === "error" ? redirect : "manual");
  return plainRequest(url, { ...init, method, redirect: redirectMode }, headers, body, signal, {});
}

function plainRequest(
  input: string | URL,
  init: RequestInit | undefined,
  headers: RequestInit["headers"],
  body: PlainRequest["body"],
  signal: AbortSignal | null | undefined,
  { contentType }: { contentType?: string | undefined },
): PlainRequest {
  refuseUnsupported(init);
  const method = (init?.method ?? "GET").toUpperCase();
  if (method === "CONNECT" || method === "TRACE" || method === "TRACK")
    throw new TypeError(`nodeFetch: a ${method} request is not possible`);
  if (body !== undefined && (method === "GET" || method === "HEAD"))
    throw new TypeError(`nodeFetch: a ${method} request cannot have a body`);
  return {
    url: parseUrl(input),
    method,
    headers: flatten(headers, contentType),
    body,
    signal: signal ?? undefined,
    refuseRedirect: init?.redirect === "error",
  };
}

function refuseUnsupported(init: RequestInit | undefined): void {
  if (init?.redirect === "follow")
    throw new TypeError('nodeFetch: redirects are not followed; say redirect: "manual" or "error"');
  if (init?.integrity) throw new TypeError("nodeFetch: integrity is not supported");
  if (init && "dispatcher" in init && init.dispatcher)
    throw new TypeError(
      "nodeFetch: a dispatcher works with the global fetch only; use the options of nodeFetch",
    );
}

/** @throws {TypeError} for an invalid URL. The message does not show it, since a query may hold secrets. */
function parseUrl(input: string | URL): URL {
  let url: URL;
  try {
    url = new URL(input);
  } catch {
    throw new TypeError("nodeFetch: the URL is not valid; it must be absolute");
  }
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new TypeError(`nodeFetch: the URL must be http or https, not ${url.protocol.slice(0, -1)}`);
  if (url.username || url.password) throw new TypeError("nodeFetch: the URL must not hold credentials");
  return url;
}

function entriesOf(headers: RequestInit["headers"]): Iterable<readonly [string, string]> {
  if (headers === undefined) return [];
  return plainEntries(headers) ?? (headers instanceof Headers ? headers : new Headers(headers));
}

/**
 * Returns the entries of a plain object that `Headers` would not change, with lower-case names. This covers all requests
 * of the client and avoids `Headers`, whose first use loads the whole of `fetch`.
 */
function plainEntries(headers: NonNullable<RequestInit["headers"]>): [string, string][] | undefined {
  if (Object.getPrototypeOf(headers) !== Object.prototype) return undefined;
  const entries = Object.entries(headers as Record<string, unknown>);
  const names = new Set(entries.map(([name]) => name.toLowerCase()));
  const arePlain = entries.every(([name, value]) => /^[\w-]+$/.test(name) && isPlainValue(value));
  if (!arePlain || names.size < entries.length) return undefined;
  return entries.map(([name, value]) => [name.toLowerCase(), value as string]);
}

function isPlainValue(value: unknown): boolean {
  return typeof value === "string" && /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value);
}

function flatten(headers: RequestInit["headers"], contentType: string | undefined): string[] {
  const flat: string[] = [];
  const given = new Set<string>();
  // `Headers` yields names in lower case.
  for (const [name, value] of entriesOf(headers)) {
    if (ignored.has(name)) continue;
    given.add(name);
    flat.push(name, value);
  }
  for (const [name, value] of defaults) if (!given.has(name)) flat.push(name, value);
  if (contentType !== undefined && !given.has("content-type")) flat.push("content-type", contentType);
  return flat;
}
