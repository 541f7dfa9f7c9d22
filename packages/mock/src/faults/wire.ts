import { ConnectionReset } from "../http/connection-reset.ts";
import type { MockResponse } from "../http/message.ts";
import type { Fault } from "./rule.ts";

/** Number of chunks of a `slow` body, and the delay before each in milliseconds. */
const chunkCount = 30;
const delayMs = 100;

const badGatewayPage = Buffer.from(
  "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n",
);

type Effect = (response: MockResponse, body: Buffer, signal: AbortSignal) => MockResponse | Promise<never>;

const effects: Readonly<Record<Fault, Effect>> = {
  reset: () => Promise.reject(new ConnectionReset("a fault rule resets this connection")),
  silence: (_response, _body, signal) => untilAborted(signal),
  stall: (response, body, signal) => ({ ...response, body: stalled(body, signal) }),
  truncate: (response, body) => ({ ...response, body: truncated(body) }),
  slow: (response, body, signal) => ({ ...response, body: slowed(body, signal) }),
  html: badGatewayResponse,
};

/** The response with a fault applied. Rejects with a `ConnectionReset` or the reason of the signal. */
export async function applyFault(
  response: MockResponse,
  fault: Fault,
  signal: AbortSignal,
): Promise<MockResponse> {
  return effects[fault](response, Buffer.isBuffer(response.body) ? response.body : Buffer.alloc(0), signal);
}

/** The response to log: without the fault, except for `html`, which replaces it. Undefined if nothing is sent. */
export function loggedResponse(response: MockResponse, fault: Fault | undefined): MockResponse | undefined {
  if (fault === "reset" || fault === "silence") return undefined;
  return fault === "html" ? badGatewayResponse() : response;
}

/** Resolves after a delay. Rejects with the reason of the signal when it is aborted. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}

function badGatewayResponse(): MockResponse {
  return {
    status: 502,
    headers: { "Content-Type": "text/html", "Content-Length": String(badGatewayPage.byteLength) },
    body: badGatewayPage,
  };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

async function* stalled(body: Buffer, signal: AbortSignal): AsyncGenerator<Buffer> {
  yield body.subarray(0, body.byteLength >> 1);
  await untilAborted(signal);
}

async function* truncated(body: Buffer): AsyncGenerator<Buffer> {
  yield body.subarray(0, body.byteLength >> 1);
  throw new ConnectionReset("a fault rule truncates this response");
}

async function* slowed(body: Buffer, signal: AbortSignal): AsyncGenerator<Buffer> {
  const size = Math.max(1, Math.ceil(body.byteLength / chunkCount));
  for (let start = 0; start < body.byteLength; start += size) {
    await sleep(delayMs, signal);
    yield body.subarray(start, start + size);
  }
}
