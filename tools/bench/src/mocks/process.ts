import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client, Pool } from "undici";
import { fileOf } from "../harness/child-process.ts";
import { TOKEN } from "../harness/peers.ts";

interface Mock {
  readonly title: string;
  /** The path before Feishu's own paths. */
  readonly prefix: string;
  /** The program and its arguments. It listens on the port; the folder has `page.json` and `contract.json`. */
  readonly command: (port: string, folder: string) => readonly string[];
}

/** The mocks under comparison; ratios refer to bare node:http. */
export const MOCKS = {
  "node-http": {
    title: "bare node:http, the same bytes",
    prefix: "/open-apis",
    command: (port, folder) => [fileOf("mocks/node-http"), port, folder],
  },
  ours: {
    title: "this mock",
    prefix: "/open-apis",
    command: (port) => [bin("@feishu-openapi/mock"), "--port", port],
  },
  fastify: {
    title: "Fastify, hand-written schemas",
    prefix: "/open-apis",
    command: (port, folder) => [fileOf("mocks/fastify"), port, folder],
  },
  "prism-mock": {
    title: "prism mock",
    prefix: "",
    command: (port, folder) => [
      bin("@stoplight/prism-cli"),
      "mock",
      "-p",
      port,
      join(folder, "contract.json"),
    ],
  },
} satisfies Record<string, Mock>;

export type MockName = keyof typeof MOCKS;

/** The file of a package's only command. */
function bin(name: string): string {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const { bin: commands } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: Record<string, string> };
  return join(dirname(manifest), Object.values(commands)[0]!);
}

interface Usage {
  readonly cpuMs: number;
  readonly rssMegabytes: number;
}

/** A mock in its own process that has sent its first response. */
export interface MockProcess {
  /** Milliseconds from the start of `node` to the end of the first response. */
  readonly startMs: number;
  /** Sends requests over some connections. Returns the CPU time for a response in microseconds, and the memory after. */
  load(requests: number, connections: number): Promise<{ cpu: number; memory: number }>;
  stop(): Promise<void>;
}

const QUERY = "/im/v1/chats?page_size=20&user_id_type=open_id&sort_type=ByCreateTimeAsc";
const CHATS = 20;
const TIMEOUT_MS = 30_000;

/** Starts a mock. Rejects when it exits, does not respond for 30 s, or sends anything but a page of 20 chats. */
export async function startMockProcess(name: MockName, folder: string): Promise<MockProcess> {
  const port = await freePort();
  const { prefix, command }: Mock = MOCKS[name];
  const [program = "", ...values] = command(String(port), folder);
  const startedAt = performance.now();
  const child = fork(program, values, {
    execArgv: ["--import", pathToFileURL(fileOf("mocks/report-usage")).href],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  // A full pipe would block the mock.
  child.stdout?.resume();
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(0, 500)));
  const origin = `http://127.0.0.1:${port}`;
  const headers = { authorization: `Bearer ${TOKEN}` };
  const request = { path: prefix + QUERY, method: "GET" as const, headers };
  const usage = async (): Promise<Usage> => {
    child.send({});
    return ((await once(child, "message")) as [Usage])[0];
  };

  async function firstResponse(): Promise<string> {
    while (performance.now() - startedAt < TIMEOUT_MS && child.exitCode === null) {
      const client = new Client(origin);
      try {
        const { body } = await client.request(request);
        return await body.text();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 2));
      } finally {
        await client.destroy();
      }
    }
    throw new Error(`mock: ${name} does not respond: ${stderr.trim()}`);
  }

  async function load(requests: number, connections: number): Promise<{ cpu: number; memory: number }> {
    const pool = new Pool(origin, { connections, pipelining: 1 });
    const before = await usage();
    let left = requests;
    const lane = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const { statusCode, body } = await pool.request(request);
        const bytes = await body.arrayBuffer();
        if (statusCode !== 200 || bytes.byteLength < 1000)
          throw new Error(`mock: ${name} sent status ${statusCode} with ${bytes.byteLength} bytes`);
      }
    };
    await Promise.all(Array.from({ length: connections }, lane));
    const after = await usage();
    await pool.close();
    return { cpu: ((after.cpuMs - before.cpuMs) * 1000) / requests, memory: after.rssMegabytes };
  }

  async function stop(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  try {
    const text = await firstResponse();
    const startMs = performance.now() - startedAt;
    const { data } = JSON.parse(text) as { data?: { items?: unknown[] } };
    if (data?.items?.length !== CHATS)
      throw new Error(`mock: ${name} sent no page of ${CHATS} chats: ${text.slice(0, 300)}`);
    return { startMs, load, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
