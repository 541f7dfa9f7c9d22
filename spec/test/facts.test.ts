// The facts about Feishu that evidence.md grades. When new evidence changes a fact, change evidence.md, the contract and
// its test here.
import { expect, test } from "vitest";
import { at, contract, follow, mappingAt, places, type Mapping } from "./support/contract.ts";

const list = mappingAt("paths", "/im/v1/chats", "get");
const token = mappingAt("paths", "/auth/v3/tenant_access_token/internal", "post");
const fields = mappingAt("components", "schemas", "Chat", "properties") as { [name: string]: Mapping };

/** A description in both languages. */
const described = { description: expect.any(String), "x-description-zh": expect.any(String) };

function firstExample({ examples }: Mapping): unknown {
  return (examples as unknown[])[0];
}

/** The documented codes of an operation at a status, ascending. */
function codesAt(path: string, method: string, status: string): number[] {
  const steps = ["paths", path, method, "responses", status, "content", "application/json", "examples"];
  return Object.keys(mappingAt(...steps))
    .map((name) => Number(at(...steps, name, "value", "code")))
    .toSorted((left, right) => left - right);
}

test("the base URLs are those of Feishu and of Lark", () => {
  expect(at("servers")).toMatchObject([
    { url: "https://open.feishu.cn/open-apis" },
    { url: "https://open.larksuite.com/open-apis" },
  ]);
});

test("the contract has both operations", () => {
  const operations = Object.entries(mappingAt("paths")).flatMap(([path, item]) =>
    Object.entries(item as { [method: string]: Mapping }).map(([method, { operationId }]) => [
      `${method} ${path}`,
      operationId,
    ]),
  );

  expect(operations).toEqual(
    expect.arrayContaining([
      ["post /auth/v3/tenant_access_token/internal", "auth.v3.tenantAccessToken.internal"],
      ["get /im/v1/chats", "im.v1.chat.list"],
    ]),
  );
});

test("both token types are bearer tokens without a pattern", () => {
  expect(list["security"]).toEqual([{ tenantAccessToken: [] }, { userAccessToken: [] }]);
  expect(token["security"]).toEqual([]);
  expect(at("components", "securitySchemes")).toEqual({
    tenantAccessToken: { type: "http", scheme: "bearer", ...described },
    userAccessToken: { type: "http", scheme: "bearer", ...described },
  });
});

test.each([
  {
    name: "user_id_type",
    schema: { type: "string", enum: ["open_id", "union_id", "user_id"], default: "open_id" },
    example: "open_id",
  },
  {
    name: "sort_type",
    schema: { type: "string", enum: ["ByCreateTimeAsc", "ByActiveTimeDesc"], default: "ByCreateTimeAsc" },
    example: "ByCreateTimeAsc",
  },
  {
    name: "page_token",
    schema: { type: "string" },
    example: "dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ==",
  },
  {
    name: "page_size",
    schema: { type: "integer", format: "int32", minimum: 1, maximum: 100, default: 20 },
    example: 10,
  },
])("the optional query parameter $name", ({ name, schema, example }) => {
  const parameters = (list["parameters"] as unknown[]).map(follow);

  expect(parameters).toHaveLength(4);
  expect(parameters).toContainEqual({ name, in: "query", schema, example, ...described });
});

test.each([
  { name: "chat_id", facts: { type: "string", examples: ["oc_a0553eda9014c201e6969b478895c230"] } },
  {
    name: "avatar",
    facts: {
      type: "string",
      examples: [
        "https://p3-lark-file.byteimg.com/img/lark-avatar-staging/default-avatar_44ae0ca3-e140-494b-956f-78091e348435~100x100.jpg",
      ],
    },
  },
  { name: "name", facts: { type: "string", examples: ["测试群名称"] } },
  { name: "description", facts: { type: "string", examples: ["测试群描述"] } },
  { name: "owner_id", facts: { type: "string", examples: ["4d7a3c6g"] } },
  {
    name: "owner_id_type",
    facts: { type: "string", enum: ["user_id", "open_id", "union_id"], examples: ["user_id"] },
  },
  { name: "external", facts: { type: "boolean", examples: [false] } },
  { name: "tenant_key", facts: { type: "string", examples: ["736588c9260f175e"] } },
  {
    name: "chat_status",
    facts: { type: "string", enum: ["normal", "dissolved", "dissolved_save"], examples: ["normal"] },
  },
])("the field $name of a chat", ({ name, facts }) => {
  expect(Object.keys(fields)).toHaveLength(9);
  expect(fields[name]).toEqual({ ...facts, ...described });
});

test("all fields of a chat are required except those of the owner, which a chat of a bot lacks", () => {
  expect(at("components", "schemas", "Chat", "required")).toEqual([
    "chat_id",
    "avatar",
    "name",
    "description",
    "external",
    "tenant_key",
    "chat_status",
  ]);
});

test("items and has_more of a page are required, page_token is optional", () => {
  expect(at("components", "schemas", "ChatPage")).toEqual({
    type: "object",
    required: ["items", "has_more"],
    properties: {
      items: { type: "array", items: { $ref: "#/components/schemas/Chat" }, ...described },
      page_token: { type: "string", examples: [expect.any(String)], ...described },
      has_more: { type: "boolean", examples: [false], ...described },
    },
    ...described,
  });
});

test("no schema forbids unknown fields", () => {
  const closed = places(contract).filter(
    ({ value }) => "additionalProperties" in value || "unevaluatedProperties" in value,
  );

  expect(closed.map(({ pointer }) => pointer.join("/"))).toEqual([]);
});

test("listing chats needs one of four scopes and the bot ability, in both app types", () => {
  expect(list).toMatchObject({
    "x-scopes": ["im:chat", "im:chat:readonly", "im:chat:read", "im:chat.group_info:readonly"],
    "x-legacy-scopes": ["im:chat.group_info:readonly"],
    "x-app-types": ["custom", "store"],
    "x-preconditions": ["bot_ability"],
    "x-field-scopes": [{ scope: "contact:user.employee_id:readonly" }],
  });
});

test("the rate limit has two windows", () => {
  expect(list["x-rate-limit"]).toEqual({ per_second: 50, per_minute: 1000 });
});

test("the list uses page_token and page_size", () => {
  expect(list["x-pagination"]).toEqual({
    cursor: "page_token",
    limit: "page_size",
    items: "items",
    has_more: "has_more",
  });
});

test.each([
  {
    status: "400",
    codes: [
      232001, 232004, 232025, 232034, 99991661, 99991663, 99991664, 99991668, 99991671, 99991672, 99991679,
      99992402,
    ],
  },
  { status: "401", codes: [99991677] },
  { status: "429", codes: [99991400] },
  { status: "500", codes: [1500, 1663, 1668, 2200, 5000, 55001, 65001] },
])("failures with status $status have the codes $codes", ({ status, codes }) => {
  expect(codesAt("/im/v1/chats", "get", status)).toEqual(codes);
});

test("the token operation fails with status 200", () => {
  expect(codesAt("/auth/v3/tenant_access_token/internal", "post", "200")).toEqual([0, 10003, 10014]);
});

test.each([
  { code: 232001, kind: "validation", msg: "Your request contains an invalid request parameter." },
  { code: 232004, kind: "not_found", msg: "Such an app does NOT exist." },
  { code: 232025, kind: "permission", msg: "Bot ability is not activated." },
  { code: 232034, kind: "permission", msg: "The app is unavailable or inactivated by the tenant." },
  { code: 99991400, kind: "rate_limit", msg: "request trigger frequency limit" },
  {
    code: 99991661,
    kind: "auth",
    msg: "Missing access token for authorization. Please make a request with token attached.",
  },
  {
    code: 99991663,
    kind: "auth",
    msg: "Invalid access token for authorization. Please make a request with token attached.",
  },
  { code: 99991671, kind: "auth", msg: "Invalid token: must start with t-/u-" },
  { code: 99991677, kind: "auth", msg: "Authentication token expired. Please request a new one." },
  { code: 99992402, kind: "validation", msg: "field validation failed" },
  { code: 10003, kind: "auth", msg: "invalid param" },
  { code: 10014, kind: "auth", msg: "app secret invalid" },
])("code $code has the kind $kind and the message $msg", ({ code, kind, msg }) => {
  expect(at("components", "examples", String(code))).toMatchObject({
    "x-error": { kind },
    value: { code, msg },
  });
});

test("a rate limited response has two headers and no `error`", () => {
  expect(Object.keys(mappingAt("components", "responses", "RateLimited", "headers"))).toEqual([
    "X-Tt-Logid",
    "x-ogw-ratelimit-limit",
    "x-ogw-ratelimit-reset",
  ]);
  expect(at("components", "examples", "99991400", "value")).toEqual({
    code: 99991400,
    msg: "request trigger frequency limit",
  });
});

test("every JSON response has a log id", () => {
  const responses = places(contract).filter(
    ({ value, pointer }) =>
      pointer.includes("responses") &&
      "application/json" in ((value["content"] as Mapping | undefined) ?? {}),
  );

  expect(responses).toHaveLength(6);
  for (const { value, pointer } of responses)
    expect(value["headers"], pointer.join(" ")).toHaveProperty("X-Tt-Logid");
});

test("the responses to an unknown path and to a gateway timeout are not JSON", () => {
  expect(at("components", "responses", "PageNotFound", "content")).toEqual({
    "text/plain": {
      schema: { type: "string" },
      examples: { "page-not-found": { value: "404 page not found" } },
    },
  });
  expect(Object.keys(mappingAt("components", "responses", "GatewayTimeout", "content"))).toEqual([
    "text/html",
  ]);
});

test("the example of Feishu has one chat and a page_token without another page", () => {
  expect(at("components", "examples", "VendorChatPage", "value")).toEqual({
    code: 0,
    msg: "success",
    data: {
      items: [Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, firstExample(field)]))],
      page_token: "dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ==",
      has_more: false,
    },
  });
});

test("the last page may have a filled, an empty or no page_token", () => {
  const tokens = ["VendorChatPage", "LastChatPage", "BotOwnedChatPage"].map((name) => {
    const { has_more, page_token } = mappingAt("components", "examples", name, "value", "data");
    return { has_more, page_token };
  });

  expect(tokens).toEqual([
    { has_more: false, page_token: expect.stringMatching(/==$/) },
    { has_more: false, page_token: "" },
    { has_more: false, page_token: undefined },
  ]);
});

test("an issued token is at the top level and is valid for at most two hours", () => {
  const steps = ["paths", "/auth/v3/tenant_access_token/internal", "post", "responses", "200", "content"];

  expect(at("components", "schemas", "TenantAccessToken", "required")).toEqual([
    "code",
    "msg",
    "tenant_access_token",
    "expire",
  ]);
  expect(at(...steps, "application/json", "examples", "issued", "value")).toEqual({
    code: 0,
    msg: "ok",
    tenant_access_token: "t-caecc734c2e3328a62489fe0648c4b98779515d3",
    expire: 7200,
  });
});
