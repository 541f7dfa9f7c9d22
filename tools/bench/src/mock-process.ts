import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { Client, Pool } from "undici";
import type { MockSubject } from "./mock-subjects.ts";
import { TOKEN } from "./peer.ts";
import { part } from "./processes.ts";

/** What a server's process has used so far. */
interface Usage {
  readonly cpuMs: number;
  readonly rssMegabytes: number;
}

/** A mock in a process of its own that has answered once. */
export interface MockProcess {
  /** From the start of `node` to the end of the first answer, in milliseconds. */
  readonly startMs: number;
  /** Asks so many times over some connections. The server's CPU per answer in microseconds, its memory at the end. */
  load(requests: number, connections: number): Promise<{ cpu: number; memory: number }>;
  stop(): Promise<void>;
}

const query = "/im/v1/chats?page_size=20&user_id_type=open_id&sort_type=ByCreateTimeAsc";
const headers = { authorization: `Bearer ${TOKEN}` };
const chats = 20;
/** A server that is not there after so long has failed. */
const patienceMs = 30_000;

/** Starts a mock. Rejects where it ends, is silent for half a minute, or answers anything but a page of 20 chats. */
export async function startMockProcess(
  name: string,
  { prefix, command }: MockSubject,
  folder: string,
): Promise<MockProcess> {
  const port = await freePort();
  const [program = "", ...values] = command(port, folder);
  const startedAt = performance.now();
  const child = fork(program, values, {
    execArgv: ["--import", pathToFileURL(part("mocks/probe")).href],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  // What nobody reads would stop it when the pipe is full.
  child.stdout?.resume();
  let complaint = "";
  child.stderr?.on("data", (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(0, 500)));
  const origin = `http://127.0.0.1:${port}`;
  const request = { path: prefix + query, method: "GET" as const, headers };
  const usage = async (): Promise<Usage> => {
    child.send({});
    return ((await once(child, "message")) as [Usage])[0];
  };

  async function firstAnswer(): Promise<string> {
    while (performance.now() - startedAt < patienceMs && child.exitCode === null) {
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
    throw new Error(`mock: ${name} does not answer: ${complaint.trim()}`);
  }

  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };

  try {
    const text = await firstAnswer();
    const startMs = performance.now() - startedAt;
    expectPage(name, text);
    return {
      startMs,
      async load(requests, connections) {
        const pool = new Pool(origin, { connections, pipelining: 1 });
        const before = await usage();
        let left = requests;
        const lane = async (): Promise<void> => {
          while (left > 0) {
            left -= 1;
            const { statusCode, body } = await pool.request(request);
            const bytes = await body.arrayBuffer();
            if (statusCode !== 200 || bytes.byteLength < 1000)
              throw new Error(`mock: ${name} answered ${statusCode} with ${bytes.byteLength} bytes`);
          }
        };
        await Promise.all(Array.from({ length: connections }, lane));
        const after = await usage();
        await pool.close();
        return { cpu: ((after.cpuMs - before.cpuMs) * 1000) / requests, memory: after.rssMegabytes };
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function expectPage(name: string, text: string): void {
  const { data } = JSON.parse(text) as { data?: { items?: unknown[] } };
  if (data?.items?.length !== chats)
    throw new Error(`mock: ${name} gave no page of ${chats}: ${text.slice(0, 300)}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
