import { isDeepStrictEqual } from "node:util";
import { requestFaults } from "../conformance.ts";
import type { JsonObject, Operation } from "../contract.ts";
import { jsonOf, percentDecoded, shown } from "../probe/text.ts";
import { argumentsOf, type Argument } from "./arguments.ts";
import type { Sent } from "./transport.ts";

/** Where the probed client believes Feishu to be. */
export const baseUrl = "https://feishu.test:8443/open-apis";

/**
 * What a request says otherwise than the arguments, one text each: method, path, query and body, each value once and to
 * the letter. `isGood` has the contract's own reader judge the values, too.
 */
export function sentFaults(operation: Operation, params: JsonObject, sent: Sent, isGood: boolean): string[] {
  const { method, url } = sent;
  if (!url.startsWith(`${baseUrl}/`)) return [`it goes to ${shown(url)}, not below ${baseUrl}`];
  const [path = "", query, ...rest] = url.slice(baseUrl.length).split("?");
  const given = argumentsOf(operation).flatMap((one): Given[] => {
    const value = params[one.name];
    return value === undefined ? [] : [{ ...one, value }];
  });
  return [
    ...(method === operation.method ? [] : [`the method is ${method}, not ${operation.method}`]),
    ...pathFaults(operation, given, path),
    ...(rest.length > 0 || url.includes("#") ? ["the URL has a second ? or a #"] : []),
    ...queryFaults(given, query),
    ...bodyFaults(operation, given, sent),
    ...(isGood ? contractFaults(sent) : []),
  ];
}

/** What is wrong with a request's headers: the token's, the body's, and no other. */
export function headerFaults(
  { secured, body }: Operation,
  { headers, redirect }: Sent,
  token: string | undefined,
): string[] {
  const authorization = headers.get("authorization");
  const wanted = secured && token !== undefined ? `Bearer ${token}` : null;
  const type = headers.get("content-type");
  const isJson = type !== null && /^application\/json(; ?charset=utf-8)?$/i.test(type);
  const others = [...headers.keys()].filter((name) => name !== "authorization" && name !== "content-type");
  return [
    ...(authorization === wanted
      ? []
      : [
          authorization === null
            ? "no authorization is sent"
            : "the authorization is not the call's own token",
        ]),
    ...(isJson === (body !== undefined) ? [] : [`the content type is ${type}`]),
    ...others.map((name) => `a header ${name} is sent that stands nowhere`),
    ...(redirect === "manual" ? [] : ["redirects are followed, with the token"]),
  ];
}

interface Given extends Argument {
  readonly value: unknown;
}

function pathFaults({ path: template }: Operation, given: readonly Given[], path: string): string[] {
  const segments = path.split("/");
  const wanted = template.split("/");
  if (segments.length !== wanted.length) return [`the path is ${shown(path)}, not ${template}`];
  return wanted.flatMap((step, index) => {
    const name = /^\{(.+)\}$/.exec(step)?.[1];
    const value = name === undefined ? step : String(given.find((one) => one.name === name)?.value);
    const raw = segments[index] ?? "";
    return isPlain(raw) && percentDecoded(raw) === value
      ? []
      : [`the path says ${shown(raw)} for ${shown(value)}`];
  });
}

function queryFaults(given: readonly Given[], query: string | undefined): string[] {
  const wanted = given
    .filter((one) => one.in === "query")
    .flatMap(({ name, value }) => [value].flat().map((entry): [string, string] => [name, String(entry)]));
  const pairs = query === undefined ? [] : query.split("&").map(readPair);
  const missing = wanted.filter((pair) => !pairs.some((other) => isDeepStrictEqual(pair, other)));
  const added = pairs.filter((pair) => !wanted.some((other) => isDeepStrictEqual(pair, other)));
  return [
    ...(query === "" ? ["there is a ? and no query"] : []),
    ...missing.map(([name, value]) => `${name} ${shown(value)} is not sent as it was given`),
    ...added.map(([name, value]) => `${name} ${shown(value)} is sent and was not given`),
    ...(pairs.length > wanted.length && added.length === 0 ? ["a parameter is sent twice"] : []),
  ];
}

/** A value that two ways to decode a query read alike; else as it is, so that it is found to be wrong. */
function readPair(text: string): [name: string, value: string] {
  const [rawName = "", ...rest] = text.split("=");
  const raw = rest.join("=");
  const [[name, value] = ["", ""]] = new URLSearchParams(text);
  const isClear =
    isPlain(raw) && percentDecoded(raw) === value && percentDecoded(rawName) === name && rest.length === 1;
  return isClear ? [name, value] : [rawName, `${raw} (as sent)`];
}

function bodyFaults({ body }: Operation, given: readonly Given[], sent: Sent): string[] {
  if (!body) return sent.body === undefined ? [] : ["a body is sent where none is documented"];
  const wanted = Object.fromEntries(
    given.filter((one) => one.in === "body").map(({ name, value }) => [name, value]),
  );
  const isSame =
    sent.body !== undefined && isDeepStrictEqual(jsonOf(sent.body), jsonOf(JSON.stringify(wanted)));
  return isSame ? [] : ["the body is not the arguments that were given"];
}

function contractFaults({ method, url, headers, body }: Sent): string[] {
  const exchange = {
    method,
    url: new URL(url),
    requestHeaders: headers,
    requestBody: body === undefined ? undefined : jsonOf(body),
    status: 0,
    headers: new Headers(),
    text: "",
  };
  return requestFaults(exchange, new URL(baseUrl).pathname);
}

/** What may stand in a path's segment or in a query as it is. */
function isPlain(raw: string): boolean {
  return /^(?:[\w.~!$'()*,;:@-]|%[\dA-F]{2})*$/i.test(raw);
}
