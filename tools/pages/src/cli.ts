#!/usr/bin/env node
import { buffer } from "node:stream/consumers";
import { processOutput } from "@feishu-openapi/cli/command.ts";
import { compareCommand } from "./command.ts";

process.exitCode = await compareCommand(process.argv.slice(2), {
  ...processOutput,
  stdin: () => buffer(process.stdin),
  // pnpm runs a script in the root, whatever the user's directory.
  directory: process.env["INIT_CWD"] ?? process.cwd(),
  width: process.stdout.isTTY ? process.stdout.columns : undefined,
});
