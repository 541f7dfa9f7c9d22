import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import type { Mock } from "../src/index.ts";
import { withFurtherOperations } from "./further-operations.ts";
import { ask, signedIn, temporaryFile, walk } from "./support.ts";

let mock: Mock;

beforeAll(async () => {
  const path = await temporaryFile("openapi.json", JSON.stringify(withFurtherOperations()));
  mock = await startMock({ chats: 3, contract: path, app: { botAbility: false } });
});
afterAll(() => mock.close());

test("an operation without a behaviour returns the first success in the contract", async () => {
  expect((await ask(mock, "/im/v1/chats/oc_1")).body).toEqual({
    code: 0,
    msg: "success",
    data: { name: "one chat" },
  });
  const sent = await post({ msg_type: "text" });
  expect(sent.body).toEqual({ code: 0, msg: "success", data: { message_id: "om_1" } });
});

test("ignores a precondition if the operation does not document its code", async () => {
  expect((await ask(mock, "/im/v1/chats/oc_1")).body.code).toBe(0);
  expect((await ask(mock, "/im/v1/chats")).body.code).toBe(232025);
});

test("serves an unknown sort_type of the contract in the default order, with its started page tokens", async () => {
  const text = JSON.stringify(withFurtherOperations()).replace(
    '"ByActiveTimeDesc"]',
    '"ByActiveTimeDesc","ByHotDesc"]',
  );
  await using started = await startMock({ chats: 9, contract: await temporaryFile("orders.json", text) });
  expect(await walk(started, { sort_type: "ByHotDesc" })).toEqual(await walk(started, {}));
  const { page_token } = (await ask(started, "/im/v1/chats?page_size=4&sort_type=ByHotDesc")).body.data;
  expect((await ask(started, `/im/v1/chats?page_token=${encodeURIComponent(page_token)}`)).body.code).toBe(
    232001,
  );
  expect((await ask(started, "/im/v1/chats?sort_type=ByChance")).body.code).toBe(99992402);
});

test("names a single example default", async () => {
  const known = await ask(mock, "/im/v1/chats/oc_1", { headers: { prefer: "example=default" } });
  const unknown = await ask(mock, "/im/v1/chats/oc_1", { headers: { prefer: "example=other" } });
  expect(known.body.data).toEqual({ name: "one chat" });
  expect(unknown.body.msg).toBe("feishu-mock: Prefer: example=other is unknown; known: default");
});

test("returns failures of the platform that the operation does not document", async () => {
  const { status, body } = await ask(mock, "/im/v1/chats/oc_1", {});
  expect([status, body.code]).toEqual([400, 99991661]);
  expect(body.msg).toBe("Missing access token for authorization. Please make a request with token attached.");
  mock.fail("*", { code: 99991400, times: 1 });
  const full = await ask(mock, "/im/v1/chats/oc_1");
  expect([full.status, full.body]).toEqual([429, { code: 99991400, msg: "request trigger frequency limit" }]);
});

test("needs no token without security, and sends no body with 204", async () => {
  const { status, text, headers } = await ask(mock, "/im/v1/chats/oc_1", { method: "DELETE" });
  expect([status, text, headers.get("content-type")]).toEqual([204, "", null]);
  expect(headers.get("x-tt-logid")).toMatch(/^\d{14}/);
});

test("a path without parameters takes precedence over one with parameters", async () => {
  expect((await ask(mock, "/im/v1/chats/search?query=ab")).body.data.items).toEqual([{ chat_id: "oc_1" }]);
});

test.each([
  ["application/x-www-form-urlencoded", (type: string) => new URLSearchParams({ image_type: type })],
  [
    "multipart/form-data",
    (type: string) => {
      const form = new FormData();
      form.set("image_type", type);
      return form;
    },
  ],
])("validates a body of type %s", async (mediaType, bodyOf) => {
  const schema = {
    type: "object",
    required: ["image_type"],
    properties: { image_type: { type: "string", enum: ["message", "avatar"] } },
  };
  const document = withFurtherOperations();
  document["paths"] = {
    "/im/v1/images": {
      post: {
        operationId: "im.v1.image.create",
        security: [{ tenantAccessToken: [] }],
        requestBody: { required: true, content: { [mediaType]: { schema } } },
        responses: {
          "200": { description: "ok", content: { "application/json": { example: { code: 0, msg: "" } } } },
        },
      },
    },
  };
  const path = await temporaryFile("openapi.json", JSON.stringify(document));
  await using forms = await startMock({ contract: path });
  const send = async (type: string): Promise<unknown> => {
    const init = { method: "POST", headers: signedIn, body: bodyOf(type) };
    const { body } = await ask(forms, "/im/v1/images", init);
    return [body.code, body.error?.field_violations.map(({ field }) => field)];
  };
  expect(await send("message")).toEqual([0, undefined]);
  expect(await send("video")).toEqual([99992402, ["image_type"]]);
});

test("a list without a behaviour ends, even if its example has more", async () => {
  const first = (await ask(mock, "/im/v1/chats/search?query=ab")).body.data;
  const second = (await ask(mock, "/im/v1/chats/search?query=ab&page_token=else")).body.data;
  expect([first.has_more, second.has_more]).toEqual([true, false]);
});

test.for([
  ["no example value", "query=ab", "ok"],
  ["the cursor of an example", "query=ab&page_token=two", "second"],
  ["the cursor of the last example", "query=ab&page_token=three", "third"],
  ["another parameter next to an unknown cursor", "query=docs&page_token=else", "docs"],
  ["two values of one example and one of another", "query=docs&page_token=two", "docs-second"],
  ["a repeated list parameter", "query=ab&ids=1&ids=2", "listed"],
  ["the value of a failure", "query=gone", "232011"],
] as const)("returns the example that matches %s", async ([, query, example]) => {
  const { body, status } = await ask(mock, `/im/v1/chats/search?${query}`);
  const named = await ask(mock, "/im/v1/chats/search", { headers: { prefer: `example=${example}` } });
  expect([status, body.msg, body.data?.items]).toEqual([
    named.status,
    named.body.msg,
    named.body.data?.items,
  ]);
});

test("walks a list whose pages are examples", async () => {
  const pages: unknown[] = [];
  let cursor = "";
  for (let has_more = true; has_more;) {
    const { data } = (await ask(mock, `/im/v1/chats/search?query=ab&page_token=${cursor}`)).body;
    pages.push(data.items[0]?.["chat_id"]);
    ({ has_more, page_token: cursor } = data);
  }
  expect(pages).toEqual(["oc_1", "oc_2", "oc_3"]);
});

const parameters: [path: string, field: string, value: string, description: string][] = [
  ["/im/v1/chats/x", "chat_id", "x", 'chat_id must match pattern "^oc_"'],
  ["/im/v1/chats/oc_%E7%BE%A4%2F%2C%ZZ", "chat_id", "oc_%E7%BE%A4%2F%2C%ZZ", "the max len is 9"],
  ["/im/v1/chats/oc_1234567", "chat_id", "oc_1234567", "the max len is 9"],
  ["/im/v1/chats/search", "query", "", "query is required"],
  ["/im/v1/chats/search?Query=ab", "query", "", "query is required"],
  ["/im/v1/chats/search?query=", "query", "", "the min len is 2"],
  ["/im/v1/chats/search?query=a", "query", "a", "the min len is 2"],
  ["/im/v1/chats/search?query=ab&ids=1&ids=0x2", "ids", "1,0x2", "ids must be an integer"],
  ["/im/v1/chats/search?query=ab&ids=1&ids=12", "ids.1", "1,12", "the max value is 9"],
  ["/im/v1/chats/search?query=ab&ids=1&ids=2&ids=3&ids=4", "ids", "1,2,3,4", "the max len is 3"],
  ["/im/v1/chats/search?query=ab&ratio=1e3", "ratio", "1e3", "ratio must be a decimal number"],
  ["/im/v1/chats/search?query=ab&deep=", "deep", "", "deep must be true or false"],
  ["/im/v1/chats/search?query=ab&deep=yes", "deep", "yes", "deep must be boolean"],
];

test.each(parameters)("rejects GET %s", async (path, field, value, description) => {
  const { status, body } = await ask(mock, path);
  expect([status, body.code]).toEqual([400, 99992402]);
  expect(body.error.field_violations).toEqual([{ field, value, description }]);
});

const passing = [
  "/im/v1/chats/oc_%E7%BE%A4%2F%2C",
  "/im/v1/chats/oc_%ZZ",
  "/im/v1/chats/search?query=ab&ids=1&ids=2&ratio=-0.5&deep=true",
];

test.each(passing)("accepts GET %s", async (path) => {
  expect((await ask(mock, path)).body.code).toBe(0);
});

test("validates a header parameter", async () => {
  const headers = { ...signedIn, "x-region": "us" };
  const { body } = await ask(mock, "/im/v1/chats/search?query=ab", { headers });
  const description = "x-region is optional, options: [cn,sg]";
  expect(body.error.field_violations).toEqual([{ field: "x-region", value: "us", description }]);
});

function post(body: unknown): ReturnType<typeof ask> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return ask(mock, "/im/v1/messages", { method: "POST", headers: signedIn, body: text });
}

const bodies: [description: string, body: unknown, field: string, value: string, description: string][] = [
  ["no body", "", "body", "", "body is required"],
  ["malformed JSON", "{", "body", "", "the body is not JSON"],
  ["an array", [], "body", "[]", "body must be object"],
  ["a missing field", {}, "msg_type", "", "msg_type is required"],
  ["a Chinese enum", { msg_type: "图片" }, "msg_type", "图片", "msg_type is optional, options: [text,卡片]"],
  [
    "a missing nested field",
    { msg_type: "text", content: {} },
    "content.text",
    "",
    "content.text is required",
  ],
  [
    "a string that is too long",
    { msg_type: "text", content: { text: "123456" } },
    "content.text",
    "123456",
    "the max len is 5",
  ],
  [
    "a wrong element",
    { msg_type: "text", mentions: [1, "2"] },
    "mentions.1",
    "2",
    "mentions.1 must be integer",
  ],
];

test.each(bodies)("rejects a body: %s", async (_, sent, field, value, description) => {
  const { status, body } = await post(sent);
  expect([status, body.code]).toEqual([400, 99992402]);
  expect(body.error.field_violations).toEqual([{ field, value, description }]);
});

test("does not send callbacks of the contract", async () => {
  let isCalled = false;
  await using listener = createServer((_, response) => {
    isCalled = true;
    response.end();
  });
  await once(listener.listen(0, "127.0.0.1"), "listening");
  const { port } = listener.address() as AddressInfo;
  const path = await temporaryFile(
    "openapi.yaml",
    `openapi: 3.1.0
info: { title: t, version: "1" }
paths:
  /watch:
    get:
      callbacks: { seen: { "http://127.0.0.1:${port}/": { post: { responses: { "200": { description: ok } } } } } }
      responses: { "200": { description: ok, content: { application/json: { example: { code: 0 } } } } }
`,
  );
  await using watched = await startMock({ contract: path, listen: false });
  expect(await (await watched.fetch(`${watched.url}/watch`)).json()).toEqual({ code: 0 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(isCalled).toBe(false);
});

test("serves a YAML document without extensions", async () => {
  const path = await temporaryFile(
    "openapi.yaml",
    `openapi: 3.1.0
info: { title: t, version: "1" }
paths:
  /ping/v1/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, maximum: 5 } }]
      responses:
        200: { description: ok, content: { application/json: { schema: { type: object, properties: { code: { type: integer } } } } } }
`,
  );
  await using plain = await startMock({ contract: path, listen: false });
  const statuses = ["1", "6", "x"].map(
    async (id) => (await plain.fetch(`${plain.url}/ping/v1/${id}`)).status,
  );
  expect(await Promise.all(statuses)).toEqual([200, 400, 400]);
  expect((await plain.fetch(`${plain.url}/im/v1/chats`)).status).toBe(404);
});
