#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { processOutput } from "@feishu-openapi/cli/command.ts";
import { generateCommand } from "./command.ts";

// Most of the run time is the load of the TypeScript compiler.
enableCompileCache();
process.exitCode = await generateCommand(process.argv.slice(2), processOutput);
