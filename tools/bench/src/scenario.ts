import type { Measure } from "./measure.ts";
import type { Server } from "./server-process.ts";

/** How much time there is: `full` some five minutes for all scenarios, `quick` one, `tiny` for tests. */
export type Effort = "full" | "quick" | "tiny";

/** One question, put to every client. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** What a reader must know to read the table, one or two sentences. */
  readonly note: string;
  measure(server: Server, effort: Effort): Promise<Measure[]>;
}

/** Fails the benchmark when a client did not return what the server holds: a wrong client is not fast. */
export function expectChats(subject: string, got: number, wanted: number, wrong = 0): void {
  if (got === wanted && wrong === 0) return;
  throw new Error(`${subject} returned ${got} chats instead of ${wanted}, ${wrong} of them wrong`);
}
