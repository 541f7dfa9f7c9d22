import type { MockRequest, MockResponse } from "../http/message.ts";
import { redactHeaders, redactText } from "./redact.ts";

/** A request and its response in the log, without tokens and secrets. */
export interface LoggedRequest {
  /** Counts from 1. */
  readonly id: number;
  /** ISO date of the request, on the mock's clock. */
  readonly at: string;
  /** The operationId. Undefined if no operation matched. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path and query as on the wire. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The first 64 KiB as a string. */
  readonly body: string;
  /** 0 if there was no response. */
  readonly status: number;
  /** The `code` in the response body. */
  readonly code: number | undefined;
  readonly logId: string | undefined;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** The first 64 KiB as a string, before a fault was applied. */
  readonly responseBody: string;
  /** From the end of the request to the start of the response, in milliseconds, including delays. */
  readonly durationMs: number;
  /** The fault that was applied. */
  readonly fault: string | undefined;
  /** Hints for the tester, such as an ignored parameter. */
  readonly notes: readonly string[];
}

/** An exchange as the handler adds it. Converted to a `LoggedRequest` only when the log is read. */
export interface Exchange extends Pick<
  LoggedRequest,
  "operation" | "logId" | "durationMs" | "fault" | "notes"
> {
  readonly request: MockRequest;
  /** Undefined if there was no response. */
  readonly response: MockResponse | undefined;
  readonly at: number;
}

/** The log of the latest requests. */
export interface RequestLog {
  /** Oldest first. */
  list(): LoggedRequest[];
  count(): number;
  /** Number of requests that were removed to limit the size. */
  dropped(): number;
  add(exchange: Exchange): void;
  /** Calls back with each new request. Returns a function that stops this. */
  follow(onEntry: (entry: LoggedRequest) => void): () => void;
  clear(): void;
}

/** Maximum number of requests in the log. */
const maxEntries = 1000;
/** Maximum size of all bodies in the log, in bytes. */
const maxBytes = 32 * 1024 * 1024;
/** Bodies and targets are cut after this many bytes. */
const maxText = 64 * 1024;

/** Creates a log that removes the oldest requests when it is full. `secrets` never appear in it. */
export function createLog(secrets: readonly string[] = []): RequestLog {
  // A Map by id removes the oldest entry without moving the others.
  const entries = new Map<number, Entry>();
  let bytes = 0;
  let droppedCount = 0;
  let lastId = 0;
  const followers = new Set<(entry: LoggedRequest) => void>();
  const read = (entry: Entry): LoggedRequest =>
    (entry.logged ??= toLogged(entry.id, entry.exchange, secrets));
  return {
    list: () => Array.from(entries.values(), read),
    count: () => entries.size,
    dropped: () => droppedCount,
    add(exchange) {
      const entry = { id: (lastId += 1), exchange: withoutJoinedBody(exchange) };
      entries.set(entry.id, entry);
      bytes += sizeOf(exchange);
      while (entries.size > maxEntries || (bytes > maxBytes && entries.size > 0)) {
        const oldest = entries.get(lastId - entries.size + 1)!;
        entries.delete(oldest.id);
        bytes -= sizeOf(oldest.exchange);
        droppedCount += 1;
      }
      for (const follower of followers) follower(read(entry));
    },
    follow(onEntry) {
      followers.add(onEntry);
      return () => void followers.delete(onEntry);
    },
    clear() {
      entries.clear();
      bytes = 0;
      droppedCount = 0;
    },
  };
}

interface Entry {
  readonly id: number;
  readonly exchange: Exchange;
  logged?: LoggedRequest;
}

/** Drops a body that can be joined again from cached chunks. It would be most of the log's memory. */
function withoutJoinedBody(exchange: Exchange): Exchange {
  const { response } = exchange;
  return response?.chunks ? { ...exchange, response: { ...response, body: Buffer.alloc(0) } } : exchange;
}

function sizeOf({ request, response }: Exchange): number {
  const { chunks } = response ?? {};
  const responseBytes = chunks
    ? chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
    : bytesOf(response).byteLength;
  return request.target.length + request.body.byteLength + responseBytes;
}

function toLogged(id: number, exchange: Exchange, secrets: readonly string[]): LoggedRequest {
  const { request, response, at, ...rest } = exchange;
  const body = bytesOf(response);
  // The token of the request may also appear elsewhere in it.
  const [, token = ""] = /^\S+ +(\S{8,})$/.exec(request.headers["authorization"] ?? "") ?? [];
  const allSecrets = token === "" ? secrets : [token, ...secrets];
  return {
    id,
    at: new Date(at).toISOString(),
    ...rest,
    method: request.method,
    target: redactText(request.target.slice(0, maxText), allSecrets),
    headers: redactHeaders(request.headers, allSecrets),
    body: textOf(request.body, allSecrets),
    status: response?.status ?? 0,
    code: codeOf(body),
    responseHeaders: redactHeaders(response?.headers ?? {}, allSecrets),
    responseBody: textOf(body, allSecrets),
  };
}

function bytesOf(response: MockResponse | undefined): Buffer {
  if (response?.chunks) return Buffer.concat(response.chunks);
  return Buffer.isBuffer(response?.body) ? response.body : Buffer.alloc(0);
}

function textOf(body: Buffer, secrets: readonly string[]): string {
  return redactText(body.toString("utf8", 0, maxText), secrets);
}

/** The mock's responses start with their code, so the body need not be parsed. */
function codeOf(body: Buffer): number | undefined {
  const [, code] = /^\{"code":(-?\d+)/.exec(body.toString("latin1", 0, 32)) ?? [];
  return code === undefined ? undefined : Number(code);
}
