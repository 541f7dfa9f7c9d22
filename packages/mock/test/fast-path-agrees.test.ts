// Compares responses with and without the fast path, for boundary and malformed values of every parameter.
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { MockContext } from "../src/state/context.ts";
import { matchOperation } from "../src/request/match-operation.ts";
import { isCertainlyValid } from "../src/request/checks/fast-path.ts";
import type { Parameter } from "../src/contract/parameters.ts";
import { createHandler } from "../src/request/handle.ts";
import type { JsonObject } from "../src/util/json.ts";
import { objectOr } from "../src/util/json.ts";
import type { Handler, MockRequest } from "../src/http/message.ts";
import { checkOptions } from "../src/options/check-options.ts";
import { createContext } from "../src/state/context.ts";
import { withFurtherOperations } from "./further-operations.ts";
import { temporaryFile } from "./support.ts";

const schemas: Record<string, JsonObject> = {
  size: { type: "integer", format: "int32", minimum: 1, maximum: 100 },
  offset: { type: "integer", minimum: -5 },
  ratio: { type: "number", minimum: 0.5, maximum: 2.5 },
  deep: { type: "boolean" },
  kind: { type: "string", enum: ["open_id", "user_id", ""] },
  word: { type: "string", minLength: 2, maxLength: 4, pattern: "^[a-c]+$" },
  // Prism counts a surrogate pair as one character.
  long: { type: "string", minLength: 3 },
  free: { type: "string" },
  count: { type: "integer", format: "int32" },
  total: { type: "integer", format: "int64" },
  other: { type: "integer", format: "duration" },
  described: {
    type: "string",
    title: "a title",
    description: "what it is",
    default: "a",
    deprecated: true,
    example: "b",
    examples: ["c"],
    "x-extension": 1,
  },
  odd: { type: "string", format: "email" },
};

const odd = ["", " ", "+", "a", "é", "群", "👥", "👥a", "a👥", "a b", "a,b", "null", "[]", "{}", "%", "&"];
const numbers = "0x10|1e1|+5|05|-0|1.0| 5|5 |5.|.5|--1|٣|NaN|Infinity|1_0".split("|");
const huge = [
  "a".repeat(600),
  "2147483647",
  "2147483648",
  "9007199254740993",
  "1".repeat(30),
  "0.1".padEnd(30, "1"),
];

/** Values at and near the boundaries of a schema, and malformed ones. */
function valuesFor({ schema }: Pick<Parameter, "schema">): string[] {
  const { minimum, maximum, minLength, maxLength, enum: options } = schema as Record<string, unknown>;
  const bounds = [minimum, maximum, minLength, maxLength].filter((bound) => typeof bound === "number");
  const near = bounds.flatMap((bound) => [bound - 1, bound - 0.1, bound, bound + 0.1, bound + 1]);
  const lengths = bounds.flatMap((bound) => (bound < 1000 ? [bound - 1, bound, bound + 1] : []));
  const texts = lengths
    .filter((length) => length > 0)
    .flatMap((length) => ["a", "d", "群", "👥"].map((letter) => letter.repeat(length)));
  const words = (Array.isArray(options) ? options : ["true", "false"]).flatMap((option: string) => [
    option,
    option.toUpperCase(),
    `${option} `,
  ]);
  return [...new Set([...near.map(String), ...texts, ...words, ...odd, ...numbers, ...huge])];
}

let context: MockContext;
let handlers: readonly [fast: Handler, full: Handler];
let accepted = 0;

beforeAll(async () => {
  const document = withFurtherOperations();
  const parameters = Object.entries(schemas).map(([name, schema]) => ({ name, in: "query", schema }));
  const segment = { name: "word", in: "path", required: true, schema: schemas["word"] };
  const free = { name: "free", in: "path", required: true, schema: schemas["free"] };
  const responses = {
    "200": { description: "ok", content: { "application/json": { example: { code: 0 } } } },
  };
  Object.assign(objectOr(document["paths"]), {
    "/plain": {
      get: {
        operationId: "plain",
        parameters: parameters.filter(({ name }) => name !== "other" && name !== "odd"),
        responses,
      },
    },
    "/needs": {
      get: { operationId: "needs", parameters: [{ ...parameters[0], required: true }], responses },
    },
    // One operation per parameter, because one unsupported schema disables the fast path of an operation.
    ...Object.fromEntries(
      parameters.map((parameter) => [
        `/alone/${parameter.name}`,
        { get: { operationId: `alone.${parameter.name}`, parameters: [parameter], responses } },
      ]),
    ),
    "/words/{word}/{free}": { get: { operationId: "words", parameters: [segment, free], responses } },
    "/beside": {
      get: {
        operationId: "beside",
        parameters: [
          { name: "query", in: "query", schema: { $ref: "#/components/schemas/Query", maxLength: 3 } },
        ],
        responses,
      },
    },
  });
  const contract = await temporaryFile("openapi.json", JSON.stringify(document));
  context = await createContext(checkOptions({ contract, chats: 7, listen: false }));
  handlers = [createHandler(context), createHandler({ ...context, usesFastPath: false })];
});

const requestFor = (target: string): MockRequest => ({
  method: "GET",
  target: `/open-apis${target}`,
  headers: { authorization: "Bearer t-mock" },
  body: Buffer.alloc(0),
});

/** Status, headers and body, without the random log id. */
async function responseTo(handle: Handler, target: string): Promise<string> {
  const { status, headers, body } = await handle(requestFor(target), new AbortController().signal);
  const logId = headers["X-Tt-Logid"] ?? "none";
  return [status, JSON.stringify(headers), String(body as Buffer)].join("\n").replaceAll(logId, "LOG-ID");
}

async function expectSame(target: string): Promise<void> {
  const request = matchOperation(context, requestFor(target));
  // Otherwise both handlers run the same code.
  if (!request || !isCertainlyValid(request)) return;
  accepted += 1;
  const [fast, full] = [await responseTo(handlers[0], target), await responseTo(handlers[1], target)];
  if (fast !== full) expect(fast, target).toBe(full);
}

const query = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");

test("agrees for every value of every query parameter: alone, repeated, in upper case, and next to an unknown one", async () => {
  for (const { path, parameters } of context.contract.operations.filter(({ method }) => method === "GET")) {
    const filled = path.replaceAll(/\{\w+\}/g, "abc");
    for (const parameter of parameters.filter(({ in: location }) => location === "query")) {
      for (const value of valuesFor(parameter)) {
        const pair = [parameter.name, value] as const;
        for (const pairs of [
          [pair],
          [pair, pair],
          [[parameter.name.toUpperCase(), value] as const],
          [pair, ["x", "1"] as const],
        ])
          await expectSame(`${filled}?${query(pairs)}`);
      }
    }
    await expectSame(filled);
  }
  expect(accepted).toBeGreaterThan(80);
});

test.each([
  "/plain?size=5",
  "/plain?size=100&offset=-5",
  "/plain?ratio=0.5",
  "/plain?deep=true",
  "/plain?deep=false",
  "/plain?kind=open_id",
  "/plain?word=abc",
  "/plain?word=cc&long=abc",
  "/plain?free=a b, c",
  "/plain?x=1",
  "/alone/count?count=999999999",
  "/alone/total?total=999999999999999",
  "/alone/described?described=x",
  "/needs?size=1",
  "/words/abca/x-y.z~1",
])("the fast path accepts %s", async (target) => {
  const before = accepted;
  await expectSame(target);
  expect(accepted - before).toBe(1);
});

test("agrees for every value of a path parameter", async () => {
  const before = accepted;
  for (const value of valuesFor({ schema: schemas["word"]! })) {
    for (const segments of [
      `/words/${encodeURIComponent(value)}/x`,
      `/words/abc/${encodeURIComponent(value)}`,
    ])
      await expectSame(segments);
  }
  expect(accepted - before).toBeGreaterThan(10);
});

test("agrees for any combination of parameters and values", async () => {
  const names = Object.keys(schemas);
  // For its own strings of all characters, fast-check first makes a map of all characters.
  const points = fc.array(fc.nat(0x10ffff), { maxLength: 10 });
  const text = points.map((codes) => String.fromCodePoint(...codes).toWellFormed());
  const known = fc
    .constantFrom(...names)
    .chain((name) =>
      fc.tuple(
        fc.constant(name),
        fc.oneof(fc.constantFrom(...valuesFor({ schema: schemas[name]! })), fc.string(), text),
      ),
    );
  await fc.assert(
    fc.asyncProperty(fc.array(known, { maxLength: 5 }), fc.constantFrom("/plain", "/needs"), (pairs, path) =>
      expectSame(`${path}?${query(pairs)}`),
    ),
    { numRuns: 500 },
  );
});
