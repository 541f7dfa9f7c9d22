#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { runCommand } from "./command.ts";

// Loading the compiler is most of the time that this takes.
enableCompileCache();
process.exitCode = await runCommand(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
});
