import type { Server } from "./child-process.ts";
import type { Measure } from "./figures.ts";

/** How long to measure: `full` about five minutes for all scenarios, `quick` one, `tiny` for tests. */
export type Effort = "full" | "quick" | "tiny";

/** One question to every client. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** How to read the table, in one or two sentences. */
  readonly note: string;
  measure(server: Server, effort: Effort): Promise<Measure[]>;
}
