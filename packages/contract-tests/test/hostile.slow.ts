import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { harOf } from "../src/probe/har.ts";
import { junitOf } from "../src/probe/junit.ts";
import { summaryOf } from "../src/probe/report.ts";
import { probe, type Report } from "../src/probe/run.ts";

const token = "hostileTOKEN/0123456789";
/** Short, so that what never ends is soon given up. */
const limits = { patienceMs: 400, mostMs: 2000 };
const servers: net.Server[] = [];

afterAll(() => {
  for (const server of servers) {
    server.close();
    if (server instanceof http.Server) server.closeAllConnections();
  }
});

async function listening(server: net.Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that does something with each connection. */
function bare(serve: (socket: net.Socket) => void): Promise<string> {
  const server = net.createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", () => serve(socket));
  });
  server.unref();
  return listening(server);
}

/** A server that answers each request in the same way. */
function answering(
  text: (asked: http.IncomingMessage) => string | Buffer,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Promise<string> {
  const given = { "content-type": "application/json", ...headers };
  return listening(http.createServer((asked, answer) => answer.writeHead(status, given).end(text(asked))));
}

function drip(socket: net.Socket, head: string): void {
  socket.write(head);
  const timer = setInterval(() => socket.write(" "), 50);
  socket.once("close", () => clearInterval(timer));
}

test.concurrent.for<[what: string, serve: (socket: net.Socket) => void, reason: RegExp]>([
  ["answers nothing", () => {}, /no whole answer in 400 ms/],
  ["drips a head", (socket) => drip(socket, "HTTP/1.1 200 OK\r\nx: "), /no whole answer in 400 ms/],
  ["drips a body", (socket) => drip(socket, "HTTP/1.1 200 OK\r\n\r\n{"), /no whole answer in 400 ms/],
  ["resets", (socket) => socket.resetAndDestroy(), /ECONNRESET/],
  ["says what is no HTTP", (socket) => socket.end("\u0000\u0001\r\n\r\n"), /HPE_/],
  [
    "says more than is read",
    (socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${"[".repeat(3_000_000)}`),
    /an answer of more than 1048576 bytes/,
  ],
])("a server that %s is given up", async ([, serve, reason]) => {
  const baseUrl = await bare(serve);
  await expect(probe({ baseUrl, token, ...limits })).rejects.toThrow(reason);
});

const envelope = { code: 99992402, msg: "" };

test.concurrent.for<[what: string, start: () => Promise<string>]>([
  [
    "HTML, escapes and the token in it",
    () =>
      answering(({ headers }) => `<p>\u001B[2J\u202E${headers.authorization}</p>`, {
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
      return answering(echo, { headers: { "x-tt-logid": token, "content-type": `${token}\u009B2J` } });
    },
  ],
  ["bytes that are no UTF-8", () => answering(() => Buffer.from('{"code":0,"msg":"\u00FF"}', "latin1"))],
  ["null for everything", () => answering(() => '{"code":0,"msg":null,"data":null,"error":null}')],
  ["items that are none", () => answering(() => '{"code":0,"data":{"items":[null,1,[]],"has_more":true}}')],
  [
    "violations that are no list",
    () => answering(() => JSON.stringify({ ...envelope, error: { field_violations: {} } }), { status: 400 }),
  ],
  [
    "violations that are none",
    () =>
      answering(() => JSON.stringify({ ...envelope, error: { field_violations: [null, { field: {} }] } }), {
        status: 400,
      }),
  ],
  ["a deep nest", () => answering(() => `{"code":0,"data":${"[".repeat(9999)}${"]".repeat(9999)}}`)],
])("a server that answers %s is told of, without the token", async ([, start]) => {
  const report = await probe({ baseUrl: await start(), token, ...limits });
  expect(report.stopped).toBe("not done after 0.03 minutes");
  expect(report.faults.length).toBeGreaterThan(0);
  const shown = documentsOf(report);
  expect(shown).not.toContain(token);
  expect(summaryOf(report)).not.toMatch(/[^\P{Cc}\n]|\u202E/u);
});

test("a list that never ends is given up after a few pages, and its token that comes again is a fault", async () => {
  const page = { items: [], has_more: true, page_token: "again" };
  const url = await answering(() => JSON.stringify({ code: 0, msg: "", data: page }));
  const start = () => Promise.resolve({ url, mock: undefined, close: () => Promise.resolve() });
  const { faults, exchanges } = await probe({ start, only: "paging_has_more_and_token" });
  expect(exchanges.length).toBeLessThan(1200);
  expect(new Set(faults.map(({ text }) => text))).toEqual(new Set(["two pages give the same token"]));
});

function documentsOf(report: Report): string {
  return [summaryOf(report), junitOf(report), JSON.stringify(harOf(report, token))].join("\n");
}
