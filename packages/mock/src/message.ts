/** Largest request body that is read, in bytes. */
export const maxBodyBytes: number = 1024 * 1024;

/** A request as it came over a socket or through `mock.fetch`. */
export interface MockRequest {
  /** Upper case. */
  method: string;
  /** Path and query as on the wire, still percent-encoded. */
  target: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
  /** True where the body was longer than `maxBodyBytes` and was not kept. */
  isTooLong?: boolean;
}

/** Whether a request's body is longer than `maxBodyBytes`; `mock.fetch` brings it whole, a socket does not. */
export function isTooLong(request: MockRequest): boolean {
  return request.isTooLong === true || request.body.byteLength > maxBodyBytes;
}

/** A response, ready for the wire. */
export interface MockReply {
  status: number;
  headers: Record<string, string>;
  /** Bytes, or pieces of them as they are made; a failure there cuts the connection. */
  body: Buffer | AsyncIterable<Buffer>;
  /** What the body was joined from, where these live on anyway: the log keeps them in its place. */
  pieces?: readonly Buffer[];
}

/**
 * Answers a request; the signal is aborted when its sender goes away. Rejects with that signal's reason, or with a
 * `ConnectionReset` where no answer is to be given.
 */
export type Handler = (request: MockRequest, signal: AbortSignal) => Promise<MockReply>;
