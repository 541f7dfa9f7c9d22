import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** A program that was started, and all that it has printed so far. */
export interface Child extends AsyncDisposable {
  readonly process: ChildProcess;
  stdout: string;
  stderr: string;
  /** Resolves with the first match in what it prints. Rejects, with what it printed, if it ends or takes too long. */
  print(pattern: RegExp): Promise<string>;
  /** Whether it ends by itself in so many milliseconds. */
  ends(milliseconds: number): Promise<boolean>;
}

/** How long a whole suite may take on a busy machine. */
export const PATIENCE_MS = 45_000;

/** Starts a program in a folder that is also its home: nothing of the user's, no proxy, no setting. */
export function startChild(
  path: string,
  parameters: readonly string[],
  folder: string,
  environment: { readonly [name: string]: string } = {},
): Child {
  const started = spawn(path, parameters, {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that what it starts can be ended with it.
    detached: true,
  });
  const ended = new Promise<void>((resolve) =>
    started.on("close", () => resolve()).on("error", () => resolve()),
  );
  const child: Child = {
    process: started,
    stdout: "",
    stderr: "",
    async print(pattern) {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const isOver = await child.ends(20);
        const found = pattern.exec(child.stdout)?.[0];
        if (found !== undefined) return found;
        if (isOver) throw new Error(`ended without a result; it printed:\n${child.stdout}${child.stderr}`);
        if (Date.now() > deadline)
          throw new Error(`no result in time; it printed:\n${child.stdout}${child.stderr}`);
      }
    },
    ends: (milliseconds) =>
      Promise.race([ended.then(() => true), sleep(milliseconds, false, { ref: false })]),
    async [Symbol.asyncDispose]() {
      endGroup(started);
      await ended;
    },
  };
  started.stdout.setEncoding("utf8").on("data", (chunk: string) => (child.stdout += chunk));
  started.stderr.setEncoding("utf8").on("data", (chunk: string) => (child.stderr += chunk));
  return child;
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}
