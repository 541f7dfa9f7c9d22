#!/usr/bin/env node
import { readArguments } from "./cli-arguments.ts";
import { help } from "./cli/help.ts";
import { run, tell } from "./cli/run.ts";
import { version } from "./version.ts";

// Whoever read the output may have gone, as `head` does; the mock serves on.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const request = readArguments(process.argv.slice(2));
if (request.do === "help") process.stdout.write(help);
else if (request.do === "version") process.stdout.write(`${version()}\n`);
else if (request.do === "refuse") fail(`${request.reason}; see feishu-mock --help`, 2);
else {
  await run(request).catch((error: unknown) =>
    fail(error instanceof Error ? error.message : String(error), 1),
  );
}

function fail(reason: string, exitCode: number): void {
  tell(reason);
  process.exitCode = exitCode;
}
