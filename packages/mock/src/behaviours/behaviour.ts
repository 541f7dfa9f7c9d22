import type { Answer } from "../answer.ts";
import type { Call } from "../call.ts";

/** What an operation does that its contract cannot say. */
export interface Behaviour {
  /** True where the operation answers bad parameters in its own way; they then reach `answer` unchecked. */
  decidesParameters?: true;
  /** Called once every check has passed. */
  answer(call: Call): Answer;
}
