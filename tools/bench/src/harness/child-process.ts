import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { CallsTask, TaskResult, WalkTask } from "./client.ts";
import type { PeerName } from "./peers.ts";

/** The compiled benchmark starts compiled files: type stripping would add to the measured time and memory. */
const extension = extname(import.meta.url);

/** The path of another file of the benchmark, named without its extension. */
export function fileOf(name: string): string {
  return fileURLToPath(new URL(`../${name}${extension}`, import.meta.url));
}

/** A client in its own process. */
export interface ClientProcess {
  /** Runs one task. Rejects when the process exits or sends nothing for two minutes. */
  run(task: CallsTask | WalkTask): Promise<TaskResult>;
  stop(): Promise<void>;
}

/** Starts a client in its own process. */
export function startClient(peer: PeerName, baseUrl: string): ClientProcess {
  const child = start("harness/client", peer, baseUrl);
  return { run: (task) => child.ask<TaskResult>(task), stop: () => child.stop() };
}

/** The server that all clients send their requests to. */
export interface Server {
  /** The base URL of a list of `chats` chats; the server delays each response by `delayMs`. */
  baseUrl(chats: number, delayMs?: number): string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts the server in its own process, on a free port of the loopback interface. */
export async function startServer(): Promise<Server> {
  const child = start("harness/server");
  const port = await child.ask<number>({});
  return {
    baseUrl: (chats, delayMs = 0) => `http://127.0.0.1:${port}/${chats}/${delayMs}/open-apis`,
    [Symbol.asyncDispose]: () => child.stop(),
  };
}

/** One walk in its own process. Throws when a chat is missing or wrong. */
export async function walkOnce(
  peer: PeerName,
  baseUrl: string,
  chats: number,
  task: Omit<WalkTask, "task" | "pageSize">,
): Promise<TaskResult> {
  const client = startClient(peer, baseUrl);
  try {
    const result = await client.run({ task: "walk", pageSize: 100, ...task });
    expectChats(peer, result.chats, chats, result.wrong);
    return result;
  } finally {
    await client.stop();
  }
}

/** Throws when a client did not return what the server has: the figures of a wrong client mean nothing. */
export function expectChats(subject: string, actual: number, expected: number, wrong = 0): void {
  if (actual === expected && wrong === 0) return;
  throw new Error(`${subject} returned ${actual} chats instead of ${expected}, ${wrong} of them wrong`);
}

function start(name: string, ...values: string[]) {
  const child = fork(fileOf(name), values, { execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(0, 500)));
  const command = [name, ...values].join(" ");
  return {
    async ask<Message>(message: object): Promise<Message> {
      const next = nextMessage(child, command, () => stderr);
      child.send(message);
      return (await next) as Message;
    },
    async stop(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, "exit");
    },
  };
}

function nextMessage(child: ChildProcess, command: string, stderr: () => string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void): void => {
      clearTimeout(timer);
      child.off("message", onMessage).off("exit", onExit);
      settle();
    };
    const onMessage = (message: unknown): void => done(() => resolve(message));
    const onExit = (): void => done(() => reject(new Error(`${command} exited: ${stderr().trim()}`)));
    const timer = setTimeout(
      () => done(() => reject(new Error(`${command} sent nothing for 120 s`))),
      120_000,
    );
    child.once("message", onMessage).once("exit", onExit);
  });
}
