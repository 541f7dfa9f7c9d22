import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import { commandOf } from "../command-of.ts";
import { contractFile } from "../contract.ts";
import type { Subject } from "../probe/subject.ts";

/** How long Prism may take to start, in milliseconds. */
const patienceMs = 60_000;

/** How long after a lost connection its cause is looked for, in milliseconds. */
const dyingMs = 1000;

/**
 * `prism mock` as it comes, on the contract under test. A request that ends its process stays without an answer, and the
 * next one finds a new process.
 */
export async function startStockPrism(): Promise<Subject> {
  let running = startPrism();
  const server = net.createServer((client) => {
    client.on("error", () => client.destroy());
    void forward(client);
  });
  const alive = async (): Promise<Running> => {
    if (!isAlive((await running).child)) running = startPrism();
    return running;
  };
  const forward = async (client: net.Socket): Promise<void> => {
    const { child, port } = await alive();
    const upstream = net.connect(port, "127.0.0.1");
    upstream.on("error", () => upstream.destroy());
    // The next request must not meet a process that is about to end.
    upstream.once("close", () => void ends(child).then(() => client.destroy()));
    client.once("close", () => upstream.destroy());
    client.pipe(upstream);
    upstream.pipe(client, { end: false });
  };
  await running;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    mock: undefined,
    ready: async () => void (await alive()),
    close: async () => {
      server.close();
      const { child } = await running;
      if (!isAlive(child)) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

/** Waits for the end of a process, for a moment. */
async function ends(child: ChildProcess): Promise<void> {
  if (!isAlive(child)) return;
  await once(child, "exit", { signal: AbortSignal.timeout(dyingMs) }).catch(() => {});
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

async function startPrism(): Promise<Running> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [commandOf("@stoplight/prism-cli"), "mock", "-h", "127.0.0.1", "-p", String(port), contractFile],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  const hear = (chunk: Buffer): string => (said = (said + chunk.toString()).slice(-2000));
  child.stderr.on("data", hear);
  const listening = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      if (hear(chunk).includes("is listening")) resolve();
    });
  });
  const ended = once(child, "exit", { signal: AbortSignal.timeout(patienceMs) });
  try {
    await Promise.race([listening, ended]);
  } catch {
    child.kill("SIGKILL");
  }
  if (!isAlive(child)) throw new Error(`prism mock did not start: ${said.trim().split("\n").at(-1)}`);
  ended.catch(() => {});
  return { child, port };
}

function isAlive({ exitCode, signalCode, killed }: ChildProcess): boolean {
  return exitCode === null && signalCode === null && !killed;
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
