import { isDeepStrictEqual } from "node:util";
import { isObject, parsePointer, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { verdict, type Verdict } from "../verdict/verdict.ts";
import type { Kind } from "../verdict/kinds.ts";

/** The methods of the operations that are compared. */
export const METHODS = ["get", "put", "post", "delete", "patch"] as const;

/** A comparison of two contracts at one place. */
export interface Comparison {
  readonly before: Contract;
  readonly after: Contract;
  /** Adds a verdict. */
  readonly report: (kind: Kind, sentence: string) => void;
}

/** A comparison whose verdicts are added to `into`. `place`: an operation's id, or `the contract`. */
export function comparison(before: Contract, after: Contract, place: string, into: Verdict[]): Comparison {
  return {
    before,
    after,
    report(kind, sentence) {
      into.push(verdict(kind, place, sentence));
    },
  };
}

/** Resolves the value's own `$ref`; references inside the value stay. */
export function follow(contract: Contract, value: unknown): unknown {
  const target = isObject(value) ? value["$ref"] : undefined;
  const pointer = typeof target === "string" ? parsePointer(target) : undefined;
  return pointer ? contract.resolve(pointer).value : value;
}

/** As {@link follow}, for a mapping; empty for any other value. */
export function mapping(contract: Contract, value: unknown): JsonObject {
  const found = follow(contract, value);
  return isObject(found) ? found : {};
}

/** The entries of an array; empty for any other value. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether two values report the same, references not followed; the order of keys does not count. */
export function same(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(left, right);
}

/** Splits the entries of two maps into removed, added and kept ones. */
export function pairs<Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
): { removed: [string, Value][]; added: [string, Value][]; kept: [string, Value, Value][] } {
  return {
    removed: [...before].filter(([key]) => !after.has(key)),
    added: [...after].filter(([key]) => !before.has(key)),
    kept: [...before].flatMap(([key, value]): [string, Value, Value][] => {
      const other = after.get(key);
      return other === undefined ? [] : [[key, value, other]];
    }),
  };
}

/** A mapping as a map, with the `$ref` of each value resolved. */
export function entries(contract: Contract, value: unknown): Map<string, JsonObject> {
  return new Map(
    Object.entries(mapping(contract, value)).map(([key, entry]) => [key, mapping(contract, entry)]),
  );
}

/** The value as inline code of Markdown. */
export function code(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
