import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { code, list, mapping, pairs, same, type Comparison } from "./comparison.ts";
import { compareDeprecated, comparePresence } from "./presence.ts";
import { compareSchemas } from "./schemas.ts";
import type { Spot } from "./spot.ts";
import { compareWording } from "./wording.ts";

/** What stands beside a parameter's schema and tells how it is written. */
const FORM = ["style", "explode", "allowReserved"];
const spotOf = (field: string): Spot => ({ direction: "request", label: code, field });

/** The parameters of an operation by location and name. */
function read(contract: Contract, operation: JsonObject): Map<string, JsonObject> {
  return new Map(
    list(operation["parameters"])
      .map((entry) => mapping(contract, entry))
      .map((parameter) => [`${String(parameter["in"])} ${String(parameter["name"])}`, parameter]),
  );
}

/** What a caller passes to an operation: in path and query, and as the fields of a body. */
export function compareParameters(comparison: Comparison, before: JsonObject, after: JsonObject): void {
  const { say } = comparison;
  const { removed, added, kept } = pairs(read(comparison.before, before), read(comparison.after, after));
  const arrived = new Map(added);
  for (const [key, old] of removed) {
    const [name, location] = [old["name"], old["in"]];
    const heir = [...arrived].find(([, now]) => now["name"] === name || isTwin(comparison, old, now));
    if (!heir) {
      say("parameter removed", `${code(name)} is no longer accepted: callers that send it break`);
      continue;
    }
    const [heirKey, now] = heir;
    arrived.delete(heirKey);
    if (now["name"] === name)
      say(
        "parameter moved",
        `${code(name)} goes in the ${String(now["in"])}, not in the ${String(location)}: callers break`,
      );
    else say("parameter renamed", `${code(name)} is now ${code(now["name"])}: callers that send it break`);
    kept.push([key, old, now]);
  }
  for (const [, { name, required }] of arrived)
    if (required === true)
      say("required parameter added", `${code(name)} must now be sent: every caller breaks`);
    else say("parameter added", `${code(name)} may now be sent`);
  for (const [, old, now] of kept) compareParameter(comparison, old, now);
  compareBodies(comparison, before["requestBody"], after["requestBody"]);
}

/** Whether two parameters are alike in all but the name, and so one of them renamed. */
function isTwin({ before, after }: Comparison, old: JsonObject, now: JsonObject): boolean {
  return (
    old["in"] === now["in"] &&
    (old["required"] === true) === (now["required"] === true) &&
    same(mapping(before, old["schema"]), mapping(after, now["schema"])) &&
    same(old["description"], now["description"])
  );
}

function compareParameter(comparison: Comparison, before: JsonObject, after: JsonObject): void {
  const what = code(after["name"]);
  comparePresence(comparison, before["required"] === true, after["required"] === true, "request", what);
  for (const keyword of FORM)
    if (!same(before[keyword], after[keyword]))
      comparison.say("request narrowed", `${what} is written with another ${code(keyword)}: callers break`);
  compareWording(comparison, what, before, after);
  compareDeprecated(comparison, before, after, what);
  compareSchemas(comparison, before["schema"], after["schema"], spotOf(String(after["name"])));
}

function compareBodies(comparison: Comparison, oldBody: unknown, newBody: unknown): void {
  const { before, after, say } = comparison;
  if (oldBody === undefined && newBody === undefined) return;
  const [old, now] = [mapping(before, oldBody), mapping(after, newBody)];
  if (newBody === undefined)
    return say("parameter removed", "no body is taken any more: callers that send one break");
  if (oldBody === undefined)
    return now["required"] === true
      ? say("required parameter added", "a body must now be sent: every caller breaks")
      : say("parameter added", "a body may now be sent");
  comparePresence(comparison, old["required"] === true, now["required"] === true, "request", "the body");
  compareWording(comparison, "the body", old, now);
  const { removed, added, kept } = pairs(
    new Map(Object.entries(mapping(before, old["content"]))),
    new Map(Object.entries(mapping(after, now["content"]))),
  );
  for (const [type] of removed)
    say("media type removed", `a body of ${code(type)} is no longer taken: callers break`);
  for (const [type] of added) say("media type added", `the body may be ${code(type)}`);
  for (const [, left, right] of kept) {
    const [oldMedia, newMedia] = [mapping(before, left), mapping(after, right)];
    compareWording(
      comparison,
      "the body",
      { examples: oldMedia["examples"] },
      { examples: newMedia["examples"] },
    );
    compareSchemas(comparison, oldMedia["schema"], newMedia["schema"], spotOf(""));
  }
}
