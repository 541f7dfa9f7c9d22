import { expect, test } from "vitest";
import { createLog, maxEntries } from "../src/log/log.ts";
import type { Exchange, LoggedRequest } from "../src/log/log.ts";

const mebibyte = 1024 * 1024;
const none = Buffer.alloc(0);

function exchange(
  { target = "/x", headers = {}, body = none }: Partial<Exchange["request"]> = {},
  reply: Exchange["reply"] = { status: 200, headers: {}, body: none },
): Exchange {
  return {
    request: { method: "GET", target, headers, body },
    reply,
    at: Date.UTC(2026, 0, 2),
    operation: "im.v1.chat.list",
    logId: "id",
    durationMs: 5,
    fault: undefined,
    notes: ["a note"],
  };
}

/** What the log shows of one exchange. */
function shown(one: Exchange, secrets: readonly string[] = []): LoggedRequest {
  const log = createLog(secrets);
  log.add(one);
  return log.list()[0]!;
}

test("a thousand requests are kept, then the oldest goes for each new one; ids count on after a clear", () => {
  const log = createLog();
  for (let at = 0; at < maxEntries; at += 1) log.add(exchange());
  expect([maxEntries, log.count(), log.dropped(), log.list()[0]?.id]).toEqual([1000, 1000, 0, 1]);
  log.add(exchange());
  log.add(exchange());
  const ids = log.list().map(({ id }) => id);
  expect([ids.length, ids[0], ids.at(-1), log.count(), log.dropped()]).toEqual([1000, 3, 1002, 1000, 2]);
  log.clear();
  expect([log.list(), log.count(), log.dropped()]).toEqual([[], 0, 0]);
  log.add(exchange());
  expect(log.list().map(({ id }) => id)).toEqual([1003]);
});

const body = Buffer.alloc(mebibyte - "/x".length);
const half = body.subarray(0, body.byteLength / 2);
const heavy: [where: string, one: Exchange][] = [
  ["what was sent", exchange({ body })],
  ["what was answered", exchange({}, { status: 200, headers: {}, body })],
  ["the pieces of an answer", exchange({}, { status: 200, headers: {}, body, pieces: [half, half] })],
  ["targets", exchange({ target: "x".repeat(mebibyte) })],
];

test.each(heavy)("32 MiB of %s are kept, and room is made for more", (_, one) => {
  const log = createLog();
  const fill = (): void => {
    for (let turn = 0; turn < 32; turn += 1) log.add(one);
  };
  fill();
  expect([log.count(), log.dropped()]).toEqual([32, 0]);
  log.add(exchange());
  expect([log.count(), log.dropped(), log.list()[0]?.id]).toEqual([32, 1, 2]);
  fill();
  expect([log.count(), log.dropped()]).toEqual([32, 33]);
  log.clear();
  fill();
  expect([log.count(), log.dropped()]).toEqual([32, 0]);
  log.add(exchange({ body: Buffer.alloc(33 * mebibyte) }));
  expect([log.count(), log.dropped()]).toEqual([0, 33]);
  fill();
  expect([log.count(), log.dropped()]).toEqual([32, 33]);
});

test("a follower is told of each new request until it stops, with what the list shows", () => {
  const log = createLog();
  log.add(exchange());
  const told: LoggedRequest[] = [];
  const stop = log.follow((entry) => told.push(entry));
  log.add(exchange());
  stop();
  log.add(exchange());
  expect(told).toEqual([log.list()[1]]);
  expect(told[0]).toBe(log.list()[1]);
});

test("an exchange is shown with its times, headers and bodies, joined where they come in pieces", () => {
  const pieces = [Buffer.from('{"code":23'), Buffer.from('2025,"msg":"群"}')];
  const reply = { status: 400, headers: { "X-A": "1" }, body: Buffer.concat(pieces), pieces };
  expect(shown(exchange({ headers: { accept: "b" }, body: Buffer.from("群") }, reply))).toEqual({
    id: 1,
    at: "2026-01-02T00:00:00.000Z",
    operation: "im.v1.chat.list",
    method: "GET",
    target: "/x",
    headers: { accept: "b" },
    body: "群",
    status: 400,
    code: 232025,
    logId: "id",
    responseHeaders: { "X-A": "1" },
    responseBody: '{"code":232025,"msg":"群"}',
    durationMs: 5,
    fault: undefined,
    notes: ["a note"],
  });
});

test("without an answer there is no status, no code and no header", () => {
  expect(shown({ ...exchange(), reply: undefined, fault: "reset" })).toMatchObject({
    status: 0,
    code: undefined,
    responseHeaders: {},
    responseBody: "",
    fault: "reset",
  });
});

test.each([
  ['{"code":0}', 0],
  ['{"code":-1}', -1],
  ['{"data":{"code":5}}', undefined],
  [' {"code":5}', undefined],
  ["<html>", undefined],
])("the code of %s is %j", (text, code) => {
  expect(shown(exchange({}, { status: 200, headers: {}, body: Buffer.from(text) })).code).toBe(code);
});

test("of a body and a target the first 64 KiB are shown", () => {
  const most = 64 * 1024;
  const long = Buffer.alloc(most + 1, "a");
  const reply = { status: 200, headers: {}, body: long };
  const {
    target,
    body: sent,
    responseBody,
  } = shown(exchange({ target: "/".repeat(most + 1), body: long }, reply));
  expect([target.length, sent.length, responseBody.length]).toEqual([most, most, most]);
});

test.each([
  ["Bearer opaque-1", "[redacted]"],
  ["Basic   opaque-1", "[redacted]"],
  ["Bearer opaque", "opaque"],
  ["opaque-1", "opaque-1"],
])("what %s brings is shown nowhere else, if it is long enough", (authorization, wanted) => {
  const opaque = authorization.split(" ").at(-1)!;
  const reply = { status: 200, headers: { "x-echo": opaque }, body: Buffer.from(`got ${opaque}`) };
  const request = {
    target: `/x?a=${opaque}`,
    headers: { authorization, "x-a": opaque },
    body: Buffer.from(opaque),
  };
  const { target, headers, body: sent, responseHeaders, responseBody } = shown(exchange(request, reply));
  expect([target, headers["x-a"], sent, responseHeaders["x-echo"], responseBody]).toEqual([
    `/x?a=${wanted}`,
    wanted,
    wanted,
    wanted,
    `got ${wanted}`,
  ]);
});

test("the secrets that the log was given are shown nowhere, beside a token too", () => {
  const headers = { authorization: "Bearer opaque-1" };
  const one = exchange({ target: "/hush?a=opaque-1", headers, body: Buffer.from("hush") });
  expect(shown(one, ["hush"])).toMatchObject({ target: "/[redacted]?a=[redacted]", body: "[redacted]" });
  expect(shown({ ...one, request: { ...one.request, headers: {} } }, ["hush"])).toMatchObject({
    target: "/[redacted]?a=opaque-1",
  });
});
