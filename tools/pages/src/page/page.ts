import type { RateLimit } from "@feishu-openapi/codegen/model/model.ts";
import type { BOUNDS, Field, Place } from "./field.ts";
import type { Column } from "./vocabulary.ts";

/** A value with its line on the page. */
export interface Located<Value> {
  readonly value: Value;
  readonly line: number;
}

/** A field as a page describes it. */
export interface PageField extends Field {
  readonly line: number;
  /** The lines of statements that are not on the row's first line. */
  readonly lines: ReadonlyMap<string, number>;
  /** Statements that the row repeats with another value. */
  readonly repeated: readonly (Located<string> & { readonly name: "default" | (typeof BOUNDS)[number] })[];
  /** The type as written on the page. */
  readonly typeText: string;
  /** The example in the description. */
  readonly example?: string | undefined;
  /** In responses: the field is present only while a sibling has this value. */
  readonly onlyWhile?: { readonly field: string; readonly is: boolean } | undefined;
  /** Other possible paths, when neither the order of the rows nor the example decides. */
  readonly alternatives?: readonly string[] | undefined;
}

/** A row whose parent is not known yet. */
export interface FieldRow extends Omit<PageField, "path"> {
  readonly name: string;
  /** Indentation, 0 for the outermost rows. */
  readonly indent: number;
  /** Token types that the description names. */
  readonly tokens?: readonly string[] | undefined;
}

/** An empty cell that takes the value of the row above. */
export interface Blank {
  /** Name or code of the row. */
  readonly name: string;
  readonly column: Column;
  readonly line: number;
}

/** A field table. */
export interface FieldTable {
  readonly rows: readonly FieldRow[];
  readonly blanks: readonly Blank[];
  readonly line: number;
  readonly hasRequired: boolean;
}

/** A row of the error table. */
export interface ErrorRow {
  readonly code: number;
  readonly status: number | undefined;
  readonly text: string;
  readonly line: number;
}

/** The error table. */
export interface ErrorTable {
  readonly rows: readonly ErrorRow[];
  readonly blanks: readonly Blank[];
  readonly line: number;
}

/** A JSON example. */
export interface Example {
  readonly value: unknown;
  /** The line of the value at a path of keys and indices. */
  lineOf(pointer: readonly string[]): number;
  readonly line: number;
}

/** A parsed page. Absent properties are not stated. */
export interface Page {
  readonly source: string | undefined;
  readonly method: Located<string> | undefined;
  /** Without server and base path; parameters are `{name}`. */
  readonly path: Located<string> | undefined;
  readonly requestLine: number;
  readonly rateLimit: Located<{ readonly limit: RateLimit | undefined; readonly text: string }> | undefined;
  readonly appTypes: Located<readonly string[]> | undefined;
  readonly scopes: readonly Located<string>[] | undefined;
  /** The sentence beside the scopes, and how many scopes it requires, if understood. */
  readonly scopesRequired:
    | Located<{ readonly text: string; readonly required: "any" | "all" | undefined }>
    | undefined;
  readonly fieldScopes: readonly Located<string>[] | undefined;
  readonly tables: ReadonlyMap<Place, FieldTable>;
  readonly requestExample: Example | undefined;
  readonly responseExample: Example | undefined;
  readonly errors: ErrorTable | undefined;
}
