import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

/** Compiled, the parts are compiled too: a child that first had to strip types would be slow and large for it. */
const extension = extname(import.meta.url);

/** The file of another part of the benchmark. */
export function part(name: string): string {
  return fileURLToPath(new URL(`./${name}${extension}`, import.meta.url));
}

/** A process that answers each message with one message. */
export interface Helper {
  ask<Answer>(message: object): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a part in a process of its own. A helper that ends, or is silent for two minutes, fails what was asked. */
export function startHelper(name: string, ...values: string[]): Helper {
  const child = fork(part(name), values, { execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let complaint = "";
  child.stderr?.on("data", (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(0, 500)));
  const about = [name, ...values].join(" ");
  return {
    async ask<Answer>(message: object): Promise<Answer> {
      const answer = nextMessage(child, about, () => complaint);
      child.send(message);
      return (await answer) as Answer;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, "exit");
    },
  };
}

function nextMessage(child: ChildProcess, about: string, complaint: () => string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void): void => {
      clearTimeout(timer);
      child.off("message", onMessage).off("exit", onExit);
      settle();
    };
    const onMessage = (message: unknown): void => done(() => resolve(message));
    const onExit = (): void => done(() => reject(new Error(`${about} ended: ${complaint().trim()}`)));
    const timer = setTimeout(() => done(() => reject(new Error(`${about} is silent`))), 120_000);
    child.once("message", onMessage).once("exit", onExit);
  });
}
