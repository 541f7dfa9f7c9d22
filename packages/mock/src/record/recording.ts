/** A request and its answer as they stand in a recording. */
export interface Recording {
  /** An ISO date. */
  readonly at: string;
  readonly durationMs: number;
  /** The operationId; undefined where the contract has no operation for it. */
  readonly operation: string | undefined;
  /** Where it was sent. */
  readonly url: string;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

/** What was asked. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query as on the wire to the mock, beginning with `/open-apis`. */
  readonly target: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What was answered. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}
