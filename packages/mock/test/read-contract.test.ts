// Reading of OpenAPI documents.
import { expect, test } from "vitest";
import { allScopes, readContract } from "../src/contract/contract.ts";
import type { Operation } from "../src/contract/contract.ts";
import { matcherOf, fillTemplate } from "../src/contract/path-template.ts";
import { checkReferences, resolve } from "../src/contract/reference.ts";
import { defaultExample } from "../src/contract/responses.ts";
import type { JsonObject } from "../src/util/json.ts";

function operationsOf(paths: JsonObject, fields: JsonObject = {}): Record<string, Operation> {
  const { operations } = readContract({ openapi: "3.1.0", paths, ...fields }, "here");
  return Object.fromEntries(operations.map((operation) => [operation.id, operation]));
}

test("reads every method except HEAD, and names operations without an id by method and path", () => {
  const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
  const item = Object.fromEntries(methods.map((method) => [method, { responses: {} }]));
  const document = { paths: { "/a": { ...item, summary: "none", get: { operationId: "a.get" } } } };
  const { operations, source } = readContract(document, "here");
  expect(source).toBe("here");
  expect(operations.map(({ id, method, path }) => [id, method, path])).toEqual([
    ["a.get", "GET", "/a"],
    ...["PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE"].map((method) => [`${method} /a`, method, "/a"]),
  ]);
});

test("sorts paths with fewer parameters first and keeps the order otherwise", () => {
  const get = { get: {} };
  const paths = { "/{a}/{b}": get, "/{a}/x": get, "/b": get, "/a": get };
  expect(Object.keys(operationsOf(paths))).toEqual(["GET /b", "GET /a", "GET /{a}/x", "GET /{a}/{b}"]);
  expect(readContract({}, "here").operations).toEqual([]);
});

test("reads an operation with all extensions, and without any", () => {
  const full = {
    operationId: "full",
    "x-scopes": ["a:read", 5, "a:write"],
    "x-field-scopes": [{ scope: "a:id", fields: ["owner_id"] }, "nothing", { scope: "a:read" }],
    "x-preconditions": ["bot_ability"],
    "x-pagination": { cursor: "page_token", has_more: "has_more" },
    "x-rate-limit": { per_second: 50, per_minute: "many" },
    requestBody: {
      content: {
        "application/json": { schema: { $ref: "#/components/schemas/Body" } },
        "text/plain": { schema: { type: "string" } },
      },
    },
  };
  const paths = { "/full": { get: full }, "/bare": { get: { operationId: "bare" } } };
  const components = { schemas: { Body: { type: "object" } } };
  const found = operationsOf(paths, { components });
  expect(found["full"]).toMatchObject({
    scopes: ["a:read", "a:write"],
    fieldScopes: ["a:id", "a:read"],
    preconditions: ["bot_ability"],
    pagination: { cursor: "page_token", has_more: "has_more" },
    rateLimit: { perSecond: 50, perMinute: undefined },
    bodyTypes: ["application/json", "text/plain"],
    bodySchema: { type: "object" },
  });
  expect(found["bare"]).toEqual({
    id: "bare",
    method: "GET",
    path: "/bare",
    match: expect.any(Function),
    secured: false,
    scopes: [],
    fieldScopes: [],
    preconditions: [],
    pagination: undefined,
    rateLimit: undefined,
    parameters: [],
    bodyTypes: [],
    bodySchema: {},
    responses: new Map(),
    failures: new Map(),
  });
  const contract = readContract({ paths }, "here");
  expect(allScopes(contract)).toEqual(["a:read", "a:write", "a:id"]);
});

test.each([
  [{ per_minute: 5 }, { perSecond: undefined, perMinute: 5 }],
  [{ per_second: 5 }, { perSecond: 5, perMinute: undefined }],
  [{ per_hour: 5 }, undefined],
  [5, undefined],
])("reads x-rate-limit %j as %j", (written, limit) => {
  const { a } = operationsOf({ "/a": { get: { operationId: "a", "x-rate-limit": written } } });
  expect(a!.rateLimit).toEqual(limit);
});

test.each([
  [{ cursor: "page_token" }, undefined],
  [{ has_more: "has_more" }, undefined],
  [
    { cursor: "after", has_more: "more", items: "x" },
    { cursor: "after", has_more: "more" },
  ],
])("reads x-pagination %j as %j", (written, pagination) => {
  const { a } = operationsOf({ "/a": { get: { operationId: "a", "x-pagination": written } } });
  expect(a!.pagination).toEqual(pagination);
});

test.each([
  [undefined, undefined, false],
  [[{ token: [] }], undefined, true],
  [[{ token: [] }], [], false],
  [undefined, [{ token: [] }], true],
  [undefined, [{ token: [] }, {}], false],
  [undefined, [{ token: [] }, { other: [] }], true],
])("with security %j, an operation with security %j is secured: %j", (general, specific, secured) => {
  const { a } = operationsOf(
    { "/a": { get: { operationId: "a", security: specific } } },
    { security: general },
  );
  expect(a!.secured).toBe(secured);
});

test("prefers parameters of the operation and ignores cookies and reserved headers", () => {
  const text = { type: "string" };
  const paths = {
    "/a": {
      parameters: [
        { name: "x", in: "query", schema: { type: "integer" } },
        { name: "x", in: "header", schema: text },
        { name: "accept", in: "header", schema: text },
      ],
      get: {
        operationId: "a",
        parameters: [
          { name: "x", in: "query", required: true, schema: { $ref: "#/components/schemas/List" } },
          { name: "id", in: "path", required: "yes", examples: { one: { value: 1 }, none: {} } },
          { name: "Content-Type", in: "header", schema: text },
          { name: "AUTHORIZATION", in: "header", schema: text },
          { name: "X-Accept", in: "header", schema: text },
          { name: "accept-language", in: "header", schema: text },
          { name: "c", in: "cookie", schema: text },
          { in: "query", schema: text },
        ],
      },
    },
  };
  const components = {
    schemas: { List: { type: "array", items: { $ref: "#/components/schemas/Item" } }, Item: text },
  };
  const { a } = operationsOf(paths, { components });
  const defaults = { required: false, schema: text, items: {}, isPlain: true, examples: new Map() };
  expect(a!.parameters).toEqual([
    {
      name: "x",
      in: "query",
      required: true,
      schema: components.schemas.List,
      items: text,
      isPlain: true,
      examples: new Map(),
    },
    { ...defaults, name: "x", in: "header" },
    { ...defaults, name: "id", in: "path", schema: {}, examples: new Map([["one", 1]]) },
    { ...defaults, name: "X-Accept", in: "header" },
    { ...defaults, name: "accept-language", in: "header" },
  ]);
});

test.each([
  [{ schema: {} }, true],
  [{ schema: {}, style: "form" }, true],
  [{ schema: {}, style: "simple" }, true],
  [{ schema: {}, style: "deepObject" }, false],
  [{ content: {} }, false],
  [{ schema: { $ref: "#/s/two" } }, true],
  [{ schema: { $ref: "#/s/two", maxLength: 3 } }, false],
  [{ schema: { $ref: "#/s/beside" } }, false],
])("a parameter with %j is plain: %j", (parameter, isPlain) => {
  const parameters = [{ name: "x", in: "query", ...parameter }];
  const s = {
    one: { type: "string" },
    two: { $ref: "#/s/one" },
    beside: { $ref: "#/s/one", minLength: 1 },
  };
  const { a } = operationsOf({ "/a": { get: { operationId: "a", parameters } } }, { s });
  expect(a!.parameters[0]!.isPlain).toBe(isPlain);
});

test("reads responses by status, with the examples of their first media type", () => {
  const ok = { code: 0, data: {} };
  const responses = {
    200: {
      content: {
        "application/json": { examples: { bad: { value: { code: 7 } }, good: { value: ok } } },
        "text/plain": { example: "no" },
      },
    },
    204: {},
    400: {
      content: {
        "application/json": {
          examples: {
            "7": { value: { code: 7, msg: "second" } },
            "8": { value: { code: 8, msg: "eight" } },
            text: { value: "no body" },
            half: { value: { code: 0.5 } },
          },
        },
      },
    },
    500: { $ref: "#/components/responses/Broken" },
    "4XX": { content: { "application/json": { example: { code: 9 } } } },
    default: { content: { "application/json": { example: { code: 10 } } } },
  };
  const Broken = { content: { "text/html": { example: "<html>" } } };
  const { a } = operationsOf(
    { "/a": { get: { operationId: "a", responses } } },
    { components: { responses: { Broken } } },
  );
  const json = "application/json";
  expect(
    [...a!.responses.values()].map((response) => [
      response.status,
      response.mediaType,
      defaultExample(response),
    ]),
  ).toEqual([
    [200, json, "good"],
    [204, undefined, undefined],
    [400, json, "text"],
    [500, "text/html", "default"],
  ]);
  expect(a!.responses.get(500)!.examples).toEqual(new Map([["default", "<html>"]]));
  expect([...a!.failures.values()]).toEqual([
    { code: 7, status: 200, name: "bad", body: { code: 7 } },
    { code: 8, status: 400, name: "8", body: { code: 8, msg: "eight" } },
  ]);
});

test("the default example of a response with only failures is the first", () => {
  const examples = new Map<string, unknown>([
    ["x", { code: 1 }],
    ["y", { code: 2 }],
  ]);
  expect(defaultExample({ status: 400, mediaType: "application/json", examples })).toBe("x");
});

test.each([
  ["/a/{id}", "/a/x", { id: "x" }],
  ["/a/{id}", "/a/%E7%BE%A4%2F1", { id: "群/1" }],
  ["/a/{id}", "/a/%ZZ", { id: "%ZZ" }],
  ["/a/{id}", "/a/", undefined],
  ["/a/{id}", "/a/x/y", undefined],
  ["/a/{id}", "/b/a/x", undefined],
  ["/a/{id}/m/{n}", "/a/1/m/2", { id: "1", n: "2" }],
  ["/a.b/{x-y}.json", "/a.b/1.json", { "x-y": "1" }],
  ["/a.b", "/axb", undefined],
  ["/a(b)|c", "/a(b)|c", {}],
  ["/a", "/a", {}],
])("%s matches %s with %j", (template, path, expected) => {
  expect(matcherOf(template)(path)).toEqual(expected);
});

test("fills a template with percent-encoded values, and with nothing for missing ones", () => {
  expect(fillTemplate("/a/{id}/{n}/{none}", { id: "群/1", n: "2" })).toBe("/a/%E7%BE%A4%2F1/2/");
});

test("follows a $ref with escapes, valid and invalid", () => {
  const document = {
    paths: { "/a/{id}": { get: { $ref: "#/b~1c/100%" } } },
    "b~c": { "100%": [{ is: "here" }], "a b": { $ref: "#/b~0c/100%/0" } },
  };
  expect(resolve(document, { $ref: "#/b~0c/a%20b" })).toEqual({ is: "here" });
  expect(resolve(document, { $ref: "#/paths/~1a~1{id}" })).toBe(document.paths["/a/{id}"]);
  expect(resolve(document, { $ref: 5 })).toEqual({ $ref: 5 });
  expect(() => checkReferences(document)).toThrow(
    '$ref "#/b~1c/100%" at #/paths/~1a~1{id}/get does not exist; correct it or add its target',
  );
});
