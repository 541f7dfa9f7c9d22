import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { mapping, same } from "../normal/values.ts";
import { code, entries, pairs, type Comparison } from "./comparison.ts";
import { compareDeprecated, comparePresence } from "./presence.ts";
import { compareSchemas } from "./schemas.ts";
import { compareWording } from "./wording.ts";

/** Compares statuses, headers, bodies and their examples. {@link compareCodes} compares the failures. */
export function compareResponses(comparison: Comparison, oldResponses: unknown, newResponses: unknown): void {
  const { before, after, report } = comparison;
  const { removed, added, kept } = pairs(entries(before, oldResponses), entries(after, newResponses));
  for (const [status] of removed)
    report("status removed", `status ${status} is no longer returned: do not wait for it`);
  for (const [status] of added) report("status added", `status ${status} may be returned`);
  for (const [status, old, now] of kept) compareResponse(comparison, status, old, now);
}

function compareResponse(
  comparison: Comparison,
  status: string,
  before: JsonObject,
  after: JsonObject,
): void {
  const { report } = comparison;
  const response = status.startsWith("2") ? "the response" : `the response ${status}`;
  compareWording(comparison, response, before, after);
  const headers = pairs(
    entries(comparison.before, before["headers"]),
    entries(comparison.after, after["headers"]),
  );
  for (const [name] of headers.removed)
    report("header removed", `${response} no longer has the header ${code(name)}: do not read it`);
  for (const [name] of headers.added) report("header added", `${response} has the header ${code(name)}`);
  for (const [name, old, now] of headers.kept) {
    const label = (): string => `the header ${code(name)} of ${response}`;
    comparePresence(comparison, old["required"] === true, now["required"] === true, "response", label());
    compareDeprecated(comparison, old, now, label());
    compareWording(comparison, label(), old, now);
    compareSchemas(comparison, old["schema"], now["schema"], { direction: "response", label, field: "" });
  }
  const media = pairs(
    entries(comparison.before, before["content"]),
    entries(comparison.after, after["content"]),
  );
  for (const [type] of media.removed)
    report("media type removed", `${response} is no longer ${code(type)}: read another media type`);
  for (const [type] of media.added) report("media type added", `${response} may be ${code(type)}`);
  const label = (field: string): string => (field ? `${response}'s ${code(field)}` : response);
  for (const [, old, now] of media.kept) {
    compareSchemas(comparison, old["schema"], now["schema"], { direction: "response", label, field: "" });
    compareExamples(comparison, response, old, now);
  }
}

function compareExamples(
  comparison: Comparison,
  response: string,
  before: JsonObject,
  after: JsonObject,
): void {
  const [old, now] = [
    successes(entries(comparison.before, before["examples"])),
    successes(entries(comparison.after, after["examples"])),
  ];
  const isChanged = !same([...old], [...now]) || !same(before["example"], after["example"]);
  if (isChanged) comparison.report("example", `${response} has other examples`);
}

/** The examples that have no `x-error`. */
function successes(examples: ReadonlyMap<string, JsonObject>): Map<string, JsonObject> {
  return new Map([...examples].filter(([, example]) => !isObject(example["x-error"])));
}

/** A documented failure of an operation. */
interface DocumentedFailure {
  readonly statuses: readonly string[];
  readonly kind: unknown;
  readonly value: unknown;
  readonly rest: unknown;
}

/** Compares the error codes that an operation documents. */
export function compareCodes(comparison: Comparison, oldResponses: unknown, newResponses: unknown): void {
  const { before, after, report } = comparison;
  const { removed, added, kept } = pairs(codesOf(before, oldResponses), codesOf(after, newResponses));
  for (const [number] of removed)
    report("error code removed", `code ${number} is no longer documented: do not test for it`);
  for (const [number, { kind }] of added)
    report("error code added", `code ${number} (${String(kind)}) may be returned`);
  for (const [number, old, now] of kept) {
    if (old.kind !== now.kind)
      report(
        "error code kind",
        `code ${number} has the kind ${code(now.kind)}, not ${code(old.kind)}: test for the new kind`,
      );
    for (const status of now.statuses.filter((one) => !old.statuses.includes(one)))
      report("error code status", `code ${number} may be returned with status ${status}`);
    for (const status of old.statuses.filter((one) => !now.statuses.includes(one)))
      report(
        "error code status removed",
        `code ${number} is no longer returned with status ${status}: test for the code, not for the status`,
      );
    if (!same(old.value, now.value)) report("error code message", `code ${number} has another message`);
    if (!same(old.rest, now.rest)) report("error code description", `code ${number} has another description`);
  }
}

function codesOf(contract: Comparison["before"], responses: unknown): Map<string, DocumentedFailure> {
  const found = new Map<string, DocumentedFailure>();
  for (const [status, response] of entries(contract, responses)) {
    for (const [, media] of entries(contract, response["content"])) {
      for (const [number, example] of entries(contract, media["examples"])) {
        if (!isObject(example["x-error"])) continue;
        const { kind, ...error } = mapping(contract, example["x-error"]);
        found.set(number, {
          statuses: [...(found.get(number)?.statuses ?? []), status],
          kind,
          value: example["value"],
          rest: { ...example, "x-error": error, value: undefined },
        });
      }
    }
  }
  return found;
}
