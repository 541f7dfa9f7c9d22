import { expect, test } from "vitest";
import { createLog } from "../src/log/log.ts";
import type { Exchange, LoggedRequest } from "../src/log/log.ts";

const mebibyte = 1024 * 1024;
const none = Buffer.alloc(0);

function exchange(
  { target = "/x", headers = {}, body = none }: Partial<Exchange["request"]> = {},
  response: Exchange["response"] = { status: 200, headers: {}, body: none },
): Exchange {
  return {
    request: { method: "GET", target, headers, body },
    response,
    at: Date.UTC(2026, 0, 2),
    operation: "im.v1.chat.list",
    logId: "id",
    durationMs: 5,
    fault: undefined,
    notes: ["a note"],
  };
}

/** The log entry of an added exchange. */
function logged(added: Exchange, secrets: readonly string[] = []): LoggedRequest {
  const log = createLog(secrets);
  log.add(added);
  return log.list()[0]!;
}

test("keeps the last 1000 requests and drops the oldest; ids continue after a clear", () => {
  const log = createLog();
  for (let at = 0; at < 1000; at += 1) log.add(exchange());
  expect([log.count(), log.dropped(), log.list()[0]?.id]).toEqual([1000, 0, 1]);
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
const heavy: [where: string, added: Exchange][] = [
  ["request bodies", exchange({ body })],
  ["response bodies", exchange({}, { status: 200, headers: {}, body })],
  ["response chunks", exchange({}, { status: 200, headers: {}, body, chunks: [half, half] })],
  ["targets", exchange({ target: "x".repeat(mebibyte) })],
];

test.each(heavy)("keeps 32 MiB of %s and drops the oldest", (_, added) => {
  const log = createLog();
  const fill = (): void => {
    for (let turn = 0; turn < 32; turn += 1) log.add(added);
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

test("calls a follower with each new entry until it stops", () => {
  const log = createLog();
  log.add(exchange());
  const received: LoggedRequest[] = [];
  const stop = log.follow((entry) => received.push(entry));
  log.add(exchange());
  stop();
  log.add(exchange());
  expect(received).toEqual([log.list()[1]]);
  expect(received[0]).toBe(log.list()[1]);
});

test("logs times, headers and bodies, and joins chunks", () => {
  const chunks = [Buffer.from('{"code":23'), Buffer.from('2025,"msg":"群"}')];
  const response = { status: 400, headers: { "X-A": "1" }, body: Buffer.concat(chunks), chunks };
  expect(logged(exchange({ headers: { accept: "b" }, body: Buffer.from("群") }, response))).toEqual({
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

test("logs status 0 and no code or headers without a response", () => {
  expect(logged({ ...exchange(), response: undefined, fault: "reset" })).toMatchObject({
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
])("reads the code of the body %s as %j", (text, code) => {
  expect(logged(exchange({}, { status: 200, headers: {}, body: Buffer.from(text) })).code).toBe(code);
});

test("truncates bodies and targets to 64 KiB", () => {
  const limit = 64 * 1024;
  const long = Buffer.alloc(limit + 1, "a");
  const response = { status: 200, headers: {}, body: long };
  const {
    target,
    body: sent,
    responseBody,
  } = logged(exchange({ target: "/".repeat(limit + 1), body: long }, response));
  expect([target.length, sent.length, responseBody.length]).toEqual([limit, limit, limit]);
});

test.each([
  ["Bearer opaque-1", "[redacted]"],
  ["Basic   opaque-1", "[redacted]"],
  ["Bearer opaque", "opaque"],
  ["opaque-1", "opaque-1"],
])("shows the token of %s as %s everywhere else in the exchange", (authorization, expected) => {
  const opaque = authorization.split(" ").at(-1)!;
  const response = { status: 200, headers: { "x-echo": opaque }, body: Buffer.from(`got ${opaque}`) };
  const request = {
    target: `/x?a=${opaque}`,
    headers: { authorization, "x-a": opaque },
    body: Buffer.from(opaque),
  };
  const { target, headers, body: sent, responseHeaders, responseBody } = logged(exchange(request, response));
  expect([target, headers["x-a"], sent, responseHeaders["x-echo"], responseBody]).toEqual([
    `/x?a=${expected}`,
    expected,
    expected,
    expected,
    `got ${expected}`,
  ]);
});

test("redacts known secrets, also next to a token", () => {
  const headers = { authorization: "Bearer opaque-1" };
  const added = exchange({ target: "/hush?a=opaque-1", headers, body: Buffer.from("hush") });
  expect(logged(added, ["hush"])).toMatchObject({ target: "/[redacted]?a=[redacted]", body: "[redacted]" });
  expect(logged({ ...added, request: { ...added.request, headers: {} } }, ["hush"])).toMatchObject({
    target: "/[redacted]?a=opaque-1",
  });
});
