import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeFetch, type NodeFetchOptions } from "../src/node.ts";

const folder = mkdtempSync(join(tmpdir(), "feishu-tls-"));
const pem = (name: string): string => readFileSync(join(folder, name), "utf8");
let server: Server;
let url: string;
let connections = 0;

/** A self-signed certificate. */
function makeCertificate(name: string, host: string, alternatives: string): void {
  const command = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout ${name}.key -out ${name}.pem -subj /CN=${host} -addext subjectAltName=${alternatives}`;
  execFileSync("openssl", command.split(" "), { cwd: folder, stdio: "pipe" });
}

beforeAll(async () => {
  makeCertificate("server", "feishu.test", "IP:127.0.0.1,DNS:feishu.test");
  makeCertificate("client", "bot", "DNS:bot");
  const options = { key: pem("server.key"), cert: pem("server.pem"), ca: pem("client.pem") };
  server = createServer({ ...options, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    const socket = request.socket as TLSSocket;
    if (request.url === "/reset") socket.destroy();
    if (request.url === "/end") socket.end();
    if (request.url !== "/") return;
    const { subject } = socket.getPeerCertificate();
    response.end(JSON.stringify({ client: subject?.CN, servername: socket.servername }));
  });
  server.on("secureConnection", () => connections++);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
  rmSync(folder, { recursive: true, force: true });
});

test.each<[string, () => NodeFetchOptions["tls"], object]>([
  ["its own authority", () => ({ ca: pem("server.pem") }), { servername: false }],
  [
    "its own authority in bytes",
    () => ({ ca: [readFileSync(join(folder, "server.pem"))] }),
    { servername: false },
  ],
  ["no check", () => ({ rejectUnauthorized: false }), { servername: false }],
  [
    "another name",
    () => ({ ca: pem("server.pem"), servername: "feishu.test" }),
    { servername: "feishu.test" },
  ],
  [
    "a certificate of the client's",
    () => ({ ca: pem("server.pem"), cert: pem("client.pem"), key: pem("client.key") }),
    { servername: false, client: "bot" },
  ],
])("a server with a private certificate is reached with %s", async (_with, tls, expected) => {
  const response = await nodeFetch({ tls: tls() })(url);
  expect(await response.json()).toEqual(expected);
});

test.each<[string, () => NodeFetchOptions, string, string]>([
  ["an authority that is not trusted", () => ({}), "DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate"],
  [
    "a name that the certificate does not carry",
    () => ({ tls: { ca: pem("server.pem"), servername: "evil.test" } }),
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "Hostname/IP does not match certificate's altnames",
  ],
])("%s is refused", async (_what, options, code, message) => {
  const error = await nodeFetch(options())(url, { headers: { authorization: "Bearer t-secret" } }).catch(
    (reason: unknown) => reason,
  );
  expect((error as Error).message).toContain(message);
  expect(error).toMatchObject({ code });
  expect(Object.keys(error as Error)).toEqual(["code"]);
});

test("plain HTTP from an https server is refused", async () => {
  const error = await nodeFetch()(url.replace("https", "http")).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
});

test("a key that does not match its certificate throws at once, without showing the key", () => {
  const tls = { cert: pem("client.pem"), key: pem("server.key") };
  expect(() => nodeFetch({ tls })).toThrow(/key values mismatch/);
});

test("one handshake serves several requests", async () => {
  const fetch = nodeFetch({ tls: { ca: pem("server.pem") } });
  const before = connections;
  for (let index = 0; index < 5; index++) await (await fetch(url)).text();
  expect(connections - before).toBe(1);
});

test.each(["reset", "end"])(
  "a reused connection that the server closes (%s) is replaced once",
  async (path) => {
    const fetch = nodeFetch({ tls: { ca: pem("server.pem") } });
    await (await fetch(url)).text();
    const before = connections;
    // Both attempts are closed without a response: the reused connection, then the new one.
    await expect(fetch(url + path)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(connections - before).toBe(1);
  },
);
