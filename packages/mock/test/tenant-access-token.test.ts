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

test("issues a token without authentication", async () => {
  const { status, body } = await post(JSON.stringify({ app_id: "cli_a1", app_secret: "s" }));
  expect(status).toBe(200);
  expect(body).toEqual({
    code: 0,
    msg: "ok",
    tenant_access_token: expect.stringMatching(/^t-[0-9a-f]{40}$/) as string,
    expire: 7200,
  });
});

test("the token depends only on seed and app", async () => {
  const token = async (appId: string): Promise<string> =>
    (await post(JSON.stringify({ app_id: appId, app_secret: String(Math.random()) }))).text;
  expect(await token("cli_a1")).toBe(await token("cli_a1"));
  expect(await token("cli_a1")).not.toBe(await token("cli_a2"));
});

const invalid = { code: 10003, data: {}, msg: "invalid param" };
const wrongSecret = { code: 10014, msg: "app secret invalid" };
const invalidBodies: [description: string, body: string, expected: object][] = [
  ["no body", "", invalid],
  ["malformed JSON", "{", invalid],
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

test.each(invalidBodies)("rejects %s under HTTP 200", async (_, body, expected) => {
  const response = await post(body, { "content-type": "application/json" });
  expect([response.status, response.body]).toEqual([200, expected]);
});

test("returns the same token while 30 minutes are left, then a new one, and both stay valid", async () => {
  await using started = await startMock({ chats: 1, now: () => 0, strictAuth: true });
  const issue = async (): Promise<{ tenant_access_token: string; expire: number }> => {
    const body = JSON.stringify({ app_id: "cli_a1", app_secret: "s" });
    return JSON.parse((await ask(started, path, { method: "POST", body })).text);
  };
  const codeWith = async (token: string): Promise<number> =>
    (await ask(started, "/im/v1/chats", { headers: { authorization: `Bearer ${token}` } })).body.code;
  const first = await issue();
  started.advance(5_400_000);
  expect(await issue()).toEqual({ ...first, expire: 1800 });
  started.advance(1);
  const second = await issue();
  const tokens = [first.tenant_access_token, second.tenant_access_token] as const;
  expect([tokens[0] === tokens[1], second.expire]).toEqual([false, 7200]);
  expect([await codeWith(tokens[0]), await codeWith(tokens[1])]).toEqual([0, 0]);
  started.advance(1_800_000);
  expect([await codeWith(tokens[0]), await codeWith(tokens[1])]).toEqual([99991663, 0]);
});
