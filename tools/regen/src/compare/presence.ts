import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Direction } from "../normal/direction.ts";
import type { Comparison } from "./comparison.ts";

/** Compares `deprecated` of a field, a parameter or a header. */
export function compareDeprecated(
  { report }: Comparison,
  before: JsonObject,
  after: JsonObject,
  what: string,
): void {
  const [was, is] = [before["deprecated"] === true, after["deprecated"] === true];
  if (!was && is) report("field deprecated", `${what} is deprecated`);
  if (was && !is) report("field no longer deprecated", `${what} is no longer deprecated`);
}

/** Compares whether a field, a parameter or a header is required. */
export function comparePresence(
  { report }: Comparison,
  was: boolean,
  is: boolean,
  direction: Direction,
  what: string,
): void {
  const isResponse = direction === "response";
  if (was && !is && isResponse)
    report("response field may be missing", `${what} may be missing: handle \`undefined\``);
  if (was && !is && !isResponse) report("parameter now optional", `${what} may now be omitted`);
  if (!was && is && isResponse) report("response field always there", `${what} is always present`);
  if (!was && is && !isResponse)
    report("parameter now required", `${what} is now required: send it, or the call is refused`);
}
