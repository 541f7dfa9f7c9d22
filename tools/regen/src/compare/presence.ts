import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Comparison } from "./comparison.ts";
import type { Direction } from "./spot.ts";

/** Of a field, a parameter or an operation. */
export function compareDeprecated(
  { say }: Comparison,
  before: JsonObject,
  after: JsonObject,
  what: string,
): void {
  const [was, is] = [before["deprecated"] === true, after["deprecated"] === true];
  if (!was && is) say("field deprecated", `${what} is deprecated`);
  if (was && !is) say("field no longer deprecated", `${what} is no longer deprecated`);
}

/** Whether a field, a parameter or a header must be there. */
export function comparePresence(
  { say }: Comparison,
  was: boolean,
  is: boolean,
  direction: Direction,
  what: string,
): void {
  const answers = direction === "answer";
  if (was && !is && answers)
    say("answer field may be missing", `${what} may be missing: callers that count on it break`);
  if (was && !is && !answers) say("parameter now optional", `${what} may be left out`);
  if (!was && is && answers) say("answer field always there", `${what} is always there`);
  if (!was && is && !answers)
    say("parameter now required", `${what} must now be sent: callers that leave it out break`);
}
