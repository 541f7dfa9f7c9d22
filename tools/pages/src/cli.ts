#!/usr/bin/env node
import { buffer } from "node:stream/consumers";
import { runCommand } from "./command.ts";

process.exitCode = await runCommand(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  stdin: () => buffer(process.stdin),
  // pnpm starts a script in the root, wherever it was called.
  directory: process.env["INIT_CWD"] ?? process.cwd(),
  width: process.stdout.isTTY ? process.stdout.columns : undefined,
});
