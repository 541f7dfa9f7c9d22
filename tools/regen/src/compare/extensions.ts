import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Kind } from "../verdict/kinds.ts";
import { code, list, same, type Comparison } from "./comparison.ts";

/** What the extensions of an operation promise, in the words of those who call it. */
export function compareExtensions(comparison: Comparison, before: JsonObject, after: JsonObject): void {
  const of = (key: string): [unknown, unknown] => [before[key], after[key]];
  compareRateLimits(comparison, ...of("x-rate-limit"));
  compareScopes(comparison, ...of("x-scopes"));
  comparePagination(comparison, ...of("x-pagination"));
  compareLists(comparison, ...of("x-preconditions"), {
    removed: ["precondition removed", (name) => `${code(name)} is no longer a precondition`],
    added: ["precondition added", (name) => `${code(name)} is now a precondition: apps without it break`],
  });
  compareLists(comparison, ...of("x-app-types"), {
    removed: [
      "app type removed",
      (name) => `apps of the type ${code(name)} may no longer call it: they break`,
    ],
    added: ["app type added", (name) => `apps of the type ${code(name)} may call it`],
  });
  compareLists(comparison, ...of("x-legacy-scopes"), {
    removed: ["legacy scope", (name) => `the scope ${code(name)} is no longer marked as an old one`],
    added: ["legacy scope", (name) => `the scope ${code(name)} is marked as an old one`],
  });
  compareFieldScopes(comparison, ...of("x-field-scopes"));
  if (!same(...of("x-idempotent")))
    comparison.say(
      "repeating",
      after["x-idempotent"] === true
        ? "it is tried again even when nobody knows whether it arrived"
        : "it is tried again only where its method allows it",
    );
}

function compareRateLimits({ say }: Comparison, before: unknown, after: unknown): void {
  for (const [key, unit] of [
    ["per_second", "second"],
    ["per_minute", "minute"],
  ] as const) {
    const [from, to] = [before, after].map((limit) => (isObject(limit) ? limit[key] : undefined));
    if (from === to) continue;
    const tightened = Number(to ?? Infinity) < Number(from ?? Infinity);
    const now = to === undefined ? `any number of times a ${unit}` : `${Number(to)} times a ${unit}`;
    const not = from === undefined ? "" : `, not ${Number(from)}`;
    say(
      tightened ? "rate limit tightened" : "rate limit loosened",
      tightened ? `it may be called only ${now}${not}: callers wait longer` : `it may be called ${now}${not}`,
    );
  }
}

/** One of the scopes is enough. */
function compareScopes(comparison: Comparison, before: unknown, after: unknown): void {
  const [from, to] = [list(before), list(after)];
  const { say } = comparison;
  if (from.length === 0 && to.length > 0)
    return say(
      "scope now needed",
      `one of the scopes ${to.map(code).join(", ")} is now needed: apps without it break`,
    );
  if (from.length > 0 && to.length === 0) return say("scope no longer needed", "no scope is needed any more");
  compareLists(comparison, before, after, {
    removed: [
      "scope removed",
      (name) => `the scope ${code(name)} is no longer enough: apps that have only it break`,
    ],
    added: ["scope added", (name) => `the scope ${code(name)} is enough too`],
  });
}

function compareFieldScopes(comparison: Comparison, before: unknown, after: unknown): void {
  compareLists(comparison, names(before), names(after), {
    removed: ["field scope removed", (name) => `no field needs the scope ${code(name)} any more`],
    added: [
      "field scope added",
      (name) => `some fields are left out without the scope ${code(name)}: apps without it break`,
    ],
  });
  if (same(names(before), names(after)) && !same(before, after))
    comparison.say("wording", "what a field scope gates is described in other words");
}

function comparePagination({ say }: Comparison, before: unknown, after: unknown): void {
  if (same(before, after)) return;
  if (!isObject(before)) return say("now a list", "it is now walked as a list: callers that await it break");
  if (!isObject(after)) return say("no longer a list", "it can no longer be walked as a list: callers break");
  for (const key of ["cursor", "limit", "items", "has_more"])
    if (!same(before[key], after[key]))
      say(
        "list read otherwise",
        `a list takes its ${code(key)} from ${code(after[key] ?? "nothing")}, not from ${code(before[key] ?? "nothing")}: callers break`,
      );
}

type Telling = readonly [Kind, (name: unknown) => string];

function compareLists(
  { say }: Comparison,
  before: unknown,
  after: unknown,
  { removed, added }: { removed: Telling; added: Telling },
): void {
  const [from, to] = [list(before), list(after)];
  for (const name of from) if (!to.includes(name)) say(removed[0], removed[1](name));
  for (const name of to) if (!from.includes(name)) say(added[0], added[1](name));
}

/** The scopes of `x-field-scopes`. */
function names(value: unknown): unknown[] {
  return list(value).map((entry) => (isObject(entry) ? entry["scope"] : entry));
}
