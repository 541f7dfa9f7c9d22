#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { help, readArguments } from "./cli-arguments.ts";
import type { MockOptions } from "./options.ts";
import { startMock } from "./start-mock.ts";
import { readChats } from "./tenant/read-chats.ts";
import { version } from "./version.ts";

const request = readArguments(process.argv.slice(2));
if (request.do === "start") await run(request.options, request.data);
else if (request.do === "help") process.stdout.write(help);
else if (request.do === "version") process.stdout.write(`${version()}\n`);
else fail(`${request.reason}; see feishu-mock --help`, 2);

async function run(options: MockOptions, data: string | undefined): Promise<void> {
  try {
    const chats = data === undefined ? {} : { chats: readChats(readFileSync(data, "utf8"), data) };
    const mock = await startMock({ ...options, ...chats });
    const stop = (): void => void mock.close().then(() => process.exit(0));
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
    const greeting = await mock.fetch(new URL("/", mock.url));
    process.stdout.write(`${await greeting.text()}\nCtrl+C stops it. 按 Ctrl+C 停止。\n`);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error), 1);
  }
}

function fail(reason: string, exitCode: number): void {
  process.stderr.write(`feishu-mock: ${reason.replaceAll(/\s*\n\s*/g, " ")}\n`);
  process.exitCode = exitCode;
}
