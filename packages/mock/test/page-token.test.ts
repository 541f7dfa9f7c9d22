import { expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import { readPageToken, writePageToken } from "../src/tenant/page-token.ts";
import { ask } from "./support.ts";

const content = { operationId: "im.v1.chat.list", sortType: "ByCreateTimeAsc", position: [19] };
const pageToken = writePageToken(content, 1);

test("reads the position from a page token", () => {
  expect(readPageToken(pageToken, "im.v1.chat.list", "ByCreateTimeAsc", 1)).toEqual([19]);
});

test("writes page tokens in Feishu's form, which must be percent-encoded", () => {
  for (let position = 0; position < 2000; position += 1) {
    const written = writePageToken({ ...content, position: [position * 7919, position] }, position);
    expect(written).toMatch(/^[A-Za-z0-9]+==$/);
  }
});

const foreign: [
  description: string,
  pageToken: string,
  operationId: string,
  sortType: string,
  seed: number,
][] = [
  ["another operation", pageToken, "im.v1.chat.members.get", "ByCreateTimeAsc", 1],
  ["another sort_type", pageToken, "im.v1.chat.list", "ByActiveTimeDesc", 1],
  ["another seed", pageToken, "im.v1.chat.list", "ByCreateTimeAsc", 2],
  ["another encoding", pageToken.slice(0, -2), "im.v1.chat.list", "ByCreateTimeAsc", 1],
  ["arbitrary text", "abc", "im.v1.chat.list", "ByCreateTimeAsc", 1],
  ["Chinese", "下一页", "im.v1.chat.list", "ByCreateTimeAsc", 1],
];

test.each(foreign)("rejects a page token of %s", (_, text, operationId, sortType, seed) => {
  expect(readPageToken(text, operationId, sortType, seed)).toBeUndefined();
});

test("rejects a page token with any character changed", () => {
  for (let index = 0; index < pageToken.length; index += 1) {
    const letter = pageToken[index] === "A" ? "B" : "A";
    const changed = pageToken.slice(0, index) + letter + pageToken.slice(index + 1);
    expect(readPageToken(changed, "im.v1.chat.list", "ByCreateTimeAsc", 1)).toBeUndefined();
  }
});

test("rejects a forged position", () => {
  const inner = Buffer.from(Buffer.from(pageToken, "base64").toString(), "base64").toString();
  const forged = Buffer.from(Buffer.from(inner.replace("19]", "91]")).toString("base64")).toString("base64");
  expect(readPageToken(forged, "im.v1.chat.list", "ByCreateTimeAsc", 1)).toBeUndefined();
});

test("a page token survives a restart, and is rejected with another seed or sort_type", async () => {
  const options = { chats: 30, seed: 9 };
  const before = await startMock(options);
  const first = (await ask(before, "/im/v1/chats?page_size=10")).body.data;
  const second = `/im/v1/chats?page_size=10&page_token=${encodeURIComponent(first.page_token)}`;
  const expected = (await ask(before, second)).body;
  await before.close();
  await using after = await startMock(options);
  await using otherSeed = await startMock({ chats: 30, seed: 10 });
  expect((await ask(after, second)).body).toEqual(expected);
  expect((await ask(otherSeed, second)).body.code).toBe(232001);
  const { status, body } = await ask(after, `${second}&sort_type=ByActiveTimeDesc`);
  expect([status, body.code]).toEqual([400, 232001]);
  expect(body.msg).toBe("Your request contains an invalid request parameter.");
});
