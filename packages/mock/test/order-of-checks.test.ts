import { afterAll, beforeAll, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import type { Mock } from "../src/index.ts";
import { ask, signedIn } from "./support.ts";

let healthy: Mock;
let unscoped: Mock;
let botless: Mock;
let uninstalled: Mock;

beforeAll(async () => {
  healthy = await startMock({ chats: 3 });
  unscoped = await startMock({
    chats: 3,
    app: { scopes: ["im:message"], botAbility: false, installed: false },
  });
  botless = await startMock({ chats: 3, app: { botAbility: false } });
  uninstalled = await startMock({ chats: 3, app: { botAbility: false, installed: false } });
});

afterAll(() => Promise.all([healthy, unscoped, botless, uninstalled].map((mock) => mock.close())));

const chats = "/im/v1/chats";
const bad = `${chats}?page_size=0`;

// Each row fails every later check, too, which proves the order.
const rows: [
  description: string,
  mock: () => Mock,
  path: string,
  token: string | undefined,
  status: number,
  code: number,
][] = [
  ["no token before everything", () => unscoped, bad, undefined, 400, 99991661],
  ["another scheme is not a token", () => unscoped, bad, "Basic t-mock", 400, 99991661],
  ["the scheme in lower case is not a token", () => unscoped, bad, "bearer t-mock", 400, 99991661],
  ["a bare t- before the scope", () => unscoped, bad, "Bearer t-", 400, 99991663],
  ["white space in a t- token", () => unscoped, bad, "Bearer t-a b", 400, 99991663],
  ["a bare u-", () => unscoped, bad, "Bearer u-", 400, 99991668],
  ["a bare JWT prefix", () => unscoped, bad, "Bearer eyJ", 400, 99991668],
  ["an unknown prefix", () => unscoped, bad, "Bearer x-abc", 400, 99991671],
  ["a second space belongs to the token", () => unscoped, bad, "Bearer  t-mock", 400, 99991671],
  ["the scope before the parameters", () => unscoped, bad, "Bearer t-mock", 400, 99991672],
  ["the parameters before the app's state", () => uninstalled, bad, "Bearer t-mock", 400, 99992402],
  ["the installation before the bot ability", () => uninstalled, chats, "Bearer t-mock", 400, 232034],
  ["the bot ability before the response", () => botless, chats, "Bearer t-mock", 400, 232025],
  [
    "the app's state before the page token",
    () => botless,
    `${chats}?page_token=x`,
    "Bearer t-mock",
    400,
    232025,
  ],
  ["the page token last", () => healthy, `${chats}?page_token=x`, "Bearer t-mock", 400, 232001],
  ["a tenant token passes", () => healthy, chats, "Bearer t-mock", 200, 0],
  ["a user token passes", () => healthy, chats, "Bearer u-mock", 200, 0],
  ["a JWT passes", () => healthy, chats, "Bearer eyJhbGciOiJ9.e30.x", 200, 0],
];

test.each(rows)("%s", async (_, mock, path, token, status, code) => {
  const response = await ask(mock(), path, token === undefined ? {} : { headers: { authorization: token } });
  expect([response.status, response.body.code]).toEqual([status, code]);
});

const unknown: [method: string, path: string][] = [
  ["GET", "/im/v1/nothing"],
  ["GET", "/im/v1/chats/"],
  ["POST", chats],
  ["HEAD", chats],
  ["OPTIONS", chats],
  ["GET", "/auth/v3/tenant_access_token/internal"],
];

test.each(unknown)("responds 404 to %s %s without a token", async (method, path) => {
  const response = await ask(healthy, path, { method });
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("text/plain");
  expect(response.text).toBe(method === "HEAD" ? "" : "404 page not found");
});

test("responds 404 to a path outside of /open-apis", async () => {
  const response = await fetch(new URL("/im/v1/chats", healthy.url), { headers: signedIn });
  expect([response.status, await response.text()]).toEqual([404, "404 page not found"]);
});

test("lists every scope of the operation if all are missing", async () => {
  const { body } = await ask(unscoped, chats);
  const scopes = ["im:chat", "im:chat:readonly", "im:chat:read", "im:chat.group_info:readonly"];
  expect(body.msg).toBe(`Access denied. One of the following scopes is required: [${scopes.join(", ")}].`);
  expect(body.error.permission_violations).toEqual(
    scopes.map((subject) => ({ type: "action_scope_required", subject })),
  );
});

test("every response has its own log id, the same in header and body", async () => {
  const responses = [await ask(healthy, chats), await ask(healthy, bad), await ask(healthy, chats, {})];
  const ids = responses.map(({ headers }) => headers.get("x-tt-logid") ?? "");
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^\d{14}[0-9A-F]{20}$/);
  expect(responses.map(({ body }) => body.error?.log_id)).toEqual([undefined, ids[1], ids[2]]);
});
