// The control plane's own document against what it does, both ways: no route, status, member or parameter is in one alone.
import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { routes } from "../src/control/control.ts";
import document from "../src/control/openapi.json" with { type: "json" };
import { startMock } from "../src/index.ts";
import type { Mock } from "../src/index.ts";
import { ask } from "./support.ts";

interface Operation {
  parameters?: { name: string }[];
  requestBody?: { content: { "application/json": { example?: object; schema: Schema } } };
  responses: Record<string, { $ref?: string }>;
}
interface Schema {
  $ref?: string;
  properties?: object;
}

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
addFormats.default(ajv);
ajv.addVocabulary(Object.keys(document));
ajv.addSchema(document, "control");

const methods = new Set(["get", "post", "patch", "delete"]);
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item as unknown as Record<string, Operation>)
    .filter(([key]) => methods.has(key))
    .map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, method, path, operation })),
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

/** Sends a request and holds its answer against what the document says of that status. */
async function send(
  { method, path, name, operation }: (typeof operations)[number],
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
    const at = declared?.$ref ?? `#/paths/${pointer(path)}/${method}/responses/${status}`;
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

function pointer(step: string): string {
  return encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/** The names that a refusal of an unknown one lists. */
function knownIn(text: string): string[] {
  const [, list = ""] = /known: ([^"]*)"/.exec(text) ?? [];
  return list.startsWith("none") ? [] : list.split(", ").toSorted();
}

function membersOf({ operation }: (typeof operations)[number]): string[] {
  const schema = operation.requestBody?.content["application/json"].schema;
  const name = schema?.$ref?.split("/").at(-1);
  const resolved =
    name === undefined ? schema : (document.components.schemas as Record<string, Schema>)[name];
  return Object.keys(resolved?.properties ?? {}).toSorted();
}

test("every route of the code is in the document, and the other way round", () => {
  const inCode = routes.map(({ method, path }) => `${method} ${path}`);
  expect(inCode.toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
});

test.for(operations.map((operation) => [operation.name, operation] as const))(
  "%s gives every answer that is declared, and no other",
  async ([, operation]) => {
    const isGet = operation.method === "get";
    const { requestBody } = operation.operation;
    const example = requestBody?.content["application/json"].example;
    if (example)
      conforms(
        `#/paths/${pointer(operation.path)}/${operation.method}/requestBody/content/application~1json/schema`,
        example,
      );
    const seen = new Set<string>();
    seen.add((await send(operation, example)).status);
    const unknown = { ...(operation.path === "/__mock/faults" ? { operation: "*" } : {}), nope: 1 };
    const refused = isGet
      ? await send(operation, undefined, { query: "?nope=1" })
      : await send(operation, unknown);
    seen.add(refused.status);
    seen.add((await send(operation, example, { headers: { origin: "http://other.example" } })).status);
    if (!isGet) {
      seen.add((await send(operation, "{}", { headers: { "content-type": "text/plain" } })).status);
      if (requestBody) seen.add((await send(operation, "x".repeat(1024 * 1024 + 1))).status);
    }
    if (operation.path.includes("{"))
      seen.add(
        (await send(operation, example, { ids: { chat_id: "oc_x", id: "99", app_id: "cli_x" } })).status,
      );
    if (operation.path === "/__mock/tokens" && operation.method === "delete")
      seen.add((await send(operation, { token: mock.issueUserToken() })).status);
    expect([...seen].toSorted()).toEqual(Object.keys(operation.operation.responses).toSorted());

    const known = isGet
      ? (operation.operation.parameters ?? []).map(({ name }) => name)
      : membersOf(operation);
    const others = operation.path === "/__mock/faults" && operation.method === "post" ? ["operation"] : [];
    const fixed = operation.path === "/__mock/chats/{chat_id}" ? ["chat_id"] : [];
    expect([...knownIn(refused.text), ...others].toSorted()).toEqual([...known, ...fixed].toSorted());
  },
);

test("the document that is served names the server that serves it", async () => {
  const served = (await (await fetch(new URL("/__mock/openapi.json", mock.url))).json()) as typeof document;
  expect(served.servers[0]?.url).toBe(new URL(mock.url).origin);
  expect({ ...served, servers: document.servers }).toEqual(document);
});
