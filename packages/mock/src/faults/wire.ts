import type { MockReply } from "../message.ts";
import type { Fault } from "./rule.ts";

/** Thrown in place of an answer: the connection is to be reset. */
export class ConnectionReset extends Error {
  override readonly name = "ConnectionReset";
  /** As Node's own. */
  readonly code = "ECONNRESET";
}

/** How many pieces `slow` makes of a body, and the pause before each, in milliseconds. */
const pieces = 30;
const pauseMs = 100;

const badGateway = Buffer.from(
  "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n",
);

type Harm = (reply: MockReply, body: Buffer, signal: AbortSignal) => MockReply | Promise<never>;

const harms: Readonly<Record<Fault, Harm>> = {
  reset: () => Promise.reject(new ConnectionReset("the mock was told to reset this connection")),
  silence: (_reply, _body, signal) => aborted(signal),
  stall: (reply, body, signal) => ({ ...reply, body: stalled(body, signal) }),
  truncate: (reply, body) => ({ ...reply, body: truncated(body) }),
  slow: (reply, body, signal) => ({ ...reply, body: dripped(body, signal) }),
  html: () => ({
    status: 502,
    headers: { "Content-Type": "text/html", "Content-Length": String(badGateway.byteLength) },
    body: badGateway,
  }),
};

/** Does to an answer what a fault says. Rejects with a {@link ConnectionReset}, or with the signal's reason. */
export async function harm(reply: MockReply, fault: Fault, signal: AbortSignal): Promise<MockReply> {
  return harms[fault](reply, Buffer.isBuffer(reply.body) ? reply.body : Buffer.alloc(0), signal);
}

/** Waits, unless the caller goes away before. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
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

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

async function* stalled(body: Buffer, signal: AbortSignal): AsyncGenerator<Buffer> {
  yield body.subarray(0, body.byteLength >> 1);
  await aborted(signal);
}

async function* truncated(body: Buffer): AsyncGenerator<Buffer> {
  yield body.subarray(0, body.byteLength >> 1);
  throw new ConnectionReset("the mock was told to cut this answer");
}

async function* dripped(body: Buffer, signal: AbortSignal): AsyncGenerator<Buffer> {
  const size = Math.max(1, Math.ceil(body.byteLength / pieces));
  for (let start = 0; start < body.byteLength; start += size) {
    await pause(pauseMs, signal);
    yield body.subarray(start, start + size);
  }
}
