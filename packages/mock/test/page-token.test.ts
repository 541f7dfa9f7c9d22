import { expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import { readPageToken, writePageToken } from "../src/tenant/page-token.ts";
import { ask } from "./support.ts";

const cursor = { operation: "im.v1.chat.list", order: "ByCreateTimeAsc", position: [19] };
const token = writePageToken(cursor, 1);

test("reads the position from a page token", () => {
  expect(readPageToken(token, "im.v1.chat.list", "ByCreateTimeAsc", 1)).toEqual([19]);
});

test("writes page tokens in Feishu's form, which must be percent-encoded", () => {
  for (let position = 0; position < 2000; position += 1) {
    const other = writePageToken({ ...cursor, position: [position * 7919, position] }, position);
    expect(other).toMatch(/^[A-Za-z0-9]+==$/);
  }
});

const foreign: [what: string, token: string, operation: string, order: string, seed: number][] = [
  ["another operation", token, "im.v1.chat.members.get", "ByCreateTimeAsc", 1],
  ["another order", token, "im.v1.chat.list", "ByActiveTimeDesc", 1],
  ["another seed", token, "im.v1.chat.list", "ByCreateTimeAsc", 2],
  ["another encoding", token.slice(0, -2), "im.v1.chat.list", "ByCreateTimeAsc", 1],
  ["arbitrary text", "abc", "im.v1.chat.list", "ByCreateTimeAsc", 1],
  ["Chinese", "下一页", "im.v1.chat.list", "ByCreateTimeAsc", 1],
];

test.each(foreign)("rejects a page token of %s", (_, text, operation, order, seed) => {
  expect(readPageToken(text, operation, order, seed)).toBeUndefined();
});

test("rejects a page token with any character changed", () => {
  for (let index = 0; index < token.length; index += 1) {
    const other = token[index] === "A" ? "B" : "A";
    const changed = token.slice(0, index) + other + token.slice(index + 1);
    expect(readPageToken(changed, "im.v1.chat.list", "ByCreateTimeAsc", 1)).toBeUndefined();
  }
});

test("rejects a forged position", () => {
  const inner = Buffer.from(Buffer.from(token, "base64").toString(), "base64").toString();
  const forged = Buffer.from(Buffer.from(inner.replace("19]", "91]")).toString("base64")).toString("base64");
  expect(readPageToken(forged, "im.v1.chat.list", "ByCreateTimeAsc", 1)).toBeUndefined();
});

test("a page token survives a restart, and is rejected with another seed or order", async () => {
  const options = { chats: 30, seed: 9 };
  const before = await startMock(options);
  const first = (await ask(before, "/im/v1/chats?page_size=10")).body.data;
  const second = `/im/v1/chats?page_size=10&page_token=${encodeURIComponent(first.page_token)}`;
  const wanted = (await ask(before, second)).body;
  await before.close();
  await using after = await startMock(options);
  await using other = await startMock({ chats: 30, seed: 10 });
  expect((await ask(after, second)).body).toEqual(wanted);
  expect((await ask(other, second)).body.code).toBe(232001);
  const { status, body } = await ask(after, `${second}&sort_type=ByActiveTimeDesc`);
  expect([status, body.code]).toEqual([400, 232001]);
  expect(body.msg).toBe("Your request contains an invalid request parameter.");
});
