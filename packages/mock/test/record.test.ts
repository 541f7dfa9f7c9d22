import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import type { Mock } from "../src/index.ts";
import { ask, raw, signedIn, temporaryFile, walk } from "./support.ts";

const token = "t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234";
const secret = "dskLLdkasdjlasdKK99Xsecret";
const withToken = { headers: { authorization: `Bearer ${token}` } };

let upstream: Mock;

beforeAll(async () => {
  upstream = await startMock({ chats: 45 });
});
afterAll(() => upstream.close());

async function emptyFile(): Promise<string> {
  return (await temporaryFile("walk.har", "")).replace(/walk\.har$/, "recorded.har");
}

/** Records the requests of `work` and returns the file. */
async function recorded(work: (mock: Mock) => Promise<unknown>, from: Mock = upstream): Promise<string> {
  const file = await emptyFile();
  await using mock = await startMock({ record: { file, upstream: from.url } });
  await work(mock);
  return file;
}

function tokenRequest(app_secret: string): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ app_id: "cli_a1b2c3", app_secret }),
  };
}

const tokenPath = "/auth/v3/tenant_access_token/internal";

test("replays every page of a walk unchanged, in any order of the parameters", async () => {
  const responses: string[] = [];
  const paths = ["/im/v1/chats?page_size=20&sort_type=ByCreateTimeAsc"];
  const file = await recorded(async (mock) => {
    for (let at = 0; at < paths.length; at += 1) {
      const { text, headers, body } = await ask(mock, paths[at]!, withToken);
      responses.push(`${headers.get("x-tt-logid")} ${text}`);
      if (body.data.has_more)
        paths.push(`${paths[0]}&page_token=${encodeURIComponent(body.data.page_token)}`);
    }
  });
  expect(responses).toHaveLength(3);
  await using mock = await startMock({ replay: file });
  for (const [at, path] of paths.entries()) {
    const [base, query = ""] = path.split("?");
    const { text, headers } = await ask(mock, `${base}?${query.split("&").toReversed().join("&")}`, {
      headers: signedIn,
    });
    expect(`${headers.get("x-tt-logid")} ${text}`).toBe(responses[at]);
  }
  const [{ logId, operation, code } = { logId: "" }] = mock.requests;
  expect([responses[0]!.split(" ")[0], operation, code]).toEqual([logId, "im.v1.chat.list", 0]);
});

test("forwards status and headers, and does not follow redirects", async () => {
  const server = createServer((request, response) => {
    const headers = { location: "https://example.com/next", "x-upstream": request.url ?? "" };
    response.writeHead(302, headers).end("elsewhere");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const file = await emptyFile();
  await using mock = await startMock({ record: { file, upstream: `http://127.0.0.1:${port}/base/` } });
  const url = `${mock.url}/any/%E7%BE%A4?a=1&b=%2B&b=`;
  const { status, headers } = await fetch(url, { redirect: "manual" });
  expect([status, headers.get("location"), headers.get("x-upstream")]).toEqual([
    302,
    "https://example.com/next",
    "/base/any/%E7%BE%A4?a=1&b=%2B&b=",
  ]);
  expect((await fetch(`${mock.url}/../secret`)).status).toBe(404);
  expect((await fetch(`${mock.url}/%2e%2e/%2e%2e/secret`)).status).toBe(404);
  server.close();
});

test("records no secret, and replays a token that it accepts", async () => {
  let issued = "";
  const file = await recorded(async (mock) => {
    const response = await ask(mock, tokenPath, tokenRequest(secret));
    issued = (response.body as unknown as { tenant_access_token: string }).tenant_access_token;
    const authorization = `Bearer ${issued}`;
    await ask(mock, "/im/v1/chats?page_size=1", {
      headers: { authorization, cookie: "session=abcdefgh1234" },
    });
    // The upstream repeats an unknown path and a wrong value.
    await ask(mock, `/im/v1/chats?user_id_type=${token}`, withToken);
    await ask(mock, `/no/such/${secret}?app_secret=${secret}&name=${secret}`, withToken);
  });
  const text = await readFile(file, "utf8");
  expect(issued).toMatch(/^t-/);
  for (const hidden of [secret, issued, issued.slice(2), token, token.slice(2), "abcdefgh1234"])
    expect(text).not.toContain(hidden);

  await using mock = await startMock({ replay: file, strictAuth: true });
  const replayed = (await ask(mock, tokenPath, tokenRequest("another secret"))).body as unknown as {
    code: number;
    tenant_access_token: string;
  };
  expect(replayed).toMatchObject({ code: 0, tenant_access_token: expect.stringMatching(/^t-\S{8,}$/) });
  const authorization = `Bearer ${replayed.tenant_access_token}`;
  const { body } = await ask(mock, "/im/v1/chats?page_size=1", { headers: { authorization } });
  expect(body.data.items).toHaveLength(1);
});

test("does not redact a page token that starts like a JWT", async () => {
  const cursor = "eyJsYXN0IjoxMjM0NTY3ODkwfQ==";
  const server = createServer((request, response) => {
    const more = !request.url?.includes("page_token");
    const data = { items: [more ? 1 : 2], page_token: more ? cursor : "", has_more: more };
    response.setHeader("content-type", "application/json").end(JSON.stringify({ code: 0, msg: "", data }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const file = await emptyFile();
  const paths = ["/x", `/x?page_token=${encodeURIComponent(cursor)}`];
  {
    const upstreamUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await using mock = await startMock({ record: { file, upstream: upstreamUrl } });
    for (const path of paths) await ask(mock, path);
  }
  server.close();
  await using mock = await startMock({ replay: file });
  const pages = await Promise.all(paths.map(async (path) => (await ask(mock, path)).body.data));
  expect(pages).toMatchObject([{ items: [1], page_token: cursor }, { items: [2] }]);
});

test("replays several responses to one request in order, repeats the last, and restarts on reset", async () => {
  await using changing = await startMock({ chats: 1 });
  const names = ["一", "二", "三"];
  const file = await recorded(async (mock) => {
    for (const name of names) {
      changing.chats.change(changing.chats.list()[0]!.chat_id, { name });
      await ask(mock, "/im/v1/chats");
    }
  }, changing);
  await using mock = await startMock({ replay: file });
  const name = async (): Promise<unknown> => (await ask(mock, "/im/v1/chats")).body.data.items[0]?.["name"];
  expect([await name(), await name(), await name(), await name()]).toEqual([...names, "三"]);
  mock.reset();
  expect(await name()).toBe("一");
});

test.for([
  [
    "another query",
    "/im/v1/chats?page_size=7",
    {},
    "GET /open-apis/im/v1/chats?page_size=20, which differs in query page_size",
  ],
  [
    "no token",
    "/im/v1/chats?page_size=20",
    { headers: {} },
    "GET /open-apis/im/v1/chats?page_size=20, which differs in authorization",
  ],
  [
    "another body",
    tokenPath,
    { method: "POST", headers: {}, body: '{"app_id":"cli_other"}' },
    `POST /open-apis${tokenPath}, which differs in body`,
  ],
  [
    "another method",
    tokenPath,
    { method: "PUT" },
    `POST /open-apis${tokenPath}, which differs in method, authorization, body`,
  ],
  [
    "another path",
    "/im/v1/chat?page_size=20",
    {},
    "GET /open-apis/im/v1/chats?page_size=20, which differs in path",
  ],
] as const)("responds 501 to %s and names the closest recorded request", async ([, path, init, closest]) => {
  const file = await recorded(async (mock) => {
    await ask(mock, "/im/v1/chats?page_size=20");
    await ask(mock, tokenPath, tokenRequest(secret));
  });
  await using mock = await startMock({ replay: file });
  const { status, headers, body } = await ask(mock, path, { headers: signedIn, ...init });
  expect([status, headers.get("x-feishu-mock")]).toEqual([501, "error"]);
  expect(body.msg).toContain(`/open-apis${path} was not recorded in ${file}; the closest is ${closest}`);
});

test("ignores the order of JSON fields and the boundary of a form", async () => {
  const json = (text: string): RequestInit => ({
    method: "POST",
    body: text,
    headers: { "content-type": "application/json" },
  });
  const form = (boundary: string): RequestInit => ({
    method: "POST",
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    body: `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--${boundary}--\r\n`,
  });
  const file = await recorded(async (mock) => {
    await ask(mock, "/x", json('{"a":{"b":1,"c":[1,2]},"d":"群"}'));
    await ask(mock, "/x", form("first-boundary"));
  });
  await using mock = await startMock({ replay: file });
  expect((await ask(mock, "/x", json('{ "d": "群", "a": {"c":[1,2],"b":1} }'))).status).toBe(404);
  expect((await ask(mock, "/x", form("second-boundary"))).status).toBe(404);
  expect((await ask(mock, "/x", json('{"a":{"b":1,"c":[2,1]},"d":"群"}'))).status).toBe(501);
});

interface Upstream extends Disposable {
  readonly url: string;
  /** Method and target of each request. */
  readonly requests: string[];
  /** Headers of each request. */
  readonly headers: IncomingHttpHeaders[];
}

/** An upstream that responds to every request with these bytes and collects the requests. */
async function plainUpstream(body: string | Buffer): Promise<Upstream> {
  const requests: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    response.setHeader("content-type", "image/png").setHeader("x-upstream", "1").end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, headers, [Symbol.dispose]: () => void server.close() };
}

test("forwards headers in both directions except those of the connection", async () => {
  using plain = await plainUpstream("hello");
  const file = await emptyFile();
  await using mock = await startMock({ record: { file, upstream: plain.url } });
  const hopByHop = ["Keep-Alive: timeout=7", "TE: trailers", "Proxy-Authorization: Basic eDp5"];
  const head = [`Host: ${new URL(mock.url).host}`, "Connection: close", ...hopByHop, "X-A: 1", "Accept: a/b"];
  const response = await raw(mock, ["GET /open-apis/x HTTP/1.1", ...head, "", ""].join("\r\n"));
  const [sent] = plain.headers;
  expect(sent).toMatchObject({ host: new URL(plain.url).host, "x-a": "1", accept: "a/b" });
  for (const name of ["te", "proxy-authorization"]) expect(sent).not.toHaveProperty(name);
  expect(sent!["keep-alive"]).not.toBe("timeout=7");
  const names = (response.split("\r\n\r\n")[0] ?? "").toLowerCase().match(/^[\w-]+(?=:)/gm);
  expect(names).toEqual(expect.arrayContaining(["x-upstream", "content-type", "content-length"]));
  expect(names).not.toContain("keep-alive");
  expect(new Set(names).size).toBe(names!.length);
});

test("replaces each redacted token by a placeholder of its kind", async () => {
  const kinds = ["tenant_access_token", "app_access_token", "user_access_token", "access_token"];
  const fields = [...kinds, "refresh_token"].map((name) => `"${name}" : "${name}-1234567"`);
  using plain = await plainUpstream(`{${fields.join(", ")}, "ticket": "[redacted]"}`);
  const file = await emptyFile();
  {
    await using mock = await startMock({ record: { file, upstream: plain.url } });
    await fetch(`${mock.url}/x`);
  }
  expect(await readFile(file, "utf8")).not.toContain("1234567");
  await using mock = await startMock({ replay: file });
  expect(await (await fetch(`${mock.url}/x`)).json()).toEqual({
    tenant_access_token: "t-replayed-by-feishu-mock",
    app_access_token: "t-replayed-by-feishu-mock",
    user_access_token: "u-replayed-by-feishu-mock",
    access_token: "u-replayed-by-feishu-mock",
    refresh_token: "u-replayed-by-feishu-mock",
    ticket: "[redacted]",
  });
});

test("names an empty recording", async () => {
  const file = await recorded(async () => {});
  await using mock = await startMock({ replay: file });
  expect((await ask(mock, "/x")).body.msg).toBe(
    `feishu-mock: GET /open-apis/x was not recorded in ${file}, which is empty; record it with --record`,
  );
});

test("records and replays binary bodies, and compares them", async () => {
  const bytes = Buffer.from([0xff, 0x00, 0xfe, 0x80, 0x41]);
  using plain = await plainUpstream(bytes);
  const file = await emptyFile();
  const send = async (mock: Mock, body: Uint8Array): Promise<Response> =>
    fetch(`${mock.url}/image`, {
      method: "POST",
      body: new Uint8Array(body),
      headers: { "content-type": "image/png" },
    });
  {
    await using mock = await startMock({ record: { file, upstream: plain.url } });
    await send(mock, bytes);
  }
  const { log } = JSON.parse(await readFile(file, "utf8")) as { log: { entries: object[] } };
  const base64 = bytes.toString("base64");
  expect(log.entries).toMatchObject([
    {
      request: { bodySize: 5, postData: { mimeType: "image/png", text: base64, _encoding: "base64" } },
      response: { content: { size: 5, mimeType: "image/png", text: base64, encoding: "base64" } },
    },
  ]);
  await using mock = await startMock({ replay: file });
  expect(Buffer.from(await (await send(mock, bytes)).arrayBuffer())).toEqual(bytes);
  expect((await send(mock, bytes.subarray(1))).status).toBe(501);
});

test("writes HAR entries with the operation and the target", async () => {
  const file = await recorded(async (mock) => {
    await ask(mock, "/im/v1/chats?page_size=1&name=%E7%BE%A4");
    await ask(mock, "/no/such", { method: "POST", body: '{"名":1}', headers: { "content-type": "text/x" } });
  });
  const { log } = JSON.parse(await readFile(file, "utf8")) as { log: { entries: Record<string, unknown>[] } };
  const [list, unknown] = log.entries;
  expect(JSON.stringify(unknown)).not.toMatch(/"_operation"|"_encoding"/);
  const target = "/open-apis/im/v1/chats?page_size=1&name=%E7%BE%A4";
  expect(list).toMatchObject({
    startedDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    _operation: "im.v1.chat.list",
    request: {
      method: "GET",
      url: new URL(target, upstream.url).href,
      _target: target,
      headers: expect.arrayContaining([{ name: "authorization", value: "Bearer [redacted]" }]),
      queryString: [
        { name: "page_size", value: "1" },
        { name: "name", value: "群" },
      ],
    },
    response: { status: 200, content: { text: expect.stringMatching(/^\{"code":0,/) } },
    timings: { wait: list?.["time"] },
  });
  expect(list?.["time"]).toSatisfy(Number.isInteger);
  expect(unknown).toMatchObject({
    request: { bodySize: 9, postData: { mimeType: "text/x", text: '{"名":1}' } },
    response: { status: 404, statusText: "Not Found" },
  });
});

test.each(["GET", "HEAD"])("forwards a %s without its body", async (method) => {
  using plain = await plainUpstream("hello");
  const file = await emptyFile();
  await using mock = await startMock({ record: { file, upstream: plain.url } });
  const { host } = new URL(mock.url);
  const head = `${method} /open-apis/x HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n`;
  const response = await raw(mock, `${head}Content-Length: 2\r\n\r\n{}`);
  expect([response.split("\r\n")[0], plain.requests]).toEqual([
    "HTTP/1.1 200 OK",
    [`${method} /open-apis/x`],
  ]);
});

test("Prefer and fault rules take precedence over the recording", async () => {
  const file = await recorded((mock) => ask(mock, "/im/v1/chats"));
  await using mock = await startMock({ replay: file });
  mock.fail("im.v1.chat.list", { code: 232025, times: 1 });
  const codes = [];
  for (const headers of [signedIn, { ...signedIn, prefer: "example=232034" }, signedIn])
    codes.push((await ask(mock, "/im/v1/chats", { headers })).body.code);
  expect(codes).toEqual([232025, 232034, 0]);
});

test("responds 502 if the upstream refuses or is silent, and records nothing", async () => {
  await using silent = await startMock();
  silent.fail("*", { fault: "silence" });
  const file = await emptyFile();
  const ended = await startMock();
  await ended.close();
  const refused = ended.url;
  for (const [upstreamUrl, reason] of [
    [refused, `the upstream ${refused} refused the connection (ECONNREFUSED); check --upstream`],
    [silent.url, `the upstream ${silent.url} did not respond within 0.1 s; check --upstream`],
  ] as const) {
    await using mock = await startMock({ record: { file, upstream: upstreamUrl, timeoutMs: 100 } });
    const { status, headers, body } = await ask(mock, "/im/v1/chats");
    expect([status, headers.get("x-feishu-mock"), body.msg]).toEqual([
      502,
      "error",
      `feishu-mock: ${reason}`,
    ]);
  }
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ log: { version: "1.2", entries: [] } });
});

test("a killed recorder leaves a file that can be replayed and appended to", async () => {
  const file = await emptyFile();
  const child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL("../src/cli.ts", import.meta.url)),
      "--port",
      "0",
      "--record",
      file,
      "--upstream",
      upstream.url,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [greeting] = (await once(child.stdout, "data")) as [Buffer];
  const [url = ""] = /http:\S+/.exec(greeting.toString()) ?? [];
  expect(greeting.toString()).toContain(`records ${upstream.url} into ${file}`);
  let responses = 0;
  const clients = Array.from({ length: 4 }, async (_, lane) => {
    for (let turn = 0; ; turn += 1) {
      const response = await fetch(`${url}/im/v1/chats?page_size=100&x=${lane}-${turn}`, withToken).catch(
        () => undefined,
      );
      if (!(await response?.text().catch(() => undefined))) return;
      responses += 1;
      if (responses === 60) child.kill("SIGKILL");
    }
  });
  await Promise.all(clients);
  const entries = async (): Promise<number> =>
    (await readFile(file, "utf8")).split("startedDateTime").length - 1;
  expect(await entries()).toBeGreaterThanOrEqual(60);
  for (const replay of [
    file,
    await temporaryFile("truncated.har", (await readFile(file, "utf8")).slice(0, -400)),
  ]) {
    await using mock = await startMock({ replay });
    expect((await ask(mock, "/im/v1/chats?page_size=100&x=0-0")).body.data.items).toHaveLength(45);
  }
  const before = await entries();
  {
    await using mock = await startMock({ record: { file, upstream: upstream.url } });
    expect(await walk(mock, {}, 20)).toHaveLength(45);
  }
  expect(await entries()).toBe(before + 3);
  await using mock = await startMock({ replay: file });
  expect(await walk(mock, {}, 20)).toHaveLength(45);
});

const incomplete = " (the last one is incomplete and ignored)";

test.each([
  ["none of the tail", (text: string) => text.replace(/\n\]\}\}\n$/, "\n"), ""],
  ["half of the tail", (text: string) => text.replace(/\}\}\n$/, ""), incomplete],
  [
    "half of the last entry",
    (text: string) => `${text.replace(/\n\]\}\}\n$/, "")}\n,{"startedDateTime":"2026`,
    incomplete,
  ],
  [
    "the first bytes of an entry over the tail",
    (text: string) => text.replace(/\n\]\}\}\n$/, "\n,{}\n"),
    incomplete,
  ],
])("repairs a file with %s and keeps all complete entries", async (_, truncate, note) => {
  const file = await recorded((mock) => walk(mock, {}, 20));
  await writeFile(file, truncate(await readFile(file, "utf8")));
  {
    await using mock = await startMock({ replay: file });
    const greeting = await (await fetch(new URL("/", mock.url))).text();
    expect(greeting).toContain(`replays 3 responses of ${file}${note} / `);
    expect(await walk(mock, {}, 20)).toHaveLength(45);
  }
  await using mock = await startMock({ record: { file, upstream: upstream.url } });
  await ask(mock, "/im/v1/chats?page_size=3");
  const { log } = JSON.parse(await readFile(file, "utf8")) as { log: { entries: unknown[] } };
  expect(log.entries).toHaveLength(4);
});

test("replays a reformatted file", async () => {
  const file = await recorded((mock) => walk(mock, {}, 20));
  await writeFile(file, JSON.stringify(JSON.parse(await readFile(file, "utf8")), undefined, 2));
  await using mock = await startMock({ replay: file });
  expect(await walk(mock, {}, 20)).toHaveLength(45);
  await writeFile(file, (await readFile(file, "utf8")).replaceAll('"_target": "/', '"_target": 5, "x": "/'));
  await expect(startMock({ replay: file, listen: false })).rejects.toThrow(
    `recording ${file}: entries[0]: request._target must be a string; correct or delete it`,
  );
});

test("rejects a folder", async () => {
  const folder = dirname(await emptyFile());
  await expect(startMock({ replay: folder, listen: false })).rejects.toThrow(
    `recording ${folder}: a folder, not a file; create one with --record ${folder}`,
  );
});

test.each([
  ["a missing file", undefined, /recording .*: no such file; create one with --record /],
  ["text", "hello", /: line 1: Unexpected token .*; correct it, or record again$/],
  ["broken JSON", '{\n  "log": {\n    "entries" []\n  }\n}', /: line 3: .*; correct it, or record again$/],
  [
    "a HAR file of another program",
    '{"log":{"creator":{"name":"Firefox"},"entries":[]}}',
    /line 1: .* \(written by Firefox\)/,
  ],
  [
    "other JSON",
    "[1]",
    /line 1: not a recording of feishu-mock \(not a HAR file\); create one with --record$/,
  ],
])("rejects %s with place and remedy", async (_, text, message) => {
  const file = text === undefined ? await emptyFile() : await temporaryFile("bad.har", text);
  await expect(startMock({ replay: file, listen: false })).rejects.toThrow(message);
});

test("rejects an invalid entry before the last one with its line", async () => {
  const file = await recorded((mock) => walk(mock, {}, 20));
  const text = await readFile(file, "utf8");
  for (const [broken, reason] of [
    [text.replace(/\n,\{/, "\n,"), /: line 3: .*; correct or delete that line$/],
    [text.replace('"_target"', '"target"'), /: line 2: request\._target must be a string; correct or delete/],
    [text.replace(/"headers":\[.*?\],"/, '"headers":{},"'), /: line 2: request\.headers must be a list/],
    [text.replace(/"status":200/, '"status":"ok"'), /: line 2: response\.status must be a number/],
    [text.replace(/\n\{.*/, "\n5"), /: line 2: entry must be an object; correct or delete that line$/],
    [text.replace('"request":', '"req":'), /: line 2: request must be an object/],
    [text.replace('"response":', '"res":'), /: line 2: response must be an object/],
    [
      text.replace('"request":{', '"request":{"postData":5,'),
      /: line 2: request\.postData must be an object/,
    ],
    [text.replace('"startedDateTime"', '"started"'), /: line 2: startedDateTime must be a string/],
    [text.replace('"method"', '"verb"'), /: line 2: request\.method must be a string/],
    [text.replace('"url"', '"at"'), /: line 2: request\.url must be a string/],
    [text.replace(/"headers":\[/, '"headers":[5,'), /: line 2: request\.headers must be an object/],
    [
      text.replace('"headers":[{"name":', '"headers":[{"named":'),
      /: line 2: request\.headers name must be a string/,
    ],
    [text.replace('"value":', '"valued":'), /: line 2: request\.headers value must be a string/],
    [text.replace('"content":', '"contents":'), /: line 2: response\.content must be an object/],
    [text.replace(/"text":".*?[^\\]"/, '"text":5'), /: line 2: text must be a string/],
  ] as const) {
    await writeFile(file, broken);
    await expect(startMock({ replay: file, listen: false })).rejects.toThrow(reason);
    await expect(startMock({ record: { file }, listen: false })).rejects.toThrow(reason);
  }
});

test.each([
  [199, false],
  [200, true],
  [599, true],
  [600, false],
  [200.5, false],
])("accepts the response status %d: %s", async (status, isAccepted) => {
  const file = await recorded((mock) => ask(mock, "/im/v1/chats", withToken));
  await writeFile(file, (await readFile(file, "utf8")).replace('"status":200', `"status":${status}`));
  const started = startMock({ replay: file, listen: false });
  if (!isAccepted) return expect(started).rejects.toThrow("response.status must be a number from 200 to 599");
  await using mock = await started;
  const { status: replayed } = await mock.fetch(`${mock.url}/im/v1/chats`, withToken);
  expect(replayed).toBe(status);
});

test("does not write to a file that another program changed", async () => {
  const file = await emptyFile();
  await using mock = await startMock({ record: { file, upstream: upstream.url } });
  await writeFile(file, "mine");
  const { status, body } = await ask(mock, "/im/v1/chats");
  expect([status, body.msg]).toEqual([500, expect.stringContaining("another program changed it")]);
  expect(await readFile(file, "utf8")).toBe("mine");
});

test.each([
  [{ record: {} }, "startMock: record.file must be the path of a file"],
  [{ record: { file: "x", upstream: "ftp://x" } }, /record\.upstream must be a base URL/],
  [{ record: { file: "x", upstream: "https://a:b@x/" } }, /record\.upstream must be a base URL/],
  [{ record: { file: "x", to: 1 } }, "unknown option record.to; known: file, upstream, timeoutMs"],
  [{ record: 5 }, "record must be an object with file and optionally upstream and timeoutMs"],
  [{ record: { file: 5 } }, "record.file must be the path of a file"],
  [{ record: { file: "" } }, "record.file must be the path of a file"],
  [{ record: { file: "x", upstream: 5 } }, /record\.upstream must be a base URL/],
  [{ record: { file: "x", upstream: "https://x/?a=1" } }, /record\.upstream must be a base URL/],
  [{ record: { file: "x", upstream: "https://x/#a" } }, /record\.upstream must be a base URL/],
  [{ record: { file: "x", timeoutMs: 0 } }, /record\.timeoutMs must be an integer from 1 to 600000/],
  [{ record: { file: "x", timeoutMs: 1.5 } }, /record\.timeoutMs must be an integer/],
  [{ record: { file: "x", timeoutMs: 600_001 } }, /record\.timeoutMs must be an integer/],
  [{ record: { file: "x" }, replay: "x" }, "record and replay exclude each other; leave one out"],
  [{ replay: "" }, "replay must be the path of a recording"],
  [{ record: { file: "/no/such/folder/x.har" } }, "no such folder; create it first"],
])("rejects the options %j with %s", async (options, message) => {
  await expect(startMock({ listen: false, ...(options as object) })).rejects.toThrow(message);
});
