import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { code, list, mapping, pairs, same, type Comparison } from "./comparison.ts";
import { compareDeprecated, comparePresence } from "./presence.ts";
import { compareSchemas } from "./schemas.ts";
import type { SchemaPosition } from "./schema-position.ts";
import { compareWording } from "./wording.ts";

/** The keywords that define how a parameter is serialised. */
const SERIALISATION = ["style", "explode", "allowReserved"];
const positionOf = (field: string): SchemaPosition => ({ direction: "request", label: code, field });

/** The parameters of an operation, by location and name. */
function parametersOf(contract: Contract, operation: JsonObject): Map<string, JsonObject> {
  return new Map(
    list(operation["parameters"])
      .map((entry) => mapping(contract, entry))
      .map((parameter) => [`${String(parameter["in"])} ${String(parameter["name"])}`, parameter]),
  );
}

/** Compares the parameters in path and query, and the body. */
export function compareParameters(comparison: Comparison, before: JsonObject, after: JsonObject): void {
  const { report } = comparison;
  const { removed, added, kept } = pairs(
    parametersOf(comparison.before, before),
    parametersOf(comparison.after, after),
  );
  const unmatched = new Map(added);
  for (const [key, old] of removed) {
    const [name, location] = [old["name"], old["in"]];
    const match = [...unmatched].find(([, now]) => now["name"] === name || isRenamed(comparison, old, now));
    if (!match) {
      report("parameter removed", `${code(name)} is no longer accepted: callers that send it break`);
      continue;
    }
    const [newKey, now] = match;
    unmatched.delete(newKey);
    if (now["name"] === name)
      report(
        "parameter moved",
        `${code(name)} moved from the ${String(location)} to the ${String(now["in"])}: callers break`,
      );
    else
      report(
        "parameter renamed",
        `${code(name)} was renamed to ${code(now["name"])}: callers that send it break`,
      );
    kept.push([key, old, now]);
  }
  for (const [, { name, required }] of unmatched)
    if (required === true)
      report("required parameter added", `${code(name)} is new and required: every caller breaks`);
    else report("parameter added", `${code(name)} may now be sent`);
  for (const [, old, now] of kept) compareParameter(comparison, old, now);
  compareBodies(comparison, before["requestBody"], after["requestBody"]);
}

/** Whether two parameters differ only in their names. */
function isRenamed({ before, after }: Comparison, old: JsonObject, now: JsonObject): boolean {
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
  for (const keyword of SERIALISATION)
    if (!same(before[keyword], after[keyword]))
      comparison.report(
        "request narrowed",
        `${what} is serialised with another ${code(keyword)}: callers break`,
      );
  compareWording(comparison, what, before, after);
  compareDeprecated(comparison, before, after, what);
  compareSchemas(comparison, before["schema"], after["schema"], positionOf(String(after["name"])));
}

function compareBodies(comparison: Comparison, oldBody: unknown, newBody: unknown): void {
  const { before, after, report } = comparison;
  if (oldBody === undefined && newBody === undefined) return;
  const [old, now] = [mapping(before, oldBody), mapping(after, newBody)];
  if (newBody === undefined)
    return report("parameter removed", "a body is no longer accepted: callers that send one break");
  if (oldBody === undefined)
    return now["required"] === true
      ? report("required parameter added", "a body is now required: every caller breaks")
      : report("parameter added", "a body is now accepted");
  comparePresence(comparison, old["required"] === true, now["required"] === true, "request", "the body");
  compareWording(comparison, "the body", old, now);
  const { removed, added, kept } = pairs(
    new Map(Object.entries(mapping(before, old["content"]))),
    new Map(Object.entries(mapping(after, now["content"]))),
  );
  for (const [type] of removed)
    report("media type removed", `a body of ${code(type)} is no longer accepted: callers break`);
  for (const [type] of added) report("media type added", `the body may now be ${code(type)}`);
  for (const [, left, right] of kept) {
    const [oldMedia, newMedia] = [mapping(before, left), mapping(after, right)];
    compareWording(
      comparison,
      "the body",
      { examples: oldMedia["examples"] },
      { examples: newMedia["examples"] },
    );
    compareSchemas(comparison, oldMedia["schema"], newMedia["schema"], positionOf(""));
  }
}
