import { isDeepStrictEqual } from "node:util";
import { parseJson, preview } from "../contract/text.ts";
import type { JsonObject, Operation } from "../contract/types.ts";
import type { ExpectedResult } from "./expected-result.ts";
import { describeResult, type Performed } from "./perform.ts";

/** Where the result of a successful call differs from the response's data; of a list, from its first page. */
export function resultMessages(
  { pagination }: Operation,
  { value }: ExpectedResult,
  performed: Performed,
): string[] {
  if (!value) return [];
  if (!performed.isSuccess) return [`expected success, but ${describeResult(performed)}`];
  if (!pagination) return isDeepStrictEqual(performed.result, value) ? [] : ["the result is not the data"];
  const page = performed.result as { items?: unknown; data?: unknown; hasNextPage?: unknown };
  const hasMore = value[pagination.has_more];
  return [
    ...(isDeepStrictEqual(page.data, value) ? [] : ["page.data is not the data"]),
    ...(isDeepStrictEqual(page.items, value[pagination.items] ?? [])
      ? []
      : [`page.items is not data.${pagination.items}`]),
    ...(page.hasNextPage === hasMore
      ? []
      : [`hasNextPage is ${String(page.hasNextPage)}, but has_more is ${String(hasMore)}`]),
  ];
}

/** Where the error of a failed call differs from the response. */
export function errorMessages(
  { id }: Operation,
  { error: expected }: ExpectedResult,
  performed: Performed,
): string[] {
  if (!expected) return [];
  if (performed.isSuccess) return [`expected ${String(expected["name"])}, but ${describeResult(performed)}`];
  const error = performed.result as JsonObject;
  const message = String(error["message"]);
  return [
    ...Object.entries({ ...expected, operation: id })
      .filter(([name, value]) => !isSameJson(error[name], value))
      .map(([name, value]) => `error.${name} is ${preview(error[name])}, not ${preview(value)}`),
    ...messageParts(id, expected)
      .filter((part) => !message.includes(part))
      .map((part) => `error.message is ${preview(message)}, without ${preview(part)}`),
  ];
}

/** Strings that the error message must contain, since a log may keep only the message. */
function messageParts(id: string, { status, code, msg, logId, fieldViolations = [] }: JsonObject): string[] {
  const violations = (fieldViolations as JsonObject[]).flatMap(({ field, description }) => [
    field,
    description,
  ]);
  const numbered = typeof code === "number" ? `[${code}]` : undefined;
  return [id, String(status), numbered, msg, logId, ...violations].filter((part) => typeof part === "string");
}

/** Compares values as JSON, so that a field with the value undefined equals a missing field. */
function isSameJson(left: unknown, right: unknown): boolean {
  const [first, second] = [left, right].map((value) => parseJson(JSON.stringify(value)));
  return isDeepStrictEqual(first, second);
}
