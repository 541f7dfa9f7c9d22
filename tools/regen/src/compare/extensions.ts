import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Kind } from "../verdict/kinds.ts";
import { list, same } from "../normal/values.ts";
import { code, type Comparison } from "./comparison.ts";

/** Compares the extensions of an operation. */
export function compareExtensions(comparison: Comparison, before: JsonObject, after: JsonObject): void {
  const of = (key: string): [unknown, unknown] => [before[key], after[key]];
  compareRateLimits(comparison, ...of("x-rate-limit"));
  compareScopes(comparison, ...of("x-scopes"));
  comparePagination(comparison, ...of("x-pagination"));
  compareLists(comparison, ...of("x-preconditions"), {
    removed: ["precondition removed", (name) => `${code(name)} is no longer a precondition`],
    added: ["precondition added", (name) => `${code(name)} is now a precondition: turn it on for the app`],
  });
  compareLists(comparison, ...of("x-app-types"), {
    removed: [
      "app type removed",
      (name) => `apps of the type ${code(name)} may no longer call it: use another app`,
    ],
    added: ["app type added", (name) => `apps of the type ${code(name)} may call it`],
  });
  compareLists(comparison, ...of("x-legacy-scopes"), {
    removed: ["legacy scope", (name) => `the scope ${code(name)} is no longer a legacy scope`],
    added: ["legacy scope", (name) => `the scope ${code(name)} is now a legacy scope`],
  });
  compareFieldScopes(comparison, ...of("x-field-scopes"));
  if (!same(...of("x-idempotent")))
    comparison.report(
      "idempotency changed",
      after["x-idempotent"] === true
        ? "it is retried even when the server may have processed it"
        : "it is retried only if its method allows it",
    );
}

function compareRateLimits({ report }: Comparison, before: unknown, after: unknown): void {
  for (const [key, unit] of [
    ["per_second", "second"],
    ["per_minute", "minute"],
  ] as const) {
    const [from, to] = [before, after].map((limit) => (isObject(limit) ? limit[key] : undefined));
    if (from === to) continue;
    const tightened = Number(to ?? Infinity) < Number(from ?? Infinity);
    const now = to === undefined ? `any number of times a ${unit}` : `${Number(to)} times a ${unit}`;
    const not = from === undefined ? "" : `, not ${Number(from)}`;
    report(
      tightened ? "rate limit tightened" : "rate limit loosened",
      tightened ? `it may be called only ${now}${not}: calls wait longer` : `it may be called ${now}${not}`,
    );
  }
}

/** An app needs only one of the scopes. */
function compareScopes(comparison: Comparison, before: unknown, after: unknown): void {
  const [from, to] = [list(before), list(after)];
  const { report } = comparison;
  if (from.length === 0 && to.length > 0)
    return report(
      "scope now needed",
      `one of the scopes ${to.map(code).join(", ")} is now required: add one to the app`,
    );
  if (from.length > 0 && to.length === 0)
    return report("scope no longer needed", "a scope is no longer required");
  compareLists(comparison, before, after, {
    removed: [
      "scope removed",
      (name) => `the scope ${code(name)} is no longer sufficient: add another one to the app`,
    ],
    added: ["scope added", (name) => `the scope ${code(name)} is now sufficient`],
  });
}

function compareFieldScopes(comparison: Comparison, before: unknown, after: unknown): void {
  compareLists(comparison, names(before), names(after), {
    removed: ["field scope removed", (name) => `no field requires the scope ${code(name)} any more`],
    added: [
      "field scope added",
      (name) =>
        `some fields are omitted without the scope ${code(name)}: add it to the app, or handle \`undefined\``,
    ],
  });
  if (same(names(before), names(after)) && !same(before, after))
    comparison.report("wording", "the description of a field scope changed");
}

function comparePagination({ report }: Comparison, before: unknown, after: unknown): void {
  if (same(before, after)) return;
  if (!isObject(before))
    return report("now a list", "it now returns a list: await it for a page, or iterate over it");
  if (!isObject(after)) return report("no longer a list", "it no longer returns a list: await it");
  for (const key of ["cursor", "limit", "items", "has_more"])
    if (!same(before[key], after[key]))
      report(
        "pagination changed",
        `the list takes its ${code(key)} from ${code(after[key] ?? "nothing")}, not from ${code(before[key] ?? "nothing")}: use the new name`,
      );
}

type Sentence = readonly [Kind, (name: unknown) => string];

function compareLists(
  { report }: Comparison,
  before: unknown,
  after: unknown,
  { removed, added }: { removed: Sentence; added: Sentence },
): void {
  const [from, to] = [list(before), list(after)];
  for (const name of from) if (!to.includes(name)) report(removed[0], removed[1](name));
  for (const name of to) if (!from.includes(name)) report(added[0], added[1](name));
}

/** The scopes of `x-field-scopes`. */
function names(value: unknown): unknown[] {
  return list(value).map((entry) => (isObject(entry) ? entry["scope"] : entry));
}
