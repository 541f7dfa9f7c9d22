import addFormats from "ajv-formats";
import { Ajv } from "ajv";
import draft6 from "ajv/dist/refs/json-schema-draft-06.json" with { type: "json" };
import schemas from "har-schema";
import { afterEach, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import { toHar } from "../src/log/har.ts";
import type { LoggedRequest } from "../src/log/log.ts";
import type { Mock } from "../src/index.ts";
import { ask, control, raw } from "./support.ts";

interface Har {
  log: {
    creator: { name: string };
    entries: {
      request: { url: string; postData?: { mimeType: string; text: string }; queryString: object[] };
      response: { status: number; statusText: string; content: { text: string; size: number } };
      comment?: string;
    }[];
  };
}

let mock: Mock;
afterEach(() => mock.close());

/** Errors by the HAR 1.2 schema, with formats checked. */
function violations(har: unknown): unknown {
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addMetaSchema(draft6);
  ajv.addSchema(Object.values(schemas));
  const validate = ajv.getSchema("har.json#");
  if (!validate) throw new Error("har-schema has no har.json");
  void validate(har);
  return validate.errors;
}

async function archive(): Promise<Har> {
  const { status, headers, body } = await control(mock, "GET", "requests.har");
  expect([status, headers.get("content-type"), headers.get("content-disposition")]).toEqual([
    200,
    "application/json; charset=utf-8",
    'attachment; filename="feishu-mock.har"',
  ]);
  return body as unknown as Har;
}

test("exports a valid HAR file for any request, without secrets", async () => {
  mock = await startMock({ chats: 3 });
  const secret = "s3cr3t-s3cr3t";
  await ask(mock, "/auth/v3/tenant_access_token/internal", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ app_id: "cli_a", app_secret: secret }),
  });
  await ask(mock, `/im/v1/chats?page_size=1&name=${encodeURIComponent("群 a")}&access_token=t-${secret}`, {
    headers: { authorization: `Bearer t-${secret}`, cookie: `session=${secret}` },
  });
  const end = "HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  for (const target of ["//", "*", '/open-apis/%ZZ?a=%&b[]={}|\\^`"<>', "http://a.b/x?y"])
    await raw(mock, `${target === "*" ? "OPTIONS" : "GET"} ${target} ${end}`);
  mock.fail("*", { fault: "reset", times: 1 });
  await ask(mock, "/im/v1/chats").catch(() => {});
  const har = await archive();
  expect(violations(har)).toBeNull();
  expect(JSON.stringify(har)).not.toContain(secret);
  const [token, list, ...rest] = har.log.entries;
  expect(token).toMatchObject({
    request: {
      method: "POST",
      url: `${mock.url}/auth/v3/tenant_access_token/internal`,
      postData: { mimeType: "application/json", text: '{"app_id":"cli_a","app_secret":"[redacted]"}' },
    },
    response: { status: 200, statusText: "OK" },
  });
  expect(list?.request.queryString).toEqual([
    { name: "page_size", value: "1" },
    { name: "name", value: "群 a" },
    { name: "access_token", value: "[redacted]" },
  ]);
  expect(list?.response.content.size).toBe(Buffer.byteLength(list?.response.content.text ?? ""));
  expect(list?.comment).toContain("ignored the unknown parameter name");
  expect(rest.map(({ request }) => request.url.replace(new URL(mock.url).origin, ""))).toEqual([
    "//",
    "/*",
    "/open-apis/%25ZZ?a=%25&b%5B%5D=%7B%7D%7C%5C%5E%60%22%3C%3E",
    "http://a.b/x?y",
    "/open-apis/im/v1/chats",
  ]);
  expect(rest.at(-1)).toMatchObject({ response: { status: 0, _error: "reset" }, comment: "fault: reset" });
});

test("writes all fields of an entry, and the reason of a missing response", () => {
  const logged: LoggedRequest = {
    id: 1,
    at: "2026-01-02T00:00:00.000Z",
    operation: undefined,
    method: "GET",
    target: "/x?a=1#b",
    headers: { accept: "b" },
    body: "",
    status: 0,
    code: undefined,
    logId: undefined,
    responseHeaders: {},
    responseBody: "",
    durationMs: 5,
    fault: undefined,
    notes: [],
  };
  const har = (change: Partial<LoggedRequest>): unknown =>
    toHar([{ ...logged, ...change }], "http://a.test", "1")["log"];
  const request = {
    method: "GET",
    url: "http://a.test/x?a=1#b",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: [{ name: "accept", value: "b" }],
    queryString: [{ name: "a", value: "1" }],
    headersSize: -1,
    bodySize: 0,
  };
  const response = {
    status: 0,
    statusText: "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: [],
    content: { size: 0, mimeType: "", text: "" },
    redirectURL: "",
    headersSize: -1,
    bodySize: 0,
    _error: "the client disconnected",
  };
  const entry = {
    startedDateTime: logged.at,
    time: 5,
    request,
    response,
    cache: {},
    timings: { send: 0, wait: 5, receive: 0 },
  };
  const creator = { name: "@feishu-openapi/mock", version: "1" };
  expect(har({})).toEqual({ version: "1.2", creator, entries: [entry] });
  expect(har({ fault: "stall", notes: ["one", "two"], body: "群", target: "/x" })).toMatchObject({
    entries: [
      {
        request: {
          url: "http://a.test/x",
          queryString: [],
          bodySize: 3,
          postData: { mimeType: "", text: "群" },
        },
        response: { _error: "stall" },
        comment: "fault: stall; one; two",
      },
    ],
  });
  const withResponse = har({
    status: 200,
    responseHeaders: { "X-A": "1", "CONTENT-type": "text/x" },
    responseBody: "群",
    headers: { "content-type": "a/b" },
    body: "b",
  }) as Har["log"];
  expect(withResponse.entries[0]).toMatchObject({
    request: { postData: { mimeType: "a/b", text: "b" } },
    response: { statusText: "OK", content: { size: 3, mimeType: "text/x", text: "群" }, bodySize: 3 },
  });
  expect(withResponse.entries[0]!.response).not.toHaveProperty("_error");
});

test("exports a valid HAR file for an empty log", async () => {
  mock = await startMock({ chats: 0 });
  const har = await archive();
  expect([violations(har), har.log.entries, har.log.creator.name]).toEqual([
    null,
    [],
    "@feishu-openapi/mock",
  ]);
  expect(violations({ log: { version: "1.2", entries: [{}] } })).not.toBeNull();
});
