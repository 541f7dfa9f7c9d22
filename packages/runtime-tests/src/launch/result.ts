/** The result of one case, as the suite reports it. */
export interface CaseResult {
  readonly name: string;
  readonly ok: boolean;
  /** What the case returned; of a failed case, the error. */
  readonly detail: unknown;
}

/** What the suite returns. */
export interface SuiteResult {
  /** Name and version of the runtime, as it reports them. */
  readonly runtime: string;
  readonly results: readonly CaseResult[];
}

/** The result of the suite in a runtime. */
export interface RunResult extends SuiteResult {
  /** Whether the process exited by itself; undefined if the suite has no process of its own. */
  readonly exitsByItself?: boolean;
}

/** The servers that the suite uses. */
export interface Servers {
  /** Base URL of the mock, which ends in `/open-apis`. */
  readonly api: string;
  /** Origin of the gateway, for the faults. */
  readonly origin: string;
}
