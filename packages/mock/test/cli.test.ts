import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { WriteStream } from "node:tty";
import { expect, test, vi } from "vitest";
import { lineWriter } from "../src/cli/line-writer.ts";
import { textLine } from "../src/cli/report.ts";
import { help } from "../src/cli/help.ts";
import { main, writeMessage } from "../src/cli/main.ts";
import { builtInContract } from "../src/contract/built-in.ts";
import { contractSha256 } from "../src/generated/contract.ts";
import { startMock } from "../src/index.ts";
import { signedIn, temporaryFile } from "./support.ts";

const root = join(import.meta.dirname, "..");
const program = join(root, "src/cli.ts");

interface Started extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly output: { out: string; err: string };
  /** Waits until the output contains a string. */
  until(part: string, stream?: "out" | "err"): Promise<void>;
}

function start(command: string, args: readonly string[]): Started {
  const child = spawn(command, args, {
    env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined },
  });
  const output = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.err += chunk.toString()));
  return {
    child,
    output,
    async until(part, stream = "out") {
      while (!output[stream].includes(part)) {
        if (child.exitCode !== null) throw new Error(`ended without ${part}: ${output.err}`);
        await Promise.race([
          once(stream === "out" ? child.stdout : child.stderr, "data"),
          once(child, "close"),
        ]);
      }
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.kill("SIGKILL")) await once(child, "close");
    },
  };
}

/** Runs the command in this process. For arguments that do not start a mock. */
async function run(...args: string[]): Promise<{ code: number | undefined; out: string; err: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await main(args, { stdout, stderr });
  return { code, out: String(stdout.read() ?? ""), err: String(stderr.read() ?? "") };
}

test("--help prints the help on stdout", async () => {
  expect(await run("--help")).toEqual({ code: 0, out: help, err: "" });
});

test("--version prints the version of the package", async () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  expect(await run("--version")).toEqual({ code: 0, out: `${version}\n`, err: "" });
});

test("a usage error is one line that names the help, with exit code 2", async () => {
  await using started = start(process.execPath, [program, "--port", "x"]);
  expect(await once(started.child, "close")).toEqual([2, null]);
  expect(started.output).toEqual({
    out: "",
    err: 'feishu-mock: --port must be an integer from 0 to 65535, got "x"; see feishu-mock --help\n',
  });
  const { code, err } = await run("--fault", "429", "--port", "0");
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(/^feishu-mock: --fault: unknown code 429; known: 1500, [^\n]+ --help\n$/),
  ]);
});

test("a failure to start is one line with place and remedy, with exit code 1", async () => {
  const notYaml = await temporaryFile("openapi.yaml", "a: [1\nb: }");
  const notJson = await temporaryFile("chats.json", '[\n  { "name": "一" },\n  { "nam": "二" }\n]');
  const rows: [args: string[], message: string][] = [
    [["--contract", "/nowhere/openapi.yaml"], "contract /nowhere/openapi.yaml: no such file; give the path"],
    [["--contract", root], "a folder, not a file"],
    [["--contract", notYaml], `contract ${notYaml}:2:1: not YAML: `],
    [
      ["--data", "/nowhere/chats.json"],
      "data /nowhere/chats.json: no such file; give the path of a JSON file",
    ],
    [["--data", notJson], `${notJson}:3:5: chats[1].nam is unknown; known: chat_id, avatar, name`],
    [["--host", "192.0.2.1"], "cannot listen on 192.0.2.1:4010 (EADDRNOTAVAIL); choose another host or port"],
  ];
  await Promise.all(
    rows.map(async ([args, message]) => {
      const { code, out, err } = await run(...args);
      expect([code, out]).toEqual([1, ""]);
      expect(err).toMatch(/^feishu-mock: [^\n]+\n$/);
      expect(err).toContain(message);
    }),
  );
});

test("suggests the next free port if the port is in use", async () => {
  const servers = [createServer(), createServer()] as const;
  const listenOn = (port: number, at: 0 | 1): Promise<unknown> =>
    once(servers[at].listen(port, "127.0.0.1"), "listening");
  await listenOn(0, 0);
  const { port } = servers[0].address() as AddressInfo;
  // Makes the next port unavailable, too.
  await listenOn(port + 1, 1).catch(() => {});
  const { code, err } = await run("--port", String(port));
  for (const server of servers) server.close();
  const [, free] = /^feishu-mock: 127\.0\.0\.1:\d+ is already in use; try --port (\d+)\n$/.exec(err) ?? [];
  expect([code, err]).toEqual([1, `feishu-mock: 127.0.0.1:${port} is already in use; try --port ${free}\n`]);
  expect(Number(free)).toBeGreaterThan(port + 1);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 0],
] as const)("prints the greeting, responds, and ends on %s with %i", async (signal, exitCode) => {
  await using started = start(process.execPath, [program, "--port", "0", "--chats", "7", "--seed", "3"]);
  const { child, output } = started;
  await started.until("Ctrl+C");
  const url = /http:\/\/127\.0\.0\.1:\d+\/open-apis/.exec(output.out)?.[0];
  expect(output.out).toContain(`${builtInContract.operations.length} operations, 7 chats, seed 3`);
  expect(output.out).toContain("7 个群");
  expect(output.out).toContain(`built in, sha256 ${contractSha256.slice(0, 12)}`);
  expect(output.out).toContain(`curl -H 'Authorization: Bearer t-mock' '${url}/`);
  const response = await fetch(`${url}/im/v1/chats`, { headers: signedIn });
  expect(((await response.json()) as { data: { items: object[] } }).data.items).toHaveLength(7);
  child.kill(signal);
  expect(await once(child, "close")).toEqual([exitCode, null]);
  expect(output.err).toBe("");
});

test("--json reports each request without tokens, and open connections do not delay the end", async () => {
  const args = ["--port", "0", "--json", "--host", "0.0.0.0"];
  await using started = start(process.execPath, [program, ...args]);
  const { child, output } = started;
  await started.until("\n");
  const { event, url } = JSON.parse(output.out) as { event: string; url: string };
  expect([event, url]).toEqual([
    "listening",
    expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/open-apis$/),
  ]);
  expect(output.err).toMatch(/^feishu-mock: warning: every machine that can reach 0\.0\.0\.0 [^\n]+\n$/);
  const secret = "t-0123456789abcdef";
  const response = await fetch(`${url}/im/v1/chats?page_size=0&access_token=${secret}`, {
    headers: { authorization: `Bearer ${secret}`, prefer: "delay=20" },
  });
  await response.text();
  await fetch(`${url}/nothing`);
  const { port } = new URL(url);
  for (const fault of ["stall", "silence"]) {
    const head = `GET /open-apis/im/v1/chats HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nPrefer: code=400, fault=${fault}\r\n\r\n`;
    const socket = connect(Number(port), "127.0.0.1").on("error", () => {});
    socket.write(head);
  }
  connect(Number(port), "127.0.0.1")
    .on("error", () => {})
    .write("GET / HT");
  await started.until('"fault":"stall"');
  await started.until('"fault":"silence"');
  const lines = output.out.trim().split("\n").slice(1, 3);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      event: "request",
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      method: "GET",
      target: "/open-apis/im/v1/chats?page_size=0&access_token=[redacted]",
      operation: "im.v1.chat.list",
      status: 400,
      code: 99992402,
      durationMs: expect.any(Number),
      fault: null,
      logId: response.headers.get("x-tt-logid"),
    },
    expect.objectContaining({
      target: "/open-apis/nothing",
      operation: null,
      status: 404,
      code: null,
      logId: null,
    }),
  ]);
  expect(output.out).not.toContain(secret);
  const stoppedAt = performance.now();
  child.kill("SIGINT");
  expect(await once(child, "close")).toEqual([130, null]);
  expect(performance.now() - stoppedAt).toBeLessThan(10_000);
});

test("keeps running when the reader of its output disconnects", async () => {
  await using gone = start("sh", ["-c", `"${process.execPath}" "${program}" --help | true`]);
  await once(gone.child, "close");
  expect(gone.output).toEqual({ out: "", err: "" });
  // Like `feishu-mock --json | head -1`, but the test knows the port.
  await using started = start(process.execPath, [program, "--port", "0", "--json"]);
  await started.until("\n");
  const { url } = JSON.parse(started.output.out) as { url: string };
  started.child.stdout!.destroy();
  for (let turn = 0; turn < 5; turn += 1) {
    const { status } = await fetch(`${url}/im/v1/chats`, { headers: signedIn });
    expect(status).toBe(200);
  }
  started.child.kill("SIGTERM");
  await once(started.child, "exit");
  expect([started.child.exitCode, started.output.err]).toEqual([0, ""]);
});

test("survives running out of file descriptors", async () => {
  const limited = `ulimit -n 60; exec "${process.execPath}" "${program}" --port 0 --json`;
  await using started = start("sh", ["-c", limited]);
  await started.until("\n");
  const { url } = JSON.parse(started.output.out) as { url: string };
  const port = Number(new URL(url).port);
  const sockets = Array.from({ length: 150 }, () => connect(port, "127.0.0.1").on("error", () => {}));
  await Promise.all(sockets.slice(0, 20).map((socket) => once(socket, "connect")));
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (const socket of sockets) socket.destroy();
  // It closes connections without a descriptor. This may also hit the first attempts here.
  const { status } = await vi.waitFor(() => fetch(`${url}/im/v1/chats`, { headers: signedIn }), 10_000);
  expect([status, started.child.exitCode, started.output.err]).toEqual([200, null, ""]);
});

test("writes a short line per request, with colours only in a terminal and without NO_COLOR", async () => {
  await using mock = await startMock({ listen: false });
  await mock.fetch(`${mock.url}/im/v1/chats?page_size=0`, { headers: signedIn });
  await mock.fetch(`${mock.url}/im/v1/chats`, { headers: { prefer: "fault=reset" } }).catch(() => {});
  const [bad, reset] = mock.requests;
  const environment = process.env;
  const getColorDepth = (): number => WriteStream.prototype.getColorDepth();
  const streamOf = (isTTY: boolean): NodeJS.WriteStream =>
    Object.assign(new PassThrough(), { isTTY, getColorDepth }) as unknown as NodeJS.WriteStream;
  try {
    process.env = { TERM: "xterm" };
    expect(textLine(bad!, streamOf(true))).toContain("\u001b[33m400\u001b[39m");
    // A raw socket can send terminal escape sequences.
    const hostile = { ...bad!, target: `${bad!.target}&name=é\u009b31m` };
    expect(textLine(hostile, streamOf(false))).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} GET \/open-apis\/im\/v1\/chats\?page_size=0&name=[\x20-\x7e]+ 400 code=99992402 [\d.]+ ms$/,
    );
    process.env = { TERM: "xterm", NO_COLOR: "1" };
    expect(textLine(reset!, streamOf(true))).toMatch(
      / GET \/open-apis\/im\/v1\/chats no response [\d.]+ ms fault=reset$/,
    );
  } finally {
    process.env = environment;
  }
});

test.each([
  [{ status: 200, code: 0 }, "32", "200"],
  [{ status: 204, code: undefined }, "32", "204"],
  [{ status: 200, code: 232025 }, "33", "200"],
  [{ status: 400, code: undefined }, "33", "400"],
  [{ status: 499, code: 0 }, "33", "499"],
  [{ status: 500, code: 1500 }, "31", "500"],
  [{ status: 0, code: undefined }, "31", "no response"],
])("writes %j in the colour %s", async (result, colour, text) => {
  await using mock = await startMock({ listen: false });
  await mock.fetch(`${mock.url}/im/v1/chats`, { headers: signedIn });
  const terminal = Object.assign(new PassThrough(), {
    isTTY: true,
    getColorDepth: (): number => 4,
  }) as unknown as NodeJS.WriteStream;
  const environment = process.env;
  try {
    process.env = { TERM: "xterm" };
    const line = textLine({ ...mock.requests[0]!, ...result }, terminal);
    expect(line).toContain(` \u001b[${colour}m${text}\u001b[39m `);
    expect(line.includes("code=")).toBe(result.code !== undefined);
  } finally {
    process.env = environment;
  }
});

test("truncates long targets", async () => {
  await using mock = await startMock({ listen: false });
  await mock.fetch(`${mock.url}/im/v1/chats`, { headers: signedIn });
  const lineFor = (target: string): string => textLine({ ...mock.requests[0]!, target }, new PassThrough());
  expect(lineFor("/".repeat(200))).toContain(` GET ${"/".repeat(200)} 200 `);
  expect(lineFor("/".repeat(201))).toContain(` GET ${"/".repeat(199)}… 200 `);
});

test("writes messages as one line", () => {
  const stderr = new PassThrough();
  writeMessage(stderr, "one\n  two\r\n\nthree");
  expect(String(stderr.read())).toBe("feishu-mock: one two three\n");
});

test("drops lines for a slow reader and reports their number", () => {
  const read: string[] = [];
  let readOn = (): void => {};
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      read.push(chunk.toString());
      readOn = done;
    },
  });
  const write = lineWriter(stream, (count) => `dropped ${count}`);
  const line = "x".repeat(1023);
  for (let turn = 0; turn < 3000; turn += 1) write(line);
  while (stream.writableLength > 0) readOn();
  // Lines are dropped once more than 1 MiB is buffered.
  expect(read).toEqual(Array.from({ length: 1025 }, () => `${line}\n`));
  write("again");
  write("and on");
  while (stream.writableLength > 0) readOn();
  expect(read.slice(1025)).toEqual(["dropped 1975\n", "again\n", "and on\n"]);
});
