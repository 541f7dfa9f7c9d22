import { operations } from "../contract/read.ts";
import type { Operation } from "../contract/types.ts";
import type { Case, Expectation } from "./case.ts";
import { accepted } from "./expected.ts";
import type { MakeRequest } from "./request.ts";

const notFound: Expectation = { accept: false, allowedErrors: [], notFound: true };

/** Every other method on the path, and headers that ask to override the method. */
export function methodCases(operation: Operation, request: MakeRequest): Case[] {
  const base = request(operation);
  const methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE"];
  const otherMethods = methods.filter((method) => !isOperation(method, base.path));
  const bodylessMethods = new Set(["GET", "HEAD", "TRACE", "OPTIONS"]);
  const { body: _, ...withoutItsBody } = base;
  return [
    ...otherMethods.map((method): Case => {
      const sent = bodylessMethods.has(method) ? withoutItsBody : { ...base, body: base.body ?? "{}" };
      return {
        name: method,
        operation,
        category: "method",
        request: { ...sent, method },
        expect: notFound,
        parameters: [],
        guess: "method",
      };
    }),
    ...["x-http-method-override", "x-method-override"].map((header): Case => ({
      name: `${header}: DELETE`,
      operation,
      category: "method",
      request: { ...base, headers: { ...base.headers, [header]: "DELETE" } },
      expect: accepted,
      parameters: [],
    })),
  ];
}

/** Paths similar to the operation's, with and without a token; and headers that must have no effect. */
export function pathCases(operation: Operation, request: MakeRequest): Case[] {
  const base = request(operation);
  const { path } = base;
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
    ([, similarPath]) => similarPath !== path && !isOperation(operation.method, similarPath),
  );
  const make = (name: string, change: Partial<Case["request"]>, extra: Partial<Case> = {}): Case => ({
    name,
    operation,
    category: "path",
    request: { ...base, ...change },
    expect: notFound,
    parameters: [],
    ...extra,
  });
  const { authorization: _, ...anonymous } = base.headers;
  return [
    ...unknown.map(([label, unknownPath]) =>
      make(
        `the path with ${label}`,
        { path: unknownPath },
        label === "a trailing slash" ? { guess: "method" } : {},
      ),
    ),
    make(
      "an unknown path without a token",
      { path: `${path}/no/such/path`, headers: anonymous },
      { guess: "pathFirst" },
    ),
    make(
      "a letter of the path encoded",
      { path: path.replace(/[a-z](?=[^/]*$)/, (letter) => `%${letter.charCodeAt(0).toString(16)}`) },
      { expect: { ...accepted, notFound: true } },
    ),
    ...Object.entries({ ...ignoredHeaders, ...(base.body === undefined && ignoredWithoutBody) }).map(
      ([label, headers]) =>
        make(
          `an ignored header: ${label}`,
          { headers: { ...base.headers, ...headers } },
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
