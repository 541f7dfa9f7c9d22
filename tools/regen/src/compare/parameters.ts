import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { list, mapping, same } from "../normal/values.ts";
import { code, pairs, type Comparison } from "./comparison.ts";
import { compareDeprecated, comparePresence } from "./presence.ts";
import { compareSchemas } from "./schemas.ts";
import type { SchemaPosition } from "./schema-position.ts";
import { compareWording } from "./wording.ts";

/** The keywords that define how a parameter is serialised. */
const SERIALISATION = ["style", "explode", "allowReserved", "allowEmptyValue"];
const positionOf = (field: string): SchemaPosition => ({
  direction: "request",
  label: (path) => (path ? code(path) : "the body"),
  field,
});

/** An operation with its path: `/im/v1/chats/{chat_id}`. */
export interface OperationAt {
  readonly path: string;
  readonly operation: JsonObject;
}

/** The path with its parameters unnamed. */
export function shapeOf(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, "{}");
}

/** The parameters of an operation, by location and name; those in the path by their place in it, if `placed`. */
function parametersOf(
  contract: Contract,
  { path, operation }: OperationAt,
  placed: boolean,
): Map<string, JsonObject> {
  const names = Array.from(path.matchAll(/\{([^}]*)\}/g), ([, name]) => name);
  return new Map(
    list(operation["parameters"])
      .map((entry) => mapping(contract, entry))
      .map((parameter) => {
        const { in: location, name } = parameter;
        const key = placed && location === "path" ? names.indexOf(String(name)) : String(name);
        return [`${String(location)} ${key}`, parameter];
      }),
  );
}

/** Compares the parameters in path and query, and the body. */
export function compareParameters(comparison: Comparison, before: OperationAt, after: OperationAt): void {
  const { report } = comparison;
  const placed = shapeOf(before.path) === shapeOf(after.path);
  const { removed, added, kept } = pairs(
    parametersOf(comparison.before, before, placed),
    parametersOf(comparison.after, after, placed),
  );
  for (const [, old, now] of kept)
    if (old["name"] !== now["name"])
      report(
        "path parameter renamed",
        `${code(old["name"])} is now called ${code(now["name"])}: pass it by that name`,
      );
  const unmatched = new Map(added);
  for (const [key, old] of removed) {
    const [name, location] = [old["name"], old["in"]];
    const match = [...unmatched].find(([, now]) => now["name"] === name || isRenamed(comparison, old, now));
    if (!match) {
      report("parameter removed", `${code(name)} is no longer accepted: do not send it`);
      continue;
    }
    const [newKey, now] = match;
    unmatched.delete(newKey);
    if (now["name"] === name)
      report(
        "parameter moved",
        `${code(name)} moved from the ${String(location)} to the ${String(now["in"])}: send it there`,
      );
    else
      report("parameter renamed", `${code(name)} is now called ${code(now["name"])}: send it by that name`);
    kept.push([key, old, now]);
  }
  for (const [, { name, required }] of unmatched)
    if (required === true) report("required parameter added", `${code(name)} is new and required: send it`);
    else report("parameter added", `${code(name)} may now be sent`);
  for (const [, old, now] of kept) compareParameter(comparison, old, now);
  compareBodies(comparison, before.operation["requestBody"], after.operation["requestBody"]);
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
        `${what} is sent with another ${code(keyword)}: send it that way`,
      );
  compareWording(comparison, what, before, after);
  compareDeprecated(comparison, before, after, what);
  compareSchemas(comparison, before["schema"], after["schema"], positionOf(String(after["name"])));
}

function compareBodies(comparison: Comparison, oldBody: unknown, newBody: unknown): void {
  const { before, after, report } = comparison;
  if (oldBody === undefined && newBody === undefined) return;
  const [old, now] = [mapping(before, oldBody), mapping(after, newBody)];
  if (newBody === undefined) return report("parameter removed", "a body is no longer accepted: send none");
  if (oldBody === undefined)
    return now["required"] === true
      ? report("required parameter added", "a body is now required: send one")
      : report("parameter added", "a body is now accepted");
  comparePresence(comparison, old["required"] === true, now["required"] === true, "request", "the body");
  compareWording(comparison, "the body", old, now);
  const { removed, added, kept } = pairs(
    new Map(Object.entries(mapping(before, old["content"]))),
    new Map(Object.entries(mapping(after, now["content"]))),
  );
  for (const [type] of removed)
    report("media type removed", `the body may no longer be ${code(type)}: send another media type`);
  for (const [type] of added) report("media type added", `the body may now be ${code(type)}`);
  for (const [, left, right] of kept) {
    const [oldMedia, newMedia] = [mapping(before, left), mapping(after, right)];
    compareWording(
      comparison,
      "the body",
      { example: oldMedia["example"], examples: oldMedia["examples"] },
      { example: newMedia["example"], examples: newMedia["examples"] },
    );
    compareSchemas(comparison, oldMedia["schema"], newMedia["schema"], positionOf(""));
  }
}
