import { expect, test } from "vitest";
import { answerFaults, requestFaults } from "../src/conformance.ts";
import type { Exchange } from "../src/exchanges.ts";

// The judges of conformance.test.ts are judged here: each fault, made by hand, must be found and named.
const chat = {
  chat_id: "oc_a0553eda9014c201e6969b478895c230",
  avatar: "https://p3-lark-file.byteimg.com/a.jpg",
  name: "a",
  description: "",
  external: false,
  tenant_key: "736588c9260f175e",
  chat_status: "normal",
};
const page = { code: 0, msg: "success", data: { items: [chat], page_token: "", has_more: false } };

function exchange(change: Partial<Exchange> & { path?: string; body?: unknown } = {}): Exchange {
  return {
    method: "GET",
    url: new URL(change.path ?? "/open-apis/im/v1/chats?page_size=5", "http://server"),
    requestHeaders: new Headers({ authorization: "Bearer t-1" }),
    requestBody: undefined,
    status: 200,
    headers: new Headers({ "content-type": "application/json; charset=utf-8", "x-tt-logid": "1" }),
    text: JSON.stringify(change.body ?? page),
    ...change,
  };
}

const tokenRequest = {
  method: "POST",
  path: "/open-apis/auth/v3/tenant_access_token/internal",
  requestHeaders: new Headers(),
};

test("a good exchange has no fault", () => {
  expect([requestFaults(exchange(), "/open-apis"), answerFaults(exchange(), "/open-apis")]).toEqual([[], []]);
  const good = exchange({ ...tokenRequest, requestBody: { app_id: "cli_a", app_secret: "s" } });
  expect(requestFaults(good, "/open-apis")).toEqual([]);
});

test.each<[string, Parameters<typeof exchange>[0], RegExp]>([
  ["an unknown path", { path: "/open-apis/im/v1/chat" }, /is no operation/],
  ["another method", { method: "POST" }, /is no operation/],
  [
    "a parameter that is not declared",
    { path: "/open-apis/im/v1/chats?pageSize=5" },
    /pageSize is not declared/,
  ],
  [
    "a parameter in another case",
    { path: "/open-apis/im/v1/chats?Page_Size=5" },
    /Page_Size is not declared/,
  ],
  [
    "a value out of bounds",
    { path: "/open-apis/im/v1/chats?page_size=1000000" },
    /page_size: .*must be <= \d+/,
  ],
  [
    "a number that is not written as one",
    { path: "/open-apis/im/v1/chats?page_size=0x10" },
    /page_size: .*must be integer/,
  ],
  [
    "a value that is none of the enum's",
    { path: "/open-apis/im/v1/chats?sort_type=ByChance" },
    /sort_type: .*must be equal to one of/,
  ],
  ["a parameter twice", { path: "/open-apis/im/v1/chats?page_size=5&page_size=6" }, /is sent twice/],
  ["a body where none is declared", { requestBody: {} }, /a body is sent where none is declared/],
  ["no token", { requestHeaders: new Headers() }, /no bearer token is sent/],
  [
    "a token of another scheme",
    { requestHeaders: new Headers({ authorization: "Basic dTpw" }) },
    /no bearer token is sent/,
  ],
  [
    "a token where none is asked for",
    {
      ...tokenRequest,
      requestHeaders: new Headers({ authorization: "Bearer t-1" }),
      requestBody: { app_id: "a", app_secret: "s" },
    },
    /a token is sent where none/,
  ],
  [
    "a body without a required field",
    { ...tokenRequest, requestBody: { app_id: "a" } },
    /body: .*app_secret/,
  ],
  [
    "a body with a field too many",
    { ...tokenRequest, requestBody: { app_id: "a", app_secret: "s", extra: 1 } },
    /body: .*unevaluated/,
  ],
])("a request with %s is at fault", (_what, change, fault) => {
  expect(requestFaults(exchange(change), "/open-apis").join("\n")).toMatch(fault);
});

const { name: _, ...nameless } = chat;

test.each<[string, Parameters<typeof exchange>[0], RegExp]>([
  ["a status that is not documented", { status: 418 }, /status 418 is not documented/],
  [
    "another content type",
    { headers: new Headers({ "content-type": "text/html", "x-tt-logid": "1" }) },
    /content type text\/html/,
  ],
  [
    "a missing header",
    { headers: new Headers({ "content-type": "application/json" }) },
    /header X-Tt-Logid is missing/,
  ],
  [
    "a missing field",
    { body: { ...page, data: { ...page.data, items: [nameless] } } },
    /\/data\/items\/0 .*name/,
  ],
  [
    "a field of another type",
    { body: { ...page, data: { ...page.data, has_more: "false" } } },
    /\/data\/has_more must be boolean/,
  ],
  [
    "an unknown enum value",
    { body: { ...page, data: { ...page.data, items: [{ ...chat, chat_status: "archived" }] } } },
    /chat_status must be equal to one of/,
  ],
  [
    "a field that the contract lacks",
    { body: { ...page, data: { ...page.data, items: [{ ...chat, labels: [] }] } } },
    /\/data\/items\/0.* unevaluated/,
  ],
  ["a code other than 0 at 200", { body: { ...page, code: 1 } }, /\/code must be equal to constant/],
  ["code 0 at 400", { status: 400, body: { code: 0, msg: "" } }, /\/code must NOT be valid/],
])("an answer with %s is at fault", (_what, change, fault) => {
  expect(answerFaults(exchange(change), "/open-apis").join("\n")).toMatch(fault);
});
