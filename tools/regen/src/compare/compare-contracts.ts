import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { METHODS, normalDocument } from "../normal/document.ts";
import { isDocumentation } from "../normal/keywords.ts";
import { list, mapping, same } from "../normal/values.ts";
import { code, comparison, entries, pairs, type Comparison } from "./comparison.ts";
import { verdict, type Verdict } from "../verdict/verdict.ts";
import { compareResponses, compareCodes } from "./responses.ts";
import { compareExportedTypes } from "./exported-types.ts";
import { compareExtensions } from "./extensions.ts";
import { compareParameters, shapeOf, type OperationAt } from "./parameters.ts";
import { compareSecurity } from "./security.ts";
import { compareWording } from "./wording.ts";

/** The place of a change that affects all operations. */
const EVERYWHERE = "the contract";

interface PlacedOperation extends OperationAt {
  readonly method: string;
  readonly item: JsonObject;
}

/**
 * Returns what a change of the contract means for callers, by our own rules. A change that several operations share is
 * one verdict, whose place lists their ids. Empty when both contracts promise the same.
 */
export function compareContracts(earlier: Contract, later: Contract): Verdict[] {
  if (earlier.sha256 === later.sha256) return [];
  const merged = new Map<string, Verdict>();
  for (const each of compareParts(earlier, later)) {
    const key = `${each.kind}\n${each.sentence}`;
    const other = merged.get(key);
    const places = new Set(other ? [...other.place.split(", "), each.place] : [each.place]);
    merged.set(key, { ...each, place: [...places].join(", ") });
  }
  return [...merged.values()];
}

function compareParts(earlier: Contract, later: Contract): Verdict[] {
  const [before, after] = [normalDocument(earlier), normalDocument(later)];
  const verdicts: Verdict[] = [];
  compareServers(before, after, verdicts);
  compareExportedTypes(comparison(earlier, later, EVERYWHERE, verdicts));
  const whole = comparison(before, after, EVERYWHERE, verdicts);
  compareSchemes(whole);
  if (!same(documentationOf(before), documentationOf(after)))
    whole.report("wording", "the description of the API changed");

  const { removed, added, kept } = pairs(operationsOf(before), operationsOf(after));
  const unmatched = new Map(added);
  for (const [id, old] of removed) {
    // An operation at the same address is the same operation with another id.
    const renamed = [...unmatched].find(([, now]) => addressOf(now) === addressOf(old));
    if (!renamed) {
      verdicts.push(verdict("operation removed", id, `${code(id)} was removed: do not call it`));
      continue;
    }
    const [name, now] = renamed;
    unmatched.delete(name);
    verdicts.push(
      verdict("operation renamed", name, `${code(id)} is now called ${code(name)}: call ${callOf(name)}`),
    );
    kept.push([name, old, now]);
  }
  for (const [id] of unmatched)
    verdicts.push(verdict("operation added", id, `${code(id)} is new: call ${callOf(id)}`));
  for (const [id, old, now] of kept) compareOperations(before, after, id, old, now, verdicts);
  return verdicts;
}

function compareOperations(
  before: Contract,
  after: Contract,
  id: string,
  old: PlacedOperation,
  now: PlacedOperation,
  verdicts: Verdict[],
): void {
  const here = comparison(before, after, id, verdicts);
  if (addressOf(old) !== addressOf(now))
    here.report(
      "operation moved",
      `it is called with ${code(`${now.method} ${now.path}`)}, not ${code(`${old.method} ${old.path}`)}: use the new address`,
    );
  if (!same(old.operation["servers"] ?? old.item["servers"], now.operation["servers"] ?? now.item["servers"]))
    here.report("operation moved", "it has other servers than before: use the new address");
  const [was, is] = [old.operation["deprecated"] === true, now.operation["deprecated"] === true];
  if (!was && is) here.report("operation deprecated", "it is deprecated");
  if (was && !is) here.report("operation no longer deprecated", "it is no longer deprecated");
  compareWording(here, "the path", old.item, now.item);
  compareWording(here, "the operation", old.operation, now.operation);
  compareSecurity(
    here,
    old.operation["security"] ?? before.document["security"],
    now.operation["security"] ?? after.document["security"],
  );
  compareExtensions(here, old.operation, now.operation);
  compareParameters(here, old, now);
  compareResponses(here, old.operation["responses"], now.operation["responses"]);
  compareCodes(here, old.operation["responses"], now.operation["responses"]);
}

/** Method and path; the names of path parameters do not show in a request. */
function addressOf({ method, path }: PlacedOperation): string {
  return `${method} ${shapeOf(path)}`;
}

/** How a program calls an operation. */
function callOf(id: string): string {
  return code(`feishu.${id}()`);
}

/** The documentation of the whole API and of its tags. */
function documentationOf({ document: { info, tags, externalDocs } }: Contract): unknown {
  return { info, tags, externalDocs };
}

/** Compares how tokens are sent. */
function compareSchemes(whole: Comparison): void {
  // A scheme that is added or removed shows in the security of an operation.
  for (const [name, old, now] of pairs(schemesOf(whole.before), schemesOf(whole.after)).kept) {
    if (!same(withoutDocumentation(old), withoutDocumentation(now)))
      whole.report("token scheme changed", `${code(name)} is sent in another way: send it that way`);
    compareWording(whole, code(name), old, now);
  }
}

function schemesOf(contract: Contract): Map<string, JsonObject> {
  return entries(contract, mapping(contract, contract.document["components"])["securitySchemes"]);
}

function withoutDocumentation(scheme: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(scheme).filter(([key]) => !isDocumentation(key)));
}

function operationsOf(contract: Contract): Map<string, PlacedOperation> {
  const found = new Map<string, PlacedOperation>();
  for (const [path, item] of entries(contract, contract.document["paths"])) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!isObject(operation)) continue;
      found.set(String(operation["operationId"]), { method: method.toUpperCase(), path, item, operation });
    }
  }
  return found;
}

function compareServers(before: Contract, after: Contract, verdicts: Verdict[]): void {
  const { report } = comparison(before, after, EVERYWHERE, verdicts);
  const [from, to] = [before, after].map(({ document }) =>
    list(document["servers"]).map((server) => (isObject(server) ? String(server["url"]) : "")),
  ) as [string[], string[]];
  if (from[0] !== to[0])
    report("default server changed", `the default server is ${code(to[0])}, not ${code(from[0])}`);
  for (const url of from)
    if (!to.includes(url)) report("server removed", `the server ${code(url)} was removed`);
  for (const url of to) if (!from.includes(url)) report("server added", `the server ${code(url)} was added`);
  if (same(from, to) && !same(withoutUrls(before), withoutUrls(after)))
    report("wording", "the description of a server changed");
}

/** The servers without their URLs. */
function withoutUrls({ document }: Contract): unknown[] {
  return list(document["servers"]).map((server) => (isObject(server) ? { ...server, url: "" } : server));
}
