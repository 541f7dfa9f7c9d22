import { Scalar, YAMLSeq } from "yaml";
import { isContainer, prefixInside } from "../page/field.ts";
import { mismatchOfText } from "../compare/mismatch.ts";
import type { PageField } from "../page/page.ts";

/** A value with a TODO comment. */
export function todo(value: string | readonly string[], why: string): Scalar | YAMLSeq {
  const node = typeof value === "string" ? new Scalar(value) : listOf(value);
  node.comment = ` TODO: ${why}`;
  return node;
}

function listOf(values: readonly string[]): YAMLSeq {
  const list = new YAMLSeq();
  list.flow = true;
  list.items = values.map((value) => new Scalar(value));
  return list;
}

/** Pages do not state which fields of a response are required. */
export type Side = "request" | "response";

/** Drafts an object from the fields directly below a prefix. */
export function draftObject(rows: readonly PageField[], prefix: string, side: Side): Record<string, unknown> {
  const own = rows.filter(
    ({ path }) => path.startsWith(prefix) && path.lastIndexOf(".") === prefix.length - 1,
  );
  const nameOf = ({ path }: PageField): string => path.slice(prefix.length);
  // The generator requires it, since it alone ends a walk.
  const isRequired = (row: PageField): boolean =>
    row.required ?? (side === "response" && nameOf(row) === "has_more");
  const required = own.filter(isRequired).map(nameOf);
  const isUnknown = side === "response" && required.length === 0;
  return {
    type: "object",
    ...(isUnknown ? { required: todo([], "the page does not state which are always present") } : {}),
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(own.map((row) => [nameOf(row), draftField(row, rows, side)])),
  };
}

/** Drafts a field of a body or a response. */
function draftField(row: PageField, rows: readonly PageField[], side: Side): Record<string, unknown> {
  const doubt = row.alternatives?.length
    ? `in your own words; or does it belong to ${row.alternatives.join(", ")}?`
    : "in your own words";
  return { ...draftSchema(row, rows, side), description: todo("TODO", doubt) };
}

/** Drafts the schema of a row. Omits a default that contradicts the row. */
export function draftSchema(row: PageField, rows: readonly PageField[], side: Side): Record<string, unknown> {
  const { type, minLength, maxLength } = row;
  const length = (minLength ?? 0) > (maxLength ?? Infinity) ? {} : { minLength, maxLength };
  if (type.endsWith("[][]")) return { type: "array", items: todo("{}", "a list of lists needs a component") };
  if (type.endsWith("[]")) {
    const inner = type.slice(0, -2);
    const entry = isContainer(inner) ? objectOf(row, rows, side) : valueOf(inner, row);
    return {
      type: "array",
      ...defined({ minItems: length.minLength, maxItems: length.maxLength }),
      items: entry,
    };
  }
  if (isContainer(type)) return objectOf(row, rows, side);
  const value = {
    ...valueOf(type, row),
    ...defined({ minLength: length.minLength, maxLength: length.maxLength }),
  };
  if (row.default === undefined) return value;
  const own = asType(type, row.default);
  return mismatchOfText(row, row.default) ? value : { ...value, default: own };
}

function objectOf(row: PageField, rows: readonly PageField[], side: Side): Record<string, unknown> {
  const inside = draftObject(rows, prefixInside(row), side);
  const isEmpty = Object.keys(inside["properties"] as object).length === 0;
  return isEmpty ? { type: todo("object", "the page does not state its fields") } : inside;
}

function valueOf(type: string, { enum: values, minimum, maximum }: PageField): Record<string, unknown> {
  if (type === "unknown") return { type: todo("string", "the page does not state which") };
  if (type === "file") return { type: todo("string", "a file, which the client cannot send yet") };
  return {
    type,
    ...(values?.length ? { enum: [...new Set(values)].map((value) => asType(type, value)) } : {}),
    ...((minimum ?? -Infinity) > (maximum ?? Infinity) ? {} : defined({ minimum, maximum })),
  };
}

function defined(values: Record<string, number | undefined>): Record<string, number | undefined> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function asType(type: string, text: string): string | number | boolean {
  if (type === "boolean") return text === "true";
  const number = Number(text);
  return type === "string" || text.trim() === "" || Number.isNaN(number) ? text : number;
}
