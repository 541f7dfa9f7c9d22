/** How one case of the suite went, in the suite's own words. */
export interface CaseResult {
  readonly name: string;
  readonly ok: boolean;
  /** What was seen; for a case that failed, the error. */
  readonly detail: unknown;
}

/** What the suite returns. */
export interface SuiteResult {
  /** The runtime by its own account. */
  readonly runtime: string;
  readonly results: readonly CaseResult[];
}

/** What a runtime made of the suite. */
export interface Outcome extends SuiteResult {
  /** Whether the process ended without being told to; absent where there is no process of its own. */
  readonly endsByItself?: boolean;
}

/** Where the suite finds what it talks to. */
export interface Places {
  /** The mock, `/open-apis` included. */
  readonly api: string;
  /** The gateway, for the faults. */
  readonly origin: string;
}
