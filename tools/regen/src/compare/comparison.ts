import { isObject, parsePointer, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { verdict, type Verdict } from "../verdict/verdict.ts";
import type { Kind } from "../verdict/kinds.ts";

/** The methods of the operations that are compared. */
export const METHODS = ["get", "put", "post", "delete", "patch"] as const;

/** What is compared: the two contracts, and where the verdicts of it go. */
export interface Comparison {
  readonly before: Contract;
  readonly after: Contract;
  /** The operation's id, or `the contract`. */
  readonly place: string;
  readonly say: (kind: Kind, sentence: string) => void;
}

/** A comparison at a place, which adds its verdicts to a list. */
export function comparison(before: Contract, after: Contract, place: string, into: Verdict[]): Comparison {
  const say = (kind: Kind, sentence: string): unknown => into.push(verdict(kind, place, sentence));
  return { before, after, place, say: (kind, sentence) => void say(kind, sentence) };
}

/** A value of a contract with its own reference followed; references deeper inside stay. */
export function follow(contract: Contract, value: unknown): unknown {
  const target = isObject(value) ? value["$ref"] : undefined;
  const pointer = typeof target === "string" ? parsePointer(target) : undefined;
  return pointer ? contract.resolve(pointer).value : value;
}

/** The same for what must be a mapping; empty when it is none. */
export function mapping(contract: Contract, value: unknown): JsonObject {
  const found = follow(contract, value);
  return isObject(found) ? found : {};
}

/** The entries of a list; none when it is none. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether two values say the same, references not followed; the order of keys does not count. */
export function same(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) =>
    isObject(entry)
      ? Object.fromEntries(Object.entries(entry).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );
}

/** What stands on one side only, what on both. */
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

/** A mapping as a map, references of its values followed. */
export function entries(contract: Contract, value: unknown): Map<string, JsonObject> {
  return new Map(
    Object.entries(mapping(contract, value)).map(([key, entry]) => [key, mapping(contract, entry)]),
  );
}

/** A value as code. */
export function code(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
