import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import {
  code,
  comparison,
  entries,
  list,
  mapping,
  METHODS,
  pairs,
  same,
  type Comparison,
} from "./comparison.ts";
import { normalForm } from "./normal-form.ts";
import { verdict, type Verdict } from "../verdict/verdict.ts";
import { compareAnswers, compareCodes } from "./responses.ts";
import { compareExportedTypes } from "./exported-types.ts";
import { compareExtensions } from "./extensions.ts";
import { compareParameters } from "./parameters.ts";
import { compareSecurity } from "./security.ts";
import { compareWording, isText } from "./wording.ts";

/** What holds for all operations stands at this place. */
const EVERYWHERE = "the contract";

interface Placed {
  readonly address: string;
  readonly item: JsonObject;
  readonly operation: JsonObject;
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
  const [before, after] = [normalForm(earlier), normalForm(later)];
  const verdicts: Verdict[] = [];
  compareServers(before, after, verdicts);
  compareExportedTypes(comparison(earlier, later, EVERYWHERE, verdicts));
  const whole = comparison(before, after, EVERYWHERE, verdicts);
  compareSchemes(whole);
  if (!same(aboutAll(before), aboutAll(after)))
    whole.say("wording", "the platform is described in other words");

  const { removed, added, kept } = pairs(operationsOf(before), operationsOf(after));
  const arrived = new Map(added);
  for (const [id, old] of removed) {
    // Under another name at the same address it is the same operation.
    const renamed = [...arrived].find(([, now]) => now.address === old.address);
    if (!renamed) {
      verdicts.push(verdict("operation removed", id, `${code(id)} is gone: callers break`));
      continue;
    }
    const [name, now] = renamed;
    arrived.delete(name);
    verdicts.push(
      verdict("operation renamed", name, `${code(id)} is now called ${code(name)}: callers break`),
    );
    kept.push([name, old, now]);
  }
  for (const [id] of arrived) verdicts.push(verdict("operation added", id, `${code(id)} can be called`));
  for (const [id, old, now] of kept) compareOperations(before, after, id, old, now, verdicts);
  return verdicts;
}

function compareOperations(
  before: Contract,
  after: Contract,
  id: string,
  old: Placed,
  now: Placed,
  verdicts: Verdict[],
): void {
  const here = comparison(before, after, id, verdicts);
  if (old.address !== now.address)
    here.say("operation at another address", `it is at ${code(now.address)}, not at ${code(old.address)}`);
  const [was, is] = [old.operation["deprecated"] === true, now.operation["deprecated"] === true];
  if (!was && is) here.say("operation deprecated", "it is deprecated");
  if (was && !is) here.say("operation no longer deprecated", "it is no longer deprecated");
  compareWording(here, "the path", old.item, now.item);
  compareWording(here, "the operation", old.operation, now.operation);
  compareSecurity(
    here,
    old.operation["security"] ?? before.document["security"],
    now.operation["security"] ?? after.document["security"],
  );
  compareExtensions(here, old.operation, now.operation);
  compareParameters(here, old.operation, now.operation);
  compareAnswers(here, old.operation["responses"], now.operation["responses"]);
  compareCodes(here, old.operation["responses"], now.operation["responses"]);
}

/** What the document says of itself, and of its groups of operations. */
function aboutAll({ document: { info, tags, externalDocs } }: Contract): unknown {
  return { info, tags, externalDocs };
}

/** How a token is sent. */
function compareSchemes(whole: Comparison): void {
  // One that comes or goes stands in the security of an operation.
  for (const [name, old, now] of pairs(schemesOf(whole.before), schemesOf(whole.after)).kept) {
    if (!same(withoutText(old), withoutText(now)))
      whole.say("token sent otherwise", `${code(name)} is sent in another way: callers break`);
    compareWording(whole, code(name), old, now);
  }
}

function schemesOf(contract: Contract): Map<string, JsonObject> {
  return entries(contract, mapping(contract, contract.document["components"])["securitySchemes"]);
}

function withoutText(scheme: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(scheme).filter(([key]) => !isText(key)));
}

function operationsOf(contract: Contract): Map<string, Placed> {
  const found = new Map<string, Placed>();
  for (const [path, item] of entries(contract, contract.document["paths"])) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!isObject(operation)) continue;
      found.set(String(operation["operationId"]), {
        address: `${method.toUpperCase()} ${path}`,
        item,
        operation,
      });
    }
  }
  return found;
}

function compareServers(before: Contract, after: Contract, verdicts: Verdict[]): void {
  const { say } = comparison(before, after, EVERYWHERE, verdicts);
  const [from, to] = [before, after].map(({ document }) =>
    list(document["servers"]).map((server) => (isObject(server) ? String(server["url"]) : "")),
  ) as [string[], string[]];
  if (from[0] !== to[0])
    say(
      "default server changed",
      `calls go to ${code(to[0])} unless told otherwise, not to ${code(from[0])}`,
    );
  for (const url of from) if (!to.includes(url)) say("server removed", `the server ${code(url)} is gone`);
  for (const url of to) if (!from.includes(url)) say("server added", `there is a server ${code(url)}`);
  if (same(from, to) && !same(nameless(before), nameless(after)))
    say("wording", "a server is described in other words");
}

/** The servers without their URLs: what is said of them. */
function nameless({ document }: Contract): unknown[] {
  return list(document["servers"]).map((server) => (isObject(server) ? { ...server, url: "" } : server));
}
