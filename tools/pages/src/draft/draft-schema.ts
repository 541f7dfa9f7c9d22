import { Scalar, YAMLSeq } from "yaml";
import { isContainer, prefixInside } from "../page/field.ts";
import { misfitOfText } from "../compare/mismatch.ts";
import type { PageField } from "../page/page.ts";

/** A value with a remark for whoever goes on from the draft. */
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

/** Enums are closed in requests and open in answers, where what is always there is unknown, too. */
export type Side = "request" | "answer";

/** An object of the fields that stand directly at a prefix. */
export function draftObject(rows: readonly PageField[], prefix: string, side: Side): Record<string, unknown> {
  const own = rows.filter(
    ({ path }) => path.startsWith(prefix) && path.lastIndexOf(".") === prefix.length - 1,
  );
  const nameOf = ({ path }: PageField): string => path.slice(prefix.length);
  // It alone ends a walk, so that the generator wants it required.
  const isRequired = (row: PageField): boolean =>
    row.required ?? (side === "answer" && nameOf(row) === "has_more");
  const required = own.filter(isRequired).map(nameOf);
  const unsaid = side === "answer" && required.length === 0;
  return {
    type: "object",
    ...(unsaid ? { required: todo([], "the page does not say which are always there") } : {}),
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(own.map((row) => [nameOf(row), draftField(row, rows, side)])),
  };
}

/** One field of a body or an answer. */
function draftField(row: PageField, rows: readonly PageField[], side: Side): Record<string, unknown> {
  const doubt = row.elsewhere?.length
    ? `in your own words; or does it belong to ${row.elsewhere.join(", ")}?`
    : "in your own words";
  return { ...draftSchema(row, rows, side), description: todo("TODO", doubt) };
}

/** What a row says of its value; a default that contradicts the rest of the row is left out. */
export function draftSchema(row: PageField, rows: readonly PageField[], side: Side): Record<string, unknown> {
  const { type, shortest, longest } = row;
  const least = (shortest ?? 0) > (longest ?? Infinity) ? {} : { shortest, longest };
  if (type.endsWith("[][]")) return { type: "array", items: todo("{}", "a list of lists needs a component") };
  if (type.endsWith("[]")) {
    const inner = type.slice(0, -2);
    const entry = isContainer(inner) ? objectOf(row, rows, side) : valueOf(inner, row);
    return { type: "array", ...defined({ minItems: least.shortest, maxItems: least.longest }), items: entry };
  }
  if (isContainer(type)) return objectOf(row, rows, side);
  const value = {
    ...valueOf(type, row),
    ...defined({ minLength: least.shortest, maxLength: least.longest }),
  };
  if (row.default === undefined) return value;
  const own = asType(type, row.default);
  return misfitOfText(row, row.default) ? value : { ...value, default: own };
}

function objectOf(row: PageField, rows: readonly PageField[], side: Side): Record<string, unknown> {
  const inside = draftObject(rows, prefixInside(row), side);
  const isEmpty = Object.keys(inside["properties"] as object).length === 0;
  return isEmpty ? { type: todo("object", "the page does not say what is in it") } : inside;
}

function valueOf(type: string, { enum: values, minimum, maximum }: PageField): Record<string, unknown> {
  if (type === "unknown") return { type: todo("string", "the page does not say which") };
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
