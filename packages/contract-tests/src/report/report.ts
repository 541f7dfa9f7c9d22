import type { AssertionName } from "../assertions/names.ts";
import type { Exchange } from "../cases/case.ts";
import type { CoverageItem } from "./coverage.ts";
import type { GuessResult } from "./guesses.ts";
import type { ClientCall, Finding } from "./results.ts";

/** The result of a run. */
export interface Report {
  /** Base URL of the server; for our mock, that of `pnpm mock`. */
  readonly target: string;
  /** Whether the server is our mock, or a mutant of it. */
  readonly isOwn: boolean;
  readonly seed: number;
  /** The only assertion that counted; undefined for all. */
  readonly only: AssertionName | undefined;
  readonly ms: number;
  readonly findings: readonly Finding[];
  readonly exchanges: readonly Exchange[];
  /** The calls of the client; empty with `baseUrl`. */
  readonly calls: readonly ClientCall[];
  /** Number of cases that were not run through the client or the SDK, by reason. */
  readonly skipped: ReadonlyMap<string, number>;
  /** Empty with `only`. */
  readonly coverage: readonly CoverageItem[];
  /** Parts of the contract that were not covered and have no reason; empty with `baseUrl` or `only`. */
  readonly gaps: readonly string[];
  readonly guesses: readonly GuessResult[];
  /** Why the run stopped early; undefined if it did not. */
  readonly stopped: string | undefined;
}

/** Whether the run is complete, without findings and without gaps. */
export function hasPassed({ findings, gaps, stopped }: Report): boolean {
  return findings.length + gaps.length === 0 && stopped === undefined;
}
