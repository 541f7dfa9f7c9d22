// Load test of the CLI: `pnpm --filter @feishu-openapi/mock load [--seconds 30] [--connections 200] [--slow 10000]`.
// Each connection requests pages of chats; each slow one sends a byte of its headers or body every 3 seconds and reconnects
// when it is cut. Exits with 1 if a check fails.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, get } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "30" },
    connections: { type: "string", default: "200" },
    slow: { type: "string", default: "10000" },
  },
});
const [seconds, connections, slow] = [
  Number(values.seconds),
  Number(values.connections),
  Number(values.slow),
];

const program = join(import.meta.dirname, "../src/cli.ts");
const child = spawn(process.execPath, [program, "--port", "0", "--chats", "1000"]);
let [out, err] = ["", ""];
child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
while (!out.includes("Ctrl+C") && child.exitCode === null) await once(child.stdout, "data");
const url = new URL(/http:\S+/.exec(out)?.[0] ?? "");
const port = Number(url.port);

const agent = new Agent({ keepAlive: true, maxSockets: connections });
const headers = { authorization: "Bearer t-load" };
const counts = { valid: 0, invalid: 0, failed: 0, slowOpened: 0, slow408: 0, slowClosedOtherwise: 0 };
const reasons = new Map<string, number>();
const count = (reason: string): unknown => reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
const stopped = new AbortController();

function read(path: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = get({ agent, host: url.hostname, port, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      response.on("error", reject);
    });
    request.on("error", reject);
  });
}

async function requestUntilStopped(): Promise<void> {
  while (!stopped.signal.aborted) {
    try {
      const { status, text } = await read("/open-apis/im/v1/chats?page_size=20");
      const isValid =
        status === 200 && text.startsWith('{"code":0,') && text.split('"chat_id"').length === 21;
      counts[isValid ? "valid" : "invalid"] += 1;
      if (!isValid) count(`HTTP ${status}`);
    } catch (error) {
      counts.failed += 1;
      count((error as NodeJS.ErrnoException).code ?? String(error));
    }
  }
}

const slowStarts = [
  "GET /open-apis/im/v1/chats HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
  "POST /open-apis/auth/v3/tenant_access_token/internal HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n",
];

function openSlow(index: number): void {
  if (stopped.signal.aborted) return;
  const socket = connect(port, url.hostname);
  let text = "";
  counts.slowOpened += 1;
  socket.write(slowStarts[index % slowStarts.length]!);
  const timer = setInterval(() => socket.write("x"), 3000);
  socket.on("data", (chunk) => (text += chunk.toString()));
  socket.on("end", () => socket.end());
  socket.on("error", (error: NodeJS.ErrnoException) => count(`slow: ${error.code}`));
  socket.on("close", () => {
    clearInterval(timer);
    if (stopped.signal.aborted) return;
    counts[text.startsWith("HTTP/1.1 408 ") ? "slow408" : "slowClosedOtherwise"] += 1;
    openSlow(index);
  });
}

function residentMb(): number {
  return Math.round(Number(execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)])) / 1024);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const memory: Record<string, number> = { idle: residentMb() };
// In batches, because the accept queue of the system is short.
for (let index = 0; index < slow; index += 1) {
  openSlow(index);
  if (index % 500 === 499) await pause(20);
}
const startedAt = performance.now();
const clients = Array.from({ length: connections }, () => requestUntilStopped());
const samples: number[] = [];
for (const name of ["start", "middle", "end"]) {
  const until = { start: seconds / 6, middle: seconds / 2, end: seconds }[name]! * 1000;
  while (performance.now() - startedAt < until) {
    await pause(Math.min(1000, until - (performance.now() - startedAt)));
    samples.push(residentMb());
  }
  memory[name] = residentMb();
}
stopped.abort();
await Promise.all(clients);
const elapsedSeconds = (performance.now() - startedAt) / 1000;
const requests = JSON.parse((await read("/__mock/requests")).text) as { dropped: number; requests: object[] };
const inLog = requests.dropped + requests.requests.length;
memory["largest"] = Math.max(...samples);

const stoppedAt = performance.now();
child.kill("SIGINT");
const [exitCode] = (await once(child, "close")) as [number | null];
const stoppedMs = Math.round(performance.now() - stoppedAt);
agent.destroy();

const responses = counts.valid + counts.invalid;
const problems = [
  ...(counts.invalid + counts.failed > 0
    ? [`${counts.invalid} invalid responses, ${counts.failed} failed`]
    : []),
  ...(inLog === responses ? [] : [`log: ${inLog} of ${responses} requests`]),
  ...(slow > 0 && counts.slow408 === 0 && seconds > 15 ? ["no slow connection was closed with 408"] : []),
  ...(memory["end"]! > memory["middle"]! * 1.25 ? ["memory grows"] : []),
  ...(exitCode === 130 && stoppedMs < 1000 ? [] : [`ended with ${exitCode} after ${stoppedMs} ms`]),
  ...(err === "" ? [] : [`stderr: ${err.slice(0, 500)}`]),
];
const report = {
  seconds: Math.round(elapsedSeconds),
  connections,
  slow,
  ...counts,
  reasons: Object.fromEntries(reasons),
  perSecond: Math.round(responses / elapsedSeconds),
  log: { kept: requests.requests.length, dropped: requests.dropped, requests: responses },
  residentMb: memory,
  stoppedMs,
  exitCode,
  problems,
};
process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
process.exit(problems.length === 0 ? 0 : 1);
