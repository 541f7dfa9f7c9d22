// Compares the control API with its document: operations, statuses, responses and accepted bodies.
import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { responders } from "../src/control/control.ts";
import { servedDocument } from "../src/control/document.ts";
import { checkBody } from "../src/control/schema.ts";
import type { Schema } from "../src/control/schema.ts";
import { startMock } from "../src/index.ts";
import type { Mock } from "../src/index.ts";
import type { JsonObject } from "../src/util/json.ts";
import { ask } from "./support.ts";

interface Operation {
  operationId: string;
  requestBody?: { content: { "application/json": { example: JsonObject; schema: Schema } } };
  responses: Record<string, { $ref?: string }>;
}

const document = servedDocument("http://127.0.0.1:4010");
const schemas = document.components.schemas as Record<string, Schema>;

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
addFormats.default(ajv);
ajv.addVocabulary([...Object.keys(document), "x-unit"]);
ajv.addSchema(document, "control");

const methods = new Set(["get", "post", "patch", "delete"]);
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item as unknown as Record<string, Operation>)
    .filter(([key]) => methods.has(key))
    .map(([method, operation]) => ({
      id: operation.operationId,
      name: `${method.toUpperCase()} ${path}`,
      pointer: `#/paths/${escapePointer(path)}/${method}`,
      method,
      path,
      operation,
    })),
);

let mock: Mock;
let chatId: string;
beforeEach(async () => {
  mock = await startMock({ chats: 4, apps: { cli_a: {} } });
  chatId = mock.chats.list()[1]!.chat_id;
  mock.fail("*", { code: 1500, times: 1 });
  mock.fail("*", { delay: [1, 2], rate: 0.5 });
  await ask(mock, "/im/v1/chats?page_sze=1");
  await ask(mock, "/nothing");
  await ask(mock, "/im/v1/chats", { headers: { authorization: "Bearer t-mock", prefer: "fault=html" } });
});
afterEach(() => mock.close());

/** Sends a request and validates the response by its declared schema. */
async function send(
  { method, path, name, pointer, operation }: (typeof operations)[number],
  body?: unknown,
  {
    query = "",
    headers = {},
    ids = { chat_id: chatId, id: "2", app_id: "cli_a" },
  }: { query?: string; headers?: Record<string, string>; ids?: Record<string, string> } = {},
): Promise<{ status: string; text: string }> {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => ids[parameter] ?? "");
  const controller = new AbortController();
  const response = await fetch(new URL(filled + query, mock.url), {
    method: method.toUpperCase(),
    signal: controller.signal,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const status = String(response.status);
  const declared = operation.responses[status];
  expect(declared, `${name} does not declare ${status}`).toBeDefined();
  const type = response.headers.get("content-type")?.split(";")[0];
  if (type === "text/event-stream") {
    controller.abort();
    return { status, text: "" };
  }
  const text = await response.text();
  if (status === "204") expect([text, type]).toEqual(["", undefined]);
  else {
    const at = declared?.$ref ?? `${pointer}/responses/${status}`;
    conforms(`${at}/content/application~1json/schema`, JSON.parse(text));
  }
  return { status, text };
}

function conforms(at: string, value: unknown): void {
  const validate = ajv.getSchema(`control${at}`);
  if (!validate) throw new Error(`no schema at ${at}`);
  void validate(value);
  expect(validate.errors, `${at}: ${JSON.stringify(value).slice(0, 500)}`).toBeNull();
}

function escapePointer(step: string): string {
  return encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"));
}

test("every operation in the document has code, and the other way round", () => {
  expect(Object.keys(responders).toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
});

test.for(operations.map((operation) => [operation.name, operation] as const))(
  "%s returns every declared status, and no other",
  async ([, operation]) => {
    const isGet = operation.method === "get";
    const { requestBody } = operation.operation;
    const example = requestBody?.content["application/json"].example;
    const seen = new Set<string>();
    seen.add((await send(operation, example)).status);
    seen.add(
      (await send(operation, isGet ? undefined : { nope: 1 }, { query: isGet ? "?nope=1" : "" })).status,
    );
    seen.add((await send(operation, example, { headers: { origin: "http://other.example" } })).status);
    if (!isGet) {
      seen.add((await send(operation, "{}", { headers: { "content-type": "text/plain" } })).status);
      seen.add((await send(operation, "x".repeat(1024 * 1024 + 1))).status);
    }
    if (operation.path.includes("{"))
      seen.add(
        (await send(operation, example, { ids: { chat_id: "oc_x", id: "99", app_id: "cli_x" } })).status,
      );
    if (operation.id === "revokeToken")
      seen.add((await send(operation, { token: mock.issueUserToken() })).status);
    expect([...seen].toSorted()).toEqual(Object.keys(operation.operation.responses).toSorted());
  },
);

const values = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom("", "x", "normal", "open_id", "html", `oc_${"0a".repeat(16)}`),
  fc.constantFrom(0, -1, 0.5, 1, 2, 600_000, 600_001, 315_360_001, 3_155_760_000_001),
  fc.constantFrom([], [1], [1, 2], [1, 2, 3], ["a"], [600_001]),
);

test.each(
  operations.flatMap(({ id, pointer: at, operation: { requestBody } }) => {
    const body = requestBody?.content["application/json"];
    return body ? [{ id, at: `${at}/requestBody/content/application~1json/schema`, ...body }] : [];
  }),
)("$id accepts the same bodies as a JSON Schema validator", ({ at, schema, example }) => {
  const validate = ajv.getSchema(`control${at}`)!;
  const names = fc.constantFrom(...fieldsOf(schema), "nope", "__proto__");
  const accepts = (body: JsonObject): boolean => {
    try {
      checkBody(body, schema);
      return true;
    } catch {
      return false;
    }
  };
  expect([validate(example), accepts(example)]).toEqual([true, true]);
  const property = fc.property(fc.dictionary(names, values, { maxKeys: 3 }), fc.boolean(), (body, extend) => {
    const sent = extend ? { ...example, ...body } : body;
    expect([sent, accepts(sent)]).toEqual([sent, validate(sent)]);
  });
  fc.assert(property, { numRuns: 1000 });
});

function fieldsOf(schema: Schema): string[] {
  const named = schema.$ref === undefined ? schema : schemas[schema.$ref.split("/").at(-1)!]!;
  return [...Object.keys(named.properties ?? {}), ...(named.allOf ?? []).flatMap(fieldsOf)];
}

test("serves the document with the URL of this mock", async () => {
  const served: unknown = await (await fetch(new URL("/__mock/openapi.json", mock.url))).json();
  expect(served).toEqual(servedDocument(new URL(mock.url).origin));
});
