import type { RateLimit } from "@feishu-openapi/codegen/model/model.ts";
import type { BOUNDS, Field, Place } from "./field.ts";
import type { Column } from "./vocabulary.ts";

/** Something that a page says, and where. */
export interface Said<Value> {
  readonly value: Value;
  readonly line: number;
}

/** A field as a page describes it. */
export interface PageField extends Field {
  readonly line: number;
  /** The line of each statement that has one of its own. */
  readonly lines: ReadonlyMap<string, number>;
  /** Statements that the row makes a second time, otherwise. */
  readonly repeated: readonly (Said<string> & { readonly name: "default" | (typeof BOUNDS)[number] })[];
  /** The type as the page writes it. */
  readonly typeText: string;
  /** The value that the description shows. */
  readonly shown?: string | undefined;
  /** In answers: the field is there only while its neighbour has this value. */
  readonly onlyWhile?: { readonly field: string; readonly is: boolean } | undefined;
  /** Where else it may belong: rows stand in order alone, and the example does not show it. */
  readonly elsewhere?: readonly string[] | undefined;
}

/** A row before it is known what it stands in. */
export interface FieldRow extends Omit<PageField, "path"> {
  readonly name: string;
  /** How far it is set in, 0 for the outermost. */
  readonly indent: number;
  /** The kinds of access token that the description names. */
  readonly tokens?: readonly string[] | undefined;
}

/** A cell without a word, read as that of the row above. */
export interface Blank {
  /** Of the row: its name or its code. */
  readonly name: string;
  readonly column: Column;
  readonly line: number;
}

/** A table of fields. */
export interface FieldTable {
  readonly rows: readonly FieldRow[];
  readonly blanks: readonly Blank[];
  readonly line: number;
  readonly hasRequired: boolean;
}

/** One row of the table of error codes. */
export interface ErrorRow {
  readonly code: number;
  readonly status: number | undefined;
  readonly text: string;
  readonly line: number;
}

/** The table of error codes. */
export interface ErrorTable {
  readonly rows: readonly ErrorRow[];
  readonly blanks: readonly Blank[];
  readonly line: number;
}

/** A JSON example. */
export interface Example {
  readonly value: unknown;
  /** The page's line of the value at a path of keys and indices. */
  lineOf(pointer: readonly string[]): number;
  readonly line: number;
}

/** All that is read of a page. What it does not say is absent. */
export interface Page {
  readonly source: string | undefined;
  readonly method: Said<string> | undefined;
  /** Without the server and its base path; `{name}` for a parameter. */
  readonly path: Said<string> | undefined;
  readonly requestLine: number;
  readonly rateLimit: Said<{ readonly limit: RateLimit | undefined; readonly text: string }> | undefined;
  readonly appTypes: Said<readonly string[]> | undefined;
  readonly scopes: readonly Said<string>[] | undefined;
  /** The sentence beside the scopes, and how many of them it asks for, where it is understood. */
  readonly scopesAsked:
    | Said<{ readonly text: string; readonly asked: "any" | "all" | undefined }>
    | undefined;
  readonly fieldScopes: readonly Said<string>[] | undefined;
  readonly tables: ReadonlyMap<Place, FieldTable>;
  readonly requestExample: Example | undefined;
  readonly answerExample: Example | undefined;
  readonly errors: ErrorTable | undefined;
}
