import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { probe } from "../src/probe/probe.ts";
import { harOf } from "../src/report/har.ts";
import { summaryOf } from "../src/report/summary.ts";

const token = "hostileTOKEN/0123456789";
/** Short, so that a run that would not end stops soon. */
const limits = { timeoutMs: 400, maxRunMs: 2000 };
const servers: net.Server[] = [];

afterAll(() => {
  for (const server of servers) {
    server.close();
    if (server instanceof http.Server) server.closeAllConnections();
  }
});

async function listen(server: net.Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that handles each socket itself. */
function startRaw(serve: (socket: net.Socket) => void): Promise<string> {
  const server = net.createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", () => serve(socket));
  });
  server.unref();
  return listen(server);
}

/** A server that gives every request the same response. */
function startHttp(
  text: (request: http.IncomingMessage) => string | Buffer,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Promise<string> {
  const all = { "content-type": "application/json", ...headers };
  return listen(http.createServer((request, response) => response.writeHead(status, all).end(text(request))));
}

/** Sends the head, then a space every 50 ms. */
function drip(socket: net.Socket, head: string): void {
  socket.write(head);
  const timer = setInterval(() => socket.write(" "), 50);
  socket.once("close", () => clearInterval(timer));
}

test.concurrent.for<[behaviour: string, serve: (socket: net.Socket) => void, reason: RegExp]>([
  ["sends nothing", () => {}, /no complete response in 400 ms/],
  [
    "sends its headers slowly",
    (socket) => drip(socket, "HTTP/1.1 200 OK\r\nx: "),
    /no complete response in 400 ms/,
  ],
  [
    "sends its body slowly",
    (socket) => drip(socket, "HTTP/1.1 200 OK\r\n\r\n{"),
    /no complete response in 400 ms/,
  ],
  ["resets the connection", (socket) => socket.resetAndDestroy(), /ECONNRESET/],
  ["does not speak HTTP", (socket) => socket.end("\u0000\u0001\r\n\r\n"), /HPE_/],
  [
    "sends more than 1 MiB",
    (socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${"[".repeat(3_000_000)}`),
    /a response of more than 1048576 bytes/,
  ],
])("the probe stops for a server that %s", async ([, serve, reason]) => {
  const baseUrl = await startRaw(serve);
  await expect(probe({ baseUrl, token, ...limits })).rejects.toThrow(reason);
});

const envelope = { code: 99992402, msg: "" };

test.concurrent.for<[body: string, start: () => Promise<string>]>([
  [
    "HTML with terminal escapes and the token",
    () =>
      startHttp(({ headers }) => `<p>\u001B[2J\u202E${headers.authorization}</p>`, {
        headers: { "content-type": "text/html" },
      }),
  ],
  [
    "the token everywhere",
    () => {
      const echo = ({ headers: { authorization = "" } }: http.IncomingMessage): string =>
        JSON.stringify({
          code: authorization,
          msg: authorization,
          data: { items: [{ [authorization]: 1 }] },
        });
      return startHttp(echo, { headers: { "x-tt-logid": token, "content-type": `${token}\u009B2J` } });
    },
  ],
  ["invalid UTF-8", () => startHttp(() => Buffer.from('{"code":0,"msg":"\u00FF"}', "latin1"))],
  ["null in every field", () => startHttp(() => '{"code":0,"msg":null,"data":null,"error":null}')],
  [
    "items that are not objects",
    () => startHttp(() => '{"code":0,"data":{"items":[null,1,[]],"has_more":true}}'),
  ],
  [
    "violations that are not a list",
    () => startHttp(() => JSON.stringify({ ...envelope, error: { field_violations: {} } }), { status: 400 }),
  ],
  [
    "violations that are not violations",
    () =>
      startHttp(() => JSON.stringify({ ...envelope, error: { field_violations: [null, { field: {} }] } }), {
        status: 400,
      }),
  ],
  ["deeply nested arrays", () => startHttp(() => `{"code":0,"data":${"[".repeat(9999)}${"]".repeat(9999)}}`)],
])("reports a server that sends %s, without the token", async ([, start]) => {
  const report = await probe({ baseUrl: await start(), token, ...limits });
  expect(report.stopped).toBe("not finished after 0.03 minutes");
  expect(report.findings.length).toBeGreaterThan(0);
  const summary = summaryOf(report);
  expect(summary + JSON.stringify(harOf(report, token))).not.toContain(token);
  expect(summary).not.toMatch(/[^\P{Cc}\n]|\u202E/u);
});

test("a list that never ends is read for a few pages, and its repeated cursor is a finding", async () => {
  const page = { items: [], has_more: true, page_token: "again" };
  const url = await startHttp(() => JSON.stringify({ code: 0, msg: "", data: page }));
  const start = () => Promise.resolve({ url, mock: undefined, close: () => Promise.resolve() });
  const { findings, exchanges } = await probe({ start, only: "paging_has_more_and_token" });
  expect(exchanges.length).toBeLessThan(1200);
  expect(new Set(findings.map(({ message }) => message))).toEqual(
    new Set(["two pages have the same page_token"]),
  );
});
