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
  /** May be cut once it is longer than `maxBodyBytes`; it is refused then anyway. */
  body: Buffer;
}

/** A response, ready for the wire. */
export interface MockReply {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Answers a request. Never rejects. */
export type Handler = (request: MockRequest) => Promise<MockReply>;
