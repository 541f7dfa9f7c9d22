#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Loading the compiler is most of the time that this takes.
enableCompileCache();
const { runCommand } = await import("./command.ts");
const ending = new AbortController();
process.once("SIGINT", () => ending.abort());
process.once("SIGTERM", () => ending.abort());
process.exitCode = await runCommand(
  process.argv.slice(2),
  {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
  },
  ending.signal,
);
