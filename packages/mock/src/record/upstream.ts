import type { MockRequest } from "../http/message.ts";
import type { Recording } from "./recording.ts";

/** Maximum size of a response, in bytes. */
const maxBytes = 32 * 1024 * 1024;

/** Headers that apply to one connection, or that `fetch` sets. */
const hopByHopHeaders: ReadonlySet<string> = new Set([
  "accept-encoding",
  "connection",
  "content-encoding",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The upstream did not respond. The message continues "the upstream URL …". */
class UpstreamError extends Error {
  override readonly name = "UpstreamError";
}

/** The upstream URL for a request target. Undefined if the path is outside of the base URL. */
export function upstreamUrl(base: string, target: string): URL | undefined {
  const [, rest] = /^(?:https?:\/\/[^/?#]*)?\/open-apis(\/[^#]*)/i.exec(target) ?? [];
  if (rest === undefined || !URL.canParse(base + rest)) return undefined;
  const url = new URL(base + rest);
  return url.href.startsWith(`${base}/`) ? url : undefined;
}

/** Forwards a request and reads the whole response. Does not follow redirects. Rejects with an UpstreamError. */
export async function forward(
  url: URL,
  { method, headers, body }: MockRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Recording["response"]> {
  // `fetch` refuses a body for these methods, and Feishu ignores it.
  const isBodiless = method === "GET" || method === "HEAD";
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers: forwardedHeaders(headers),
      body: isBodiless || body.byteLength === 0 ? null : new Uint8Array(body),
      redirect: "manual",
      signal: AbortSignal.any([signal, timeout]),
    });
    const received = forwardedHeaders(Object.fromEntries(response.headers));
    return { status: response.status, headers: received, body: await readBody(response) };
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    const reason = timeout.aborted ? `did not respond within ${timeoutMs / 1000} s` : reasonOf(error);
    throw new UpstreamError(reason, { cause: error });
  }
}

function forwardedHeaders(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !hopByHopHeaders.has(name.toLowerCase())) kept[name] = value;
  }
  return kept;
}

async function readBody(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new UpstreamError(`responded with more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The reason is in the cause of the error that `fetch` throws. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  const { code, message: inner } = (cause ?? {}) as { code?: string; message?: string };
  if (code === "ECONNREFUSED") return "refused the connection (ECONNREFUSED)";
  return `could not be reached (${code ?? inner ?? message})`;
}
