/** Maximum size of a request body, in bytes. */
export const maxBodyBytes: number = 1024 * 1024;

/** A request from a socket or from `mock.fetch`. */
export interface MockRequest {
  /** In upper case. */
  method: string;
  /** Path and query as on the wire, percent-encoded. */
  target: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
  /** True if the body exceeded `maxBodyBytes` and was discarded. */
  isTooLong?: boolean;
}

/** A serialized response. */
export interface MockResponse {
  status: number;
  headers: Record<string, string>;
  /** The bytes, or a stream of chunks. An error in the stream cuts the connection. */
  body: Buffer | AsyncIterable<Buffer>;
  /** The cached chunks that `body` was joined from. The log keeps these instead of a copy. */
  chunks?: readonly Buffer[];
}

/**
 * Responds to a request. The signal is aborted when the client disconnects. Rejects with the reason of the signal, or
 * with a `ConnectionReset` if the connection is to be reset.
 */
export type Handler = (request: MockRequest, signal: AbortSignal) => Promise<MockResponse>;

/** Whether the body exceeds `maxBodyBytes`. Checks the size, too: `mock.fetch` does not set `isTooLong`. */
export function isTooLong(request: MockRequest): boolean {
  return request.isTooLong === true || request.body.byteLength > maxBodyBytes;
}
