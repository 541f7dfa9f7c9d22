import { afterAll, beforeAll, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import type { Mock } from "../src/index.ts";
import { ask } from "./support.ts";

const path = "/auth/v3/tenant_access_token/internal";
let mock: Mock;
beforeAll(
  async () => void (mock = await startMock({ chats: 1, seed: 3, app: { scopes: [], installed: false } })),
);
afterAll(() => mock.close());

const post = (body: string, headers: Record<string, string> = {}): ReturnType<typeof ask> =>
  ask(mock, path, { method: "POST", body, headers });

test("an app gets a token without having one, and the token is accepted", async () => {
  const { status, body } = await post(JSON.stringify({ app_id: "cli_a1", app_secret: "s" }));
  expect(status).toBe(200);
  expect(body).toEqual({
    code: 0,
    msg: "ok",
    tenant_access_token: expect.stringMatching(/^t-[0-9a-f]{40}$/) as string,
    expire: 7200,
  });
});

test("the token depends on seed and app alone", async () => {
  const token = async (appId: string): Promise<string> =>
    (await post(JSON.stringify({ app_id: appId, app_secret: String(Math.random()) }))).text;
  expect(await token("cli_a1")).toBe(await token("cli_a1"));
  expect(await token("cli_a1")).not.toBe(await token("cli_a2"));
});

const invalid = { code: 10003, data: {}, msg: "invalid param" };
const wrongSecret = { code: 10014, msg: "app secret invalid" };
const refused: [what: string, body: string, wanted: object][] = [
  ["no body", "", invalid],
  ["unreadable JSON", "{", invalid],
  ["an array", "[]", invalid],
  ["null", "null", invalid],
  ["no app_id", '{"app_secret":"s"}', invalid],
  ["a number as app_id", '{"app_id":1,"app_secret":"s"}', invalid],
  ["a bare cli_", '{"app_id":"cli_","app_secret":"s"}', invalid],
  ["another prefix", '{"app_id":"app_1","app_secret":"s"}', invalid],
  ["no app_secret", '{"app_id":"cli_a1"}', wrongSecret],
  ["an empty app_secret", '{"app_id":"cli_a1","app_secret":""}', wrongSecret],
  ["both wrong", '{"app_id":"","app_secret":""}', invalid],
];

test.each(refused)("%s is refused under HTTP 200", async (_, body, wanted) => {
  const answer = await post(body, { "content-type": "application/json" });
  expect([answer.status, answer.body]).toEqual([200, wanted]);
});
