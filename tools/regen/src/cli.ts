#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Before the imports, since most of the run time is the load of the TypeScript compiler.
enableCompileCache();
const { processOutput } = await import("@feishu-openapi/cli/command.ts");
const { regenCommand } = await import("./command.ts");
const end = new AbortController();
process.once("SIGINT", () => end.abort());
process.once("SIGTERM", () => end.abort());
process.exitCode = await regenCommand(process.argv.slice(2), processOutput, end.signal);
