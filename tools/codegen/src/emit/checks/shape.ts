import type { JsonObject } from "../../contract/json.ts";

/** JSON's types that hold nothing. */
export type ScalarType = "string" | "integer" | "number" | "boolean" | "null";

/** The values that a scalar may have; `true`: all. */
export type Values = readonly unknown[] | true;

/** What an object holds. Schemas inside are kept as written, so that recursion ends here. */
export interface ObjectShape {
  /** The component that it is, if it is nothing else beside. */
  readonly name: string | undefined;
  readonly properties: ReadonlyMap<string, JsonObject>;
  /** Properties that only some branches of an `anyOf` have: what stands beside them may know the name too. */
  readonly partial: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** The schema of further fields; `undefined` where there are none. */
  readonly additional: JsonObject | undefined;
}

/** What a value may be, one entry for each JSON type that is allowed. */
export interface TypedShape {
  readonly scalars: ReadonlyMap<ScalarType, Values>;
  /** The schema of a list's items. */
  readonly items: JsonObject | undefined;
  readonly object: ObjectShape | undefined;
}

/** What is checked of a value. Wherever a schema leaves room for doubt, it is more than the schema allows. */
export type Shape = TypedShape | "anything";
