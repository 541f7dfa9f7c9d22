import { operations } from "../contract/read.ts";
import { parseJson } from "../contract/text.ts";
import { isJsonObject, type Failure, type JsonObject, type Operation } from "../contract/types.ts";
import { codeOf, type WireResponse } from "../wire/types.ts";
import { successOf } from "./success.ts";

/** What a call must return, or the fields of the error that it must throw. */
export interface ExpectedResult {
  readonly value?: JsonObject;
  readonly error?: JsonObject;
}

const failuresByCode: ReadonlyMap<number | undefined, Failure> = new Map(
  operations.flatMap(({ failures }) => failures.map((failure) => [failure.code, failure])),
);

/** The expected result of a call that got this response of the mock. */
export function expectedResult(operation: Operation, response: WireResponse): ExpectedResult {
  const { status, headers, text } = response;
  const body = parseJson(text);
  const logId = headers["x-tt-logid"];
  if (!isJsonObject(body)) return { error: { name: "FeishuResponseError", status, logId } };
  const code = codeOf(body);
  if (code === 0) return { value: (successOf(operation).isInData ? body["data"] : body) as JsonObject };
  const detail = (body["error"] ?? {}) as JsonObject;
  const failure = failuresByCode.get(code);
  return {
    error: {
      name: "FeishuApiError",
      kind: failure?.kind,
      status,
      code,
      msg: printable(body["msg"]),
      logId,
      fieldViolations: printable(detail["field_violations"] ?? []),
      permissionViolations: printable(detail["permission_violations"] ?? []),
      remedy: failure?.remedy,
    },
  };
}

/** The text of a response as an error repeats it: on one line, at most 500 characters, tokens redacted. */
function printable(value: unknown): unknown {
  if (typeof value === "string")
    return value
      .replaceAll(/\b[tu]-[\w.-]{8,}/g, "[redacted]")
      .replaceAll(/\p{Cc}+/gu, " ")
      .slice(0, 500);
  if (Array.isArray(value)) return value.map(printable);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, printable(field)]));
}
