/** A serialized request. */
export interface WireRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | undefined;
}

/** A complete response, not yet parsed. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Time of arrival, in milliseconds since 1970. */
  readonly receivedAt: number;
}
