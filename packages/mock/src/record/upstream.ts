import type { MockRequest } from "../message.ts";
import type { RecordedResponse } from "./recording.ts";

/** The most of an answer that is passed on, in bytes. */
const mostBytes = 32 * 1024 * 1024;

/** Headers of one connection, or that `fetch` writes itself. */
const ownOfTheWire: ReadonlySet<string> = new Set([
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

/** Why there is no answer to pass on; the message says what to do. */
class UpstreamError extends Error {
  override readonly name = "UpstreamError";
}

/** Where a request to the mock goes: the base with the rest of its path. Undefined for one that leaves the base. */
export function upstreamUrl(base: string, target: string): URL | undefined {
  const [, rest] = /^(?:https?:\/\/[^/?#]*)?\/open-apis(\/[^#]*)/i.exec(target) ?? [];
  if (rest === undefined || !URL.canParse(base + rest)) return undefined;
  const url = new URL(base + rest);
  return url.href.startsWith(`${base}/`) ? url : undefined;
}

/** Sends a request on as it came and reads the whole answer, a redirect too. Rejects with an Error that says why there is none. */
export async function forward(
  url: URL,
  { method, headers, body }: MockRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<RecordedResponse> {
  // `fetch` refuses a body there, and Feishu reads none.
  const isBodiless = method === "GET" || method === "HEAD";
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers: ownHeaders(headers),
      body: isBodiless || body.byteLength === 0 ? null : new Uint8Array(body),
      redirect: "manual",
      signal: AbortSignal.any([signal, limit]),
    });
    const answered = ownHeaders(Object.fromEntries(response.headers));
    return { status: response.status, headers: answered, body: await readBody(response) };
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    throw new UpstreamError(limit.aborted ? `gave no answer within ${timeoutMs / 1000} s` : reasonOf(error), {
      cause: error,
    });
  }
}

function ownHeaders(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !ownOfTheWire.has(name.toLowerCase())) kept[name] = value;
  }
  return kept;
}

async function readBody(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) throw new UpstreamError(`answered with more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** `fetch` says only that it failed; the reason is its cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  const { code, message: inner } = (cause ?? {}) as { code?: string; message?: string };
  if (code === "ECONNREFUSED") return "refused the connection (ECONNREFUSED)";
  return `could not be asked (${code ?? inner ?? message})`;
}
