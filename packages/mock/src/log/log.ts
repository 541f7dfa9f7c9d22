import type { MockReply, MockRequest } from "../message.ts";
import { redactHeaders, redactText } from "./redact.ts";

/** A request that the mock answered, and its answer. Holds no token and no secret. */
export interface LoggedRequest {
  /** Counts from 1 in the mock's life. */
  readonly id: number;
  /** When it came, on the mock's clock: an ISO date. */
  readonly at: string;
  /** The operationId; undefined where no operation was found. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path and query as on the wire. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The first 64 KiB, as text. */
  readonly body: string;
  /** 0 where no answer was given. */
  readonly status: number;
  /** The `code` of the answer's body. */
  readonly code: number | undefined;
  readonly logId: string | undefined;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** The first 64 KiB, as text, before a fault harmed it. */
  readonly responseBody: string;
  /** From the whole request to the head of the answer, in milliseconds; a delay that was asked for is part of it. */
  readonly durationMs: number;
  /** What went wrong on purpose. */
  readonly fault: string | undefined;
  /** What a tester should know, such as a parameter that was ignored. */
  readonly notes: readonly string[];
}

/** What the mock notes of a request when it has answered; what the log shows is made of it when somebody looks. */
export interface Exchange {
  readonly request: MockRequest;
  /** Undefined where no answer was given. */
  readonly reply: MockReply | undefined;
  readonly at: number;
  readonly operation: string | undefined;
  readonly logId: string | undefined;
  readonly durationMs: number;
  readonly fault: string | undefined;
  readonly notes: readonly string[];
}

/** The latest requests. */
export interface RequestLog {
  /** Oldest first. */
  list(): LoggedRequest[];
  /** How many there are. */
  count(): number;
  /** How many were let go to make room. */
  dropped(): number;
  add(exchange: Exchange): void;
  /** Called with each new one; the answer ends that. */
  follow(onEntry: (entry: LoggedRequest) => void): () => void;
  clear(): void;
}

/** The most requests that are kept. */
export const mostEntries = 1000;
/** The most bytes of bodies that are kept in all. */
const mostBytes = 32 * 1024 * 1024;
/** The most that is shown of one body. */
const mostText = 64 * 1024;

/** A log that forgets the oldest, so that it never grows without end. It shows none of the given secrets. */
export function createLog(secrets: readonly string[] = []): RequestLog {
  // By id: the oldest is let go without moving the others.
  const kept = new Map<number, Kept>();
  let bytes = 0;
  let droppedCount = 0;
  let lastId = 0;
  const followers = new Set<(entry: LoggedRequest) => void>();
  const show = (one: Kept): LoggedRequest => (one.shown ??= describe(one.id, one.exchange, secrets));
  return {
    list: () => Array.from(kept.values(), show),
    count: () => kept.size,
    dropped: () => droppedCount,
    add(exchange) {
      const one = { id: (lastId += 1), exchange: slim(exchange) };
      kept.set(one.id, one);
      bytes += sizeOf(exchange);
      while (kept.size > mostEntries || (bytes > mostBytes && kept.size > 0)) {
        const oldest = kept.get(lastId - kept.size + 1)!;
        kept.delete(oldest.id);
        bytes -= sizeOf(oldest.exchange);
        droppedCount += 1;
      }
      for (const follower of followers) follower(show(one));
    },
    follow(onEntry) {
      followers.add(onEntry);
      return () => void followers.delete(onEntry);
    },
    clear() {
      kept.clear();
      bytes = 0;
      droppedCount = 0;
    },
  };
}

interface Kept {
  readonly id: number;
  readonly exchange: Exchange;
  shown?: LoggedRequest;
}

/** Without a body that can be joined again: a thousand of them would be most of the mock's memory. */
function slim(exchange: Exchange): Exchange {
  const { reply } = exchange;
  return reply?.pieces ? { ...exchange, reply: { ...reply, body: Buffer.alloc(0) } } : exchange;
}

function sizeOf({ request, reply }: Exchange): number {
  const { pieces } = reply ?? {};
  const answered = pieces
    ? pieces.reduce((sum, piece) => sum + piece.byteLength, 0)
    : bytesOf(reply).byteLength;
  return request.target.length + request.body.byteLength + answered;
}

function describe(id: number, exchange: Exchange, secrets: readonly string[]): LoggedRequest {
  const { request, reply, at, operation, logId, durationMs, fault, notes } = exchange;
  const body = bytesOf(reply);
  // What a request brings as its token may stand elsewhere in it as well.
  const [, token = ""] = /^\S+ +(\S{8,})$/.exec(request.headers["authorization"] ?? "") ?? [];
  const known = token === "" ? secrets : [token, ...secrets];
  return {
    id,
    at: new Date(at).toISOString(),
    operation,
    method: request.method,
    target: redactText(request.target.slice(0, mostText), known),
    headers: redactHeaders(request.headers, known),
    body: textOf(request.body, known),
    status: reply?.status ?? 0,
    code: codeOf(body),
    logId,
    responseHeaders: redactHeaders(reply?.headers ?? {}, known),
    responseBody: textOf(body, known),
    durationMs,
    fault,
    notes,
  };
}

function bytesOf(reply: MockReply | undefined): Buffer {
  if (reply?.pieces) return Buffer.concat(reply.pieces);
  return Buffer.isBuffer(reply?.body) ? reply.body : Buffer.alloc(0);
}

function textOf(body: Buffer, known: readonly string[]): string {
  return redactText(body.toString("utf8", 0, mostText), known);
}

/** Every answer of the mock begins with its code: no need to parse a page of chats for the log. */
function codeOf(body: Buffer): number | undefined {
  const [, code] = /^\{"code":(-?\d+)/.exec(body.toString("latin1", 0, 32)) ?? [];
  return code === undefined ? undefined : Number(code);
}
