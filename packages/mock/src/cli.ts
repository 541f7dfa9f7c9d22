#!/usr/bin/env node
import { main } from "./cli/main.ts";

// The reader of the output may disconnect, as `head` does. The mock keeps running.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const exitCode = await main(process.argv.slice(2), process);
if (exitCode !== undefined) process.exitCode = exitCode;
