import type { JsonObject } from "../../contract/json.ts";

/** The scalar types of JSON. */
export type ScalarType = "string" | "integer" | "number" | "boolean" | "null";

/** The allowed values of a scalar; `true` allows all. */
export type Values = readonly unknown[] | true;

/** The fields of an object. Inner schemas are kept as written, so that recursion ends here. */
export interface ObjectShape {
  /** The name of the component, if the object is exactly that component. */
  readonly name: string | undefined;
  readonly properties: ReadonlyMap<string, JsonObject>;
  /** Properties of only some branches of an `anyOf`. Schemas beside the `anyOf` may define them too. */
  readonly partial: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** The schema of additional fields; `undefined` if none are allowed. */
  readonly additional: JsonObject | undefined;
}

/** The allowed values, by JSON type. */
export interface TypedShape {
  readonly scalars: ReadonlyMap<ScalarType, Values>;
  /** The schema of an array's items. */
  readonly items: JsonObject | undefined;
  readonly object: ObjectShape | undefined;
}

/** The shape that a value is checked against. Where a schema is ambiguous, the shape allows more. */
export type Shape = TypedShape | "anything";
