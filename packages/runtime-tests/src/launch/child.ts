import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** A started program, and its output so far. */
export interface Child extends AsyncDisposable {
  readonly process: ChildProcess;
  stdout: string;
  stderr: string;
  /** Resolves with the first match in stdout. Rejects, with the output, if it exits or {@link suiteTimeoutMs} pass. */
  waitFor(pattern: RegExp): Promise<string>;
  /** Whether it exits by itself within `milliseconds`. */
  ends(milliseconds: number): Promise<boolean>;
}

/** Time-out of the whole suite, for a busy machine, in milliseconds. */
export const suiteTimeoutMs = 45_000;

/** Starts a program in a folder that is also its home, without the user's settings and environment. */
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
    // A process group, so that its children can be killed with it.
    detached: true,
  });
  const ended = new Promise<void>((resolve) =>
    started.on("close", () => resolve()).on("error", () => resolve()),
  );
  const child: Child = {
    process: started,
    stdout: "",
    stderr: "",
    async waitFor(pattern) {
      const deadline = Date.now() + suiteTimeoutMs;
      for (;;) {
        const hasExited = await child.ends(20);
        const found = pattern.exec(child.stdout)?.[0];
        if (found !== undefined) return found;
        if (hasExited) throw new Error(`exited without a result; output:\n${child.stdout}${child.stderr}`);
        if (Date.now() > deadline)
          throw new Error(`no result in time; output:\n${child.stdout}${child.stderr}`);
      }
    },
    ends: (milliseconds) =>
      Promise.race([ended.then(() => true), sleep(milliseconds, false, { ref: false })]),
    async [Symbol.asyncDispose]() {
      killGroup(started);
      await ended;
    },
  };
  started.stdout.setEncoding("utf8").on("data", (chunk: string) => (child.stdout += chunk));
  started.stderr.setEncoding("utf8").on("data", (chunk: string) => (child.stderr += chunk));
  return child;
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has exited.
  }
}
