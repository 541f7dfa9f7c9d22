/** A request ready for the wire. */
export interface WireRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | undefined;
}

/** An answer that arrived whole; nothing of it has been judged yet. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** When it came, in milliseconds since 1970. */
  readonly receivedAt: number;
}
