/** A recorded exchange. */
export interface Recording {
  /** ISO date. */
  readonly at: string;
  readonly durationMs: number;
  /** The operationId. Undefined if no operation matched. */
  readonly operation: string | undefined;
  /** URL at the upstream. */
  readonly url: string;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

/** The request of a recorded exchange. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query as sent to the mock, starting with `/open-apis`. */
  readonly target: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The response of a recorded exchange. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}
