import { operations } from "../contract/read.ts";
import type { Operation } from "../contract/types.ts";
import type { Case, Expectation } from "./case.ts";
import { accepted } from "./expected.ts";
import type { MakeRequest } from "./request.ts";

const notFound: Expectation = { accept: false, refuse: [], notFound: true };

/** Every other method on the path, and headers that ask to override the method. */
export function methodCases(operation: Operation, request: MakeRequest): Case[] {
  const made = request(operation);
  const methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE"];
  const others = methods.filter((method) => !isOperation(method, made.path));
  const withoutBody = new Set(["GET", "HEAD", "TRACE", "OPTIONS"]);
  const { body: _, ...bodyless } = made;
  return [
    ...others.map((method): Case => {
      const sent = withoutBody.has(method) ? bodyless : { ...made, body: made.body ?? "{}" };
      return {
        name: method,
        operation,
        category: "method",
        request: { ...sent, method },
        expect: notFound,
        parameters: [],
        settles: "method",
      };
    }),
    ...["x-http-method-override", "x-method-override"].map((header): Case => ({
      name: `${header}: DELETE`,
      operation,
      category: "method",
      request: { ...made, headers: { ...made.headers, [header]: "DELETE" } },
      expect: accepted,
      parameters: [],
    })),
  ];
}

/** Paths similar to the operation's, with and without a token; and headers that must have no effect. */
export function pathCases(operation: Operation, request: MakeRequest): Case[] {
  const made = request(operation);
  const { path } = made;
  const last = path.slice(path.lastIndexOf("/") + 1);
  const similar: [label: string, path: string][] = [
    ["a trailing slash", `${path}/`],
    ["a double slash inside", path.replace(/\/(?=[^/]*$)/, "//")],
    ["a double slash at the start", `/${path}`],
    ["more segments", `${path}/x/y/z`],
    ["its last letter missing", path.slice(0, -1)],
    ["an additional letter", `${path}x`],
    ["upper case", path.toUpperCase()],
    ["a file extension", `${path}.json`],
    ["a matrix parameter", `${path};a=1`],
    ["a NUL at its end", `${path}%00`],
    ["a space at its end", `${path}%20`],
    ["a dot segment", path.replace(/\/(?=[^/]*$)/, "/./")],
    ["a .. segment and back", `${path}/../${last}`],
    ["an encoded slash", path.replace(/\/(?=[^/]*$)/, "%2F")],
    ["a malformed escape", `${path}%zz`],
    ["another version", path.replace(/\/v\d+\//, "/v99/")],
    ["nothing", "/"],
  ];
  const empty: typeof similar = operation.path.includes("{")
    ? [["an empty parameter", operation.path.replaceAll(/\{[^{}]+\}/g, "")]]
    : [];
  const unknown = [...similar, ...empty].filter(
    ([, other]) => other !== path && !isOperation(operation.method, other),
  );
  const make = (name: string, change: Partial<Case["request"]>, more: Partial<Case> = {}): Case => ({
    name,
    operation,
    category: "path",
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
        label === "a trailing slash" ? { settles: "method" } : {},
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
    ...Object.entries({ ...ignoredHeaders, ...(made.body === undefined && ignoredWithoutBody) }).map(
      ([label, headers]) =>
        make(
          `an ignored header: ${label}`,
          { headers: { ...made.headers, ...headers } },
          { expect: accepted, category: "positive" },
        ),
    ),
  ];
}

const ignoredHeaders: Readonly<Record<string, Record<string, string>>> = {
  "Accept: text/html": { accept: "text/html" },
  "Accept with an unlikely type": { accept: "image/png;q=0.1" },
  "Accept without a media type": { accept: "foo" },
  "Accept-Language": { "accept-language": "zh-CN" },
  "If-None-Match": { "if-none-match": "*" },
  Range: { range: "bytes=0-10" },
  Origin: { origin: "https://example.com" },
  "an unknown one": { "x-unknown": "1" },
  "a long one": { "x-long": "x".repeat(8000) },
};

const ignoredWithoutBody: typeof ignoredHeaders = { "Content-Type": { "content-type": "foo" } };

/** Whether the contract has an operation at this method and path. */
function isOperation(method: string, path: string): boolean {
  return operations.some(
    (operation) =>
      operation.method === method &&
      new RegExp(`^${operation.path.replaceAll(/\{[^{}]+\}/g, "[^/]+")}$`).test(path),
  );
}
