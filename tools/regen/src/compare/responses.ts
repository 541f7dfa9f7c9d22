import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import { code, entries, mapping, pairs, same, type Comparison } from "./comparison.ts";
import { compareDeprecated, comparePresence } from "./presence.ts";
import { compareSchemas } from "./schemas.ts";
import { compareWording } from "./wording.ts";

/** What comes back: statuses, headers, bodies and their examples. Failures are told apart by code, elsewhere. */
export function compareAnswers(comparison: Comparison, oldResponses: unknown, newResponses: unknown): void {
  const { before, after, say } = comparison;
  const { removed, added, kept } = pairs(entries(before, oldResponses), entries(after, newResponses));
  for (const [status] of removed)
    say("status removed", `status ${status} is no longer answered: callers that await it break`);
  for (const [status] of added) say("status added", `status ${status} may be answered`);
  for (const [status, old, now] of kept) compareAnswer(comparison, status, old, now);
}

function compareAnswer(comparison: Comparison, status: string, before: JsonObject, after: JsonObject): void {
  const { say } = comparison;
  const answer = status.startsWith("2") ? "the answer" : `the answer ${status}`;
  compareWording(comparison, answer, before, after);
  const headers = pairs(
    entries(comparison.before, before["headers"]),
    entries(comparison.after, after["headers"]),
  );
  for (const [name] of headers.removed)
    say("header removed", `${answer} no longer has the header ${code(name)}: callers that read it break`);
  for (const [name] of headers.added) say("header added", `${answer} has the header ${code(name)}`);
  for (const [name, old, now] of headers.kept) {
    const label = (): string => `the header ${code(name)} of ${answer}`;
    comparePresence(comparison, old["required"] === true, now["required"] === true, "answer", label());
    compareDeprecated(comparison, old, now, label());
    compareWording(comparison, label(), old, now);
    compareSchemas(comparison, old["schema"], now["schema"], { direction: "answer", label, field: "" });
  }
  const media = pairs(
    entries(comparison.before, before["content"]),
    entries(comparison.after, after["content"]),
  );
  for (const [type] of media.removed)
    say("media type removed", `${answer} is no longer ${code(type)}: callers break`);
  for (const [type] of media.added) say("media type added", `${answer} may be ${code(type)}`);
  const label = (field: string): string => (field ? `${answer}'s ${code(field)}` : answer);
  for (const [, old, now] of media.kept) {
    compareSchemas(comparison, old["schema"], now["schema"], { direction: "answer", label, field: "" });
    compareExamples(comparison, answer, old, now);
  }
}

function compareExamples(
  comparison: Comparison,
  answer: string,
  before: JsonObject,
  after: JsonObject,
): void {
  const [old, now] = [
    successes(entries(comparison.before, before["examples"])),
    successes(entries(comparison.after, after["examples"])),
  ];
  if (!same([...old], [...now])) comparison.say("example", `${answer} has other examples`);
}

/** The examples that are no failures. */
function successes(examples: ReadonlyMap<string, JsonObject>): Map<string, JsonObject> {
  return new Map([...examples].filter(([, example]) => !isObject(example["x-error"])));
}

/** A failure that an operation documents. */
interface Documented {
  readonly status: string;
  readonly kind: unknown;
  readonly value: unknown;
  readonly rest: unknown;
}

/** The failure codes of an operation: removed, added, of another kind, explained in other words. */
export function compareCodes(comparison: Comparison, oldResponses: unknown, newResponses: unknown): void {
  const { before, after, say } = comparison;
  const { removed, added, kept } = pairs(codesOf(before, oldResponses), codesOf(after, newResponses));
  for (const [number] of removed)
    say("error code removed", `code ${number} is no longer documented: callers that test for it break`);
  for (const [number, { kind }] of added)
    say("error code added", `code ${number} (${String(kind)}) may be answered`);
  for (const [number, old, now] of kept) {
    if (old.kind !== now.kind)
      say(
        "error code of another kind",
        `code ${number} is of the kind ${code(now.kind)}, not ${code(old.kind)}: callers that test for it break`,
      );
    if (old.status !== now.status)
      say(
        "error code at another status",
        `code ${number} comes with status ${now.status}, not ${old.status}`,
      );
    if (!same(old.value, now.value))
      say("error code answered in other words", `code ${number} is answered in other words`);
    if (!same(old.rest, now.rest))
      say("error code explained anew", `code ${number} is explained in other words`);
  }
}

function codesOf(contract: Comparison["before"], responses: unknown): Map<string, Documented> {
  const found = new Map<string, Documented>();
  for (const [status, response] of entries(contract, responses)) {
    for (const [, media] of entries(contract, response["content"])) {
      for (const [number, example] of entries(contract, media["examples"])) {
        if (!isObject(example["x-error"])) continue;
        const { kind, ...error } = mapping(contract, example["x-error"]);
        found.set(number, {
          status,
          kind,
          value: example["value"],
          rest: { ...example, "x-error": error, value: undefined },
        });
      }
    }
  }
  return found;
}
