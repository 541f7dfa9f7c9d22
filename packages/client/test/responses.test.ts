import { expect, test } from "vitest";
import { createClient, FeishuApiError, FeishuError, FeishuResponseError } from "../src/index.ts";
import { respond, pageOf, serve } from "./support/server.ts";

const token = "t-0123456789abcdef";
const logId = "202611231200000A1B2C3D4E5F60718293";

async function errorOf(
  body: unknown,
  status: number,
  headers: Record<string, string> = {},
): Promise<unknown> {
  await using server = await serve((_request, response) => respond(response, body, status, headers));
  return await createClient({ token, retry: false, baseUrl: server.url })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
}

test.each([
  [
    "an API error at 400",
    400,
    { code: 232025, msg: "Bot ability is not activated." },
    { kind: "permission", code: 232025, status: 400 },
  ],
  [
    "an API error at 200",
    200,
    { code: 232025, msg: "Bot ability is not activated." },
    { kind: "permission", code: 232025, status: 200 },
  ],
  [
    "an expired token at 401",
    401,
    { code: 99991677, msg: "expired" },
    { kind: "auth", code: 99991677, status: 401 },
  ],
  [
    "a rate limit at 429",
    429,
    { code: 99991400, msg: "limit" },
    { kind: "rate_limit", code: 99991400, status: 429 },
  ],
  [
    "a rate limit at 400",
    400,
    { code: 99991400, msg: "limit" },
    { kind: "rate_limit", code: 99991400, status: 400 },
  ],
  ["an internal error", 500, { code: 1500, msg: "oops" }, { kind: "internal", code: 1500, status: 500 }],
  [
    "an undocumented code at 400",
    400,
    { code: 7, msg: "?" },
    { kind: "unknown", code: 7, remedy: undefined },
  ],
  ["an undocumented code at 503", 503, { code: 7, msg: "?" }, { kind: "internal", code: 7 }],
  ["an undocumented code at 401", 401, { code: 7, msg: "?" }, { kind: "auth", code: 7 }],
  ["an undocumented code at 403", 403, { code: 7, msg: "?" }, { kind: "permission", code: 7 }],
  ["an undocumented code at 404", 404, { code: 7, msg: "?" }, { kind: "not_found", code: 7 }],
  ["an undocumented code at 429", 429, { code: 7, msg: "?" }, { kind: "rate_limit", code: 7 }],
  ["an undocumented code at 499", 499, { code: 7, msg: "?" }, { kind: "unknown", code: 7 }],
  ["an undocumented code at 500", 500, { code: 7, msg: "?" }, { kind: "internal", code: 7 }],
  ["a code without a msg", 400, { code: 232001 }, { kind: "validation", msg: "" }],
  [
    "an error member that is no object",
    400,
    { code: 232001, msg: "x", error: "no" },
    { kind: "validation", fieldViolations: [] },
  ],
])("%s is a FeishuApiError", async (_what, status, body, expected) => {
  const error = await errorOf(body, status);
  expect(error).toBeInstanceOf(FeishuApiError);
  expect(error).toMatchObject({ operation: "im.v1.chat.list", ...expected });
});

test.each([
  ["an empty 200", 200, "", "empty"],
  ["an empty 500", 500, "", "empty"],
  ["an HTML 502", 502, "<html><h1>502 Bad Gateway</h1></html>", "not_json"],
  ["an HTML 200", 200, "<html>login</html>", "not_json"],
  ["a plain 404", 404, "404 page not found", "not_json"],
  ["half of a JSON text", 200, '{"code":0,"da', "not_json"],
  ["a JSON list", 200, [1], "invalid_envelope"],
  ["JSON null", 200, "null", "invalid_envelope"],
  ["an object without a code", 200, { data: {} }, "invalid_envelope"],
  ["a code that is a text", 200, { code: "0", data: {} }, "invalid_envelope"],
  ["success without data", 200, { code: 0, msg: "ok" }, "invalid_envelope"],
  ["success whose data is a list", 200, { code: 0, msg: "ok", data: [] }, "invalid_envelope"],
  ["a success with a failing status", 500, pageOf([], { has_more: false }), "invalid_envelope"],
])("%s is a FeishuResponseError", async (_what, status, body, reason) => {
  const error = await errorOf(body, status, { "x-tt-logid": logId });
  expect(error).toBeInstanceOf(FeishuResponseError);
  expect(error).toMatchObject({ reason, status, logId, operation: "im.v1.chat.list" });
});

test("an error for a response that is not an envelope has its content type and the start of its body", async () => {
  expect(
    await errorOf(`<p>${"x".repeat(300)}</p>`, 502, { "content-type": "text/html; charset=gbk" }),
  ).toMatchObject({ contentType: "text/html; charset=gbk", bodyStart: `<p>${"x".repeat(197)}` });
  expect(await errorOf("a\r\nb", 502, { "content-type": "" })).toMatchObject({
    contentType: undefined,
    bodyStart: "a b",
  });
});

test("the message has operation, status, code, msg, violations and log id", async () => {
  const field_violations = [{ field: "page_size", value: "101", description: "the max value is 100" }];
  const error = await errorOf(
    { code: 99992402, msg: "field validation failed", error: { log_id: logId, field_violations } },
    400,
  );
  expect((error as Error).message).toBe(
    `im.v1.chat.list: 400 [99992402] field validation failed; page_size "101": the max value is 100 (log id ${logId})`,
  );
  expect(error).toMatchObject({
    fieldViolations: field_violations,
    logId,
    remedy: "Correct the parameters that field_violations names.",
  });
});

test("missing scopes are in permissionViolations", async () => {
  const violation = { type: "action_scope_required", subject: "im:chat", description: "one of the scopes" };
  const permission_violations = [{ ...violation, hint: "ignored" }, { subject: 5 }];
  const error = await errorOf(
    { code: 99991672, msg: "Access denied.", error: { permission_violations } },
    400,
  );
  expect(error).toMatchObject({ kind: "permission" });
  expect((error as FeishuApiError).permissionViolations).toEqual([violation, {}]);
});

test.each([
  ["the header X-Tt-Logid", { "x-tt-logid": "A" }, { code: 1, msg: "", log_id: "C" }, "A"],
  ["the header X-Request-Id", { "x-request-id": "B" }, { code: 1, msg: "", log_id: "C" }, "B"],
  ["the top level", {}, { code: 1, msg: "", log_id: "C" }, "C"],
  ["the error member", {}, { code: 1, msg: "", error: { log_id: "D" } }, "D"],
])("the log id is taken from %s", async (_where, headers, body, expected) => {
  expect(await errorOf(body, 400, headers as Record<string, string>)).toMatchObject({ logId: expected });
});

test.each([
  ["longer than 64 characters", "A".repeat(65)],
  ["more than one word", "A B"],
  ["punctuation before it", "{A"],
  ["punctuation after it", "A}"],
  ["the call's own token", token],
  ["the call's own token in capitals", token.toUpperCase()],
  ["somebody else's token", "202611-eyJhbGciOiJIUzI1NiJ9"],
])("a value with %s is not a log id, so the next candidate is used", async (_what, logged) => {
  const headers = { "x-tt-logid": logged, "x-request-id": "A".repeat(64) };
  expect(await errorOf({ code: 1, msg: "" }, 400, headers)).toMatchObject({ logId: "A".repeat(64) });
});

test.each([
  [{ "x-ogw-ratelimit-reset": "2" }, 2000],
  [{ "x-ogw-ratelimit-reset": "0.25" }, 250],
  [{ "x-ogw-ratelimit-reset": "0" }, 0],
  [{ "x-ogw-ratelimit-reset": "3", "retry-after": "9" }, 3000],
  [{ "x-ogw-ratelimit-reset": "soon", "retry-after": "9" }, 9000],
  [{ "retry-after": "Thu, 01 Jan 1970 00:00:00 GMT" }, 0],
  [{ "x-ogw-ratelimit-reset": "-1" }, undefined],
  [{}, undefined],
])("with the headers %j, retryAfterMs of a rate limit is %s", async (headers, expected) => {
  expect(
    await errorOf({ code: 99991400, msg: "limit" }, 429, headers as Record<string, string>),
  ).toMatchObject({ retryAfterMs: expected });
});

test("a key __proto__ in a response sets no prototype", async () => {
  const body =
    '{"code":0,"msg":"","data":{"items":[{"chat_id":"a","__proto__":{"polluted":1}}],"has_more":false,"__proto__":{"polluted":1}},"__proto__":{"polluted":1}}';
  await using server = await serve((_request, response) => respond(response, body));
  const page = await createClient({ token, retry: false, baseUrl: server.url }).im.v1.chat.list();
  expect(page.items[0]?.chat_id).toBe("a");
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("the token operation returns its top-level fields, and its API errors at HTTP 200 throw", async () => {
  await using server = await serve((request, response) =>
    respond(
      response,
      JSON.parse(request.body).app_id === "cli_a"
        ? { code: 0, msg: "ok", tenant_access_token: "t-1", expire: 7200 }
        : { code: 10003, data: {}, msg: "invalid param" },
    ),
  );
  const { internal } = createClient({ token, retry: false, baseUrl: server.url }).auth.v3.tenantAccessToken;
  expect(await internal({ app_id: "cli_a", app_secret: "s" })).toMatchObject({
    tenant_access_token: "t-1",
    expire: 7200,
  });
  await expect(internal({ app_id: "x", app_secret: "s" })).rejects.toMatchObject({
    kind: "auth",
    code: 10003,
    status: 200,
  });
  expect(server.seen[0]).toMatchObject({
    method: "POST",
    path: "/open-apis/auth/v3/tenant_access_token/internal",
    body: '{"app_id":"cli_a","app_secret":"s"}',
  });
  expect(server.seen[0]?.headers).toMatchObject({ "content-type": "application/json" });
  expect(server.seen[0]?.headers.authorization).toBeUndefined();
});

test("an unknown parameter throws before anything is sent, and the message lists the known ones", async () => {
  await using server = await serve((_request, response) => respond(response, ""));
  const list = createClient({ token, retry: false, baseUrl: server.url }).im.v1.chat.list({
    pageSize: 5,
  } as object);
  await expect(list).rejects.toThrow(
    'im.v1.chat.list: unknown parameter "pageSize"; known are user_id_type, sort_type, page_token, page_size',
  );
  expect(server.seen).toHaveLength(0);
});

test("every error of a call extends FeishuError and has its own name", async () => {
  expect(await errorOf({ code: 1, msg: "" }, 400)).toBeInstanceOf(FeishuError);
  expect(await errorOf("", 400)).toBeInstanceOf(FeishuError);
});
