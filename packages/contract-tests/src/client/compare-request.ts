import { isDeepStrictEqual } from "node:util";
import { expectQuery } from "../cases/expected.ts";
import { parseJson, percentDecode, preview } from "../contract/text.ts";
import type { JsonObject, Operation } from "../contract/types.ts";
import { methodParametersOf, type MethodParameter } from "./parameters.ts";
import type { SentRequest } from "./perform.ts";

/**
 * Where a request differs from the params of its call: method, path, query or body, each value once and unchanged.
 * With `isValid`, the query must also be valid by the contract.
 */
export function requestMessages(
  operation: Operation,
  params: JsonObject,
  sent: SentRequest,
  baseUrl: string,
  isValid: boolean,
): string[] {
  const { method, url } = sent;
  if (!url.startsWith(`${baseUrl}/`)) return [`the URL is ${preview(url)}, not below ${baseUrl}`];
  const [path = "", query, ...rest] = url.slice(baseUrl.length).split("?");
  const passed = methodParametersOf(operation).flatMap((parameter): PassedParameter[] => {
    const value = params[parameter.name];
    return value === undefined ? [] : [{ ...parameter, value }];
  });
  const { cursor } = operation.pagination ?? {};
  const issuedCursors = cursor === undefined ? [] : [String(params[cursor])];
  const isAccepted = expectQuery(operation, query ?? "", issuedCursors).accept;
  return [
    ...(method === operation.method ? [] : [`the method is ${method}, not ${operation.method}`]),
    ...pathMessages(operation, passed, path),
    ...(rest.length > 0 || url.includes("#") ? ["the URL has a second ? or a #"] : []),
    ...queryMessages(passed, query),
    ...bodyMessages(operation, passed, sent),
    ...(isValid && !isAccepted ? ["the query violates the contract"] : []),
  ];
}

/** Headers that are wrong: only the token and the content type of a body may be sent. */
export function headerMessages(
  { secured, body }: Operation,
  { headers, redirect }: SentRequest,
  token: string,
): string[] {
  const authorization = headers.get("authorization");
  const type = headers.get("content-type");
  const isJson = type !== null && /^application\/json(; ?charset=utf-8)?$/i.test(type);
  const otherHeaders = [...headers.keys()].filter(
    (name) => name !== "authorization" && name !== "content-type",
  );
  return [
    ...(authorization === (secured ? `Bearer ${token}` : null)
      ? []
      : [authorization === null ? "no Authorization header" : "the Authorization header is not the token"]),
    ...(isJson === (body !== undefined) ? [] : [`the content type is ${type}`]),
    ...otherHeaders.map((name) => `an undocumented header ${name} is sent`),
    ...(redirect === "manual" ? [] : ["redirects are followed, with the token"]),
  ];
}

/** A parameter with the value that the call passed. */
interface PassedParameter extends MethodParameter {
  readonly value: unknown;
}

function pathMessages(
  { path: template }: Operation,
  passed: readonly PassedParameter[],
  path: string,
): string[] {
  const segments = path.split("/");
  const templateParts = template.split("/");
  if (segments.length !== templateParts.length) return [`the path is ${preview(path)}, not ${template}`];
  return templateParts.flatMap((templatePart, index) => {
    const name = /^\{(.+)\}$/.exec(templatePart)?.[1];
    const value =
      name === undefined ? templatePart : String(passed.find((parameter) => parameter.name === name)?.value);
    const raw = segments[index] ?? "";
    return isEncoded(raw) && percentDecode(raw) === value
      ? []
      : [`the path has ${preview(raw)} for ${preview(value)}`];
  });
}

function queryMessages(passed: readonly PassedParameter[], query: string | undefined): string[] {
  const expected = passed
    .filter((parameter) => parameter.in === "query")
    .flatMap(({ name, value }) => [value].flat().map((entry): [string, string] => [name, String(entry)]));
  const pairs = query === undefined ? [] : query.split("&").map(readPair);
  const missing = expected.filter((pair) => !pairs.some((sentPair) => isDeepStrictEqual(pair, sentPair)));
  const added = pairs.filter(
    (pair) => !expected.some((expectedPair) => isDeepStrictEqual(pair, expectedPair)),
  );
  return [
    ...(query === "" ? ["the URL ends with a ?"] : []),
    ...missing.map(([name, value]) => `${name} ${preview(value)} is not sent unchanged`),
    ...added.map(([name, value]) => `${name} ${preview(value)} is sent, but was not passed`),
    ...(pairs.length > expected.length && added.length === 0 ? ["a parameter is sent twice"] : []),
  ];
}

/** Name and value, if two decoders agree on them; otherwise as sent and marked, so that they match nothing. */
function readPair(text: string): [name: string, value: string] {
  const [rawName = "", ...rest] = text.split("=");
  const raw = rest.join("=");
  const [[name, value] = ["", ""]] = new URLSearchParams(text);
  const isUnambiguous =
    isEncoded(raw) && percentDecode(raw) === value && percentDecode(rawName) === name && rest.length === 1;
  return isUnambiguous ? [name, value] : [rawName, `${raw} (as sent)`];
}

function bodyMessages({ body }: Operation, passed: readonly PassedParameter[], sent: SentRequest): string[] {
  if (!body) return sent.body === undefined ? [] : ["a body is sent, but none is documented"];
  const expected = Object.fromEntries(
    passed.filter((parameter) => parameter.in === "body").map(({ name, value }) => [name, value]),
  );
  const isSame =
    sent.body !== undefined && isDeepStrictEqual(parseJson(sent.body), parseJson(JSON.stringify(expected)));
  return isSame ? [] : ["the body differs from the params"];
}

/** Whether a path segment or query value has only characters that need no escape. */
function isEncoded(raw: string): boolean {
  return /^(?:[\w.~!$'()*,;:@-]|%[\dA-F]{2})*$/i.test(raw);
}
