/** A request as sent over the wire: every part is encoded already. */
export interface WireRequest {
  /** Upper case. */
  readonly method: string;
  /** What follows the base URL, such as `/im/v1/chats`. */
  readonly path: string;
  /** What follows `?`; empty for no query. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A response. With status 0 no response arrived, and `text` is the reason. */
export interface WireResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The parsed body; undefined if it is not JSON. */
  readonly body: unknown;
  /** From the first byte sent to the last byte received, in milliseconds. */
  readonly ms: number;
}

/** Sends a request; never rejects. */
export type Send = (request: WireRequest) => Promise<WireResponse>;

/** The `code` of an envelope; undefined if the body has none. */
export function codeOf(body: unknown): number | undefined {
  const code = (body as { code?: unknown } | null | undefined)?.code;
  return typeof code === "number" ? code : undefined;
}
