import { afterAll, beforeAll, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import type { Mock } from "../src/index.ts";
import { ask, signedIn } from "./support.ts";

let sound: Mock;
let unscoped: Mock;
let botless: Mock;
let absent: Mock;

beforeAll(async () => {
  sound = await startMock({ chats: 3 });
  unscoped = await startMock({
    chats: 3,
    app: { scopes: ["im:message"], botAbility: false, installed: false },
  });
  botless = await startMock({ chats: 3, app: { botAbility: false } });
  absent = await startMock({ chats: 3, app: { botAbility: false, installed: false } });
});

afterAll(() => Promise.all([sound, unscoped, botless, absent].map((mock) => mock.close())));

const chats = "/im/v1/chats";
const bad = `${chats}?page_size=0`;

// Each row fails every later check too, so that its place in the order shows.
const rows: [
  what: string,
  mock: () => Mock,
  path: string,
  token: string | undefined,
  status: number,
  code: number,
][] = [
  ["no token before everything", () => unscoped, bad, undefined, 400, 99991661],
  ["another scheme is no token", () => unscoped, bad, "Basic t-mock", 400, 99991661],
  ["the scheme in lower case is none", () => unscoped, bad, "bearer t-mock", 400, 99991661],
  ["a bare t- before the scope", () => unscoped, bad, "Bearer t-", 400, 99991663],
  ["white space in a t- token", () => unscoped, bad, "Bearer t-a b", 400, 99991663],
  ["a bare u-", () => unscoped, bad, "Bearer u-", 400, 99991668],
  ["a bare JWT prefix", () => unscoped, bad, "Bearer eyJ", 400, 99991668],
  ["an unknown prefix", () => unscoped, bad, "Bearer x-abc", 400, 99991671],
  ["a second space belongs to the token", () => unscoped, bad, "Bearer  t-mock", 400, 99991671],
  ["the scope before the parameters", () => unscoped, bad, "Bearer t-mock", 400, 99991672],
  ["the parameters before the app's state", () => absent, bad, "Bearer t-mock", 400, 99992402],
  ["the installation before the bot ability", () => absent, chats, "Bearer t-mock", 400, 232034],
  ["the bot ability before the answer", () => botless, chats, "Bearer t-mock", 400, 232025],
  [
    "the app's state before the page token",
    () => botless,
    `${chats}?page_token=x`,
    "Bearer t-mock",
    400,
    232025,
  ],
  ["the page token last", () => sound, `${chats}?page_token=x`, "Bearer t-mock", 400, 232001],
  ["a tenant token passes", () => sound, chats, "Bearer t-mock", 200, 0],
  ["a user token passes", () => sound, chats, "Bearer u-mock", 200, 0],
  ["a JWT passes", () => sound, chats, "Bearer eyJhbGciOiJ9.e30.x", 200, 0],
];

test.each(rows)("%s", async (_, mock, path, token, status, code) => {
  const answer = await ask(mock(), path, token === undefined ? {} : { headers: { authorization: token } });
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

const unknown: [method: string, path: string][] = [
  ["GET", "/im/v1/nothing"],
  ["GET", "/im/v1/chats/"],
  ["POST", chats],
  ["HEAD", chats],
  ["OPTIONS", chats],
  ["GET", "/auth/v3/tenant_access_token/internal"],
];

test.each(unknown)("%s %s is no page, whatever the token", async (method, path) => {
  const answer = await ask(sound, path, { method });
  expect(answer.status).toBe(404);
  expect(answer.headers.get("content-type")).toBe("text/plain");
  expect(answer.text).toBe(method === "HEAD" ? "" : "404 page not found");
});

test("a path outside of /open-apis is no page", async () => {
  const response = await fetch(new URL("/im/v1/chats", sound.url), { headers: signedIn });
  expect([response.status, await response.text()]).toEqual([404, "404 page not found"]);
});

test("a missing scope is told with every scope that would do", async () => {
  const { body } = await ask(unscoped, chats);
  const scopes = ["im:chat", "im:chat:readonly", "im:chat:read", "im:chat.group_info:readonly"];
  expect(body.msg).toBe(`Access denied. One of the following scopes is required: [${scopes.join(", ")}].`);
  expect(body.error.permission_violations).toEqual(
    scopes.map((subject) => ({ type: "action_scope_required", subject })),
  );
});

test("one of the scopes is enough", async () => {
  await using mock = await startMock({ chats: 3, app: { scopes: ["im:chat:read"] } });
  expect((await ask(mock, chats)).body.code).toBe(0);
});

test("every answer has a log id of its own, the same in header and body", async () => {
  const answers = [await ask(sound, chats), await ask(sound, bad), await ask(sound, chats, {})];
  const ids = answers.map(({ headers }) => headers.get("x-tt-logid") ?? "");
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^\d{14}[0-9A-F]{20}$/);
  expect(answers.map(({ body }) => body.error?.log_id)).toEqual([undefined, ids[1], ids[2]]);
});
