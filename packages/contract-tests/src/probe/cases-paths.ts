import { operations, type Operation } from "../contract.ts";
import type { Case, Expectation } from "./case.ts";
import { accepted } from "./oracle.ts";
import type { MakeRequest } from "./request.ts";

const notFound: Expectation = { accept: false, refuse: [], notFound: true };

/** Every method but the operation's own, and headers that say another. */
export function methodCases(operation: Operation, request: MakeRequest): Case[] {
  const made = request(operation);
  const methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE"];
  const others = methods.filter((method) => !isOperation(method, made.path));
  const bodiless = new Set(["GET", "HEAD", "TRACE", "OPTIONS"]);
  const { body: _, ...without } = made;
  return [
    ...others.map((method): Case => {
      const sent = bodiless.has(method) ? without : { ...made, body: made.body ?? "{}" };
      return {
        name: method,
        operation,
        aim: "method",
        request: { ...sent, method },
        expect: notFound,
        parameters: [],
        settles: "method",
      };
    }),
    ...["x-http-method-override", "x-method-override"].map((header): Case => {
      const sent = { ...made, headers: { ...made.headers, [header]: "DELETE" } };
      return {
        name: `${header}: DELETE`,
        operation,
        aim: "method",
        request: sent,
        expect: accepted,
        parameters: [],
      };
    }),
  ];
}

/** Paths near to the operation's own, with a token and without; and headers that must not matter. */
export function pathCases(operation: Operation, request: MakeRequest): Case[] {
  const made = request(operation);
  const { path } = made;
  const last = path.slice(path.lastIndexOf("/") + 1);
  const near: [label: string, path: string][] = [
    ["a slash at its end", `${path}/`],
    ["a slash too many in it", path.replace(/\/(?=[^/]*$)/, "//")],
    ["two slashes before it", `/${path}`],
    ["a step more", `${path}/x/y/z`],
    ["its last letter missing", path.slice(0, -1)],
    ["a letter more", `${path}x`],
    ["upper case", path.toUpperCase()],
    ["an ending", `${path}.json`],
    ["a matrix parameter", `${path};a=1`],
    ["a NUL at its end", `${path}%00`],
    ["a space at its end", `${path}%20`],
    ["a dot segment", path.replace(/\/(?=[^/]*$)/, "/./")],
    ["a way up and down", `${path}/../${last}`],
    ["an encoded slash", path.replace(/\/(?=[^/]*$)/, "%2F")],
    ["a broken escape", `${path}%zz`],
    ["another version", path.replace(/\/v\d+\//, "/v99/")],
    ["nothing", "/"],
  ];
  const empty = operation.path.includes("{")
    ? [["an empty parameter", operation.path.replaceAll(/\{[^{}]+\}/g, "")] as [string, string]]
    : [];
  const unknown = [...near, ...empty].filter(
    ([, other]) => other !== path && !isOperation(operation.method, other),
  );
  const make = (name: string, change: Partial<Case["request"]>, more: Partial<Case> = {}): Case => ({
    name,
    operation,
    aim: "path",
    request: { ...made, ...change },
    expect: notFound,
    parameters: [],
    ...more,
  });
  const { authorization: _, ...anonymous } = made.headers;
  return [
    ...unknown.map(([label, other]) =>
      make(
        `the path with ${label}`,
        { path: other },
        label.startsWith("a slash at") ? { settles: "method" } : {},
      ),
    ),
    make(
      "an unknown path without a token",
      { path: `${path}/no/such/path`, headers: anonymous },
      { settles: "pathFirst" },
    ),
    make(
      "a letter of the path encoded",
      { path: path.replace(/[a-z](?=[^/]*$)/, (letter) => `%${letter.charCodeAt(0).toString(16)}`) },
      { expect: { ...accepted, notFound: true } },
    ),
    ...Object.entries({ ...indifferent, ...(made.body === undefined && bodiless) }).map(([label, headers]) =>
      make(
        `a header that does not matter: ${label}`,
        { headers: { ...made.headers, ...headers } },
        { expect: accepted, aim: "positive" },
      ),
    ),
  ];
}

const indifferent: Readonly<Record<string, Record<string, string>>> = {
  "accept HTML": { accept: "text/html" },
  "accept nothing known": { accept: "image/png;q=0.1" },
  "accept no media type": { accept: "foo" },
  "a language": { "accept-language": "zh-CN" },
  "an etag": { "if-none-match": "*" },
  "a range": { range: "bytes=0-10" },
  "an origin": { origin: "https://example.com" },
  "an unknown header": { "x-unknown": "1" },
  "a long header": { "x-long": "x".repeat(8000) },
};

/** What says nothing of a request without a body. */
const bodiless: typeof indifferent = { "a content type": { "content-type": "foo" } };

/** Whether some operation of the contract has this method and path. */
function isOperation(method: string, path: string): boolean {
  return operations.some(
    (operation) =>
      operation.method === method &&
      new RegExp(`^${operation.path.replaceAll(/\{[^{}]+\}/g, "[^/]+")}$`).test(path),
  );
}
