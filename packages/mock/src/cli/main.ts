import { readFileSync } from "node:fs";
import { isLoopback } from "../http/hosts.ts";
import { startMock } from "../mock/start-mock.ts";
import type { Mock } from "../mock/start-mock.ts";
import type { MockOptions } from "../options/options.ts";
import { readChats } from "../tenant/read-chats.ts";
import { version } from "../util/version.ts";
import { readArguments } from "./arguments.ts";
import type { CliOptions } from "./arguments.ts";
import { freePortAfter } from "./free-port.ts";
import { help } from "./help.ts";
import { lineWriter } from "./line-writer.ts";
import { jsonLine, textLine } from "./report.ts";
import { stopOnSignal } from "./stop.ts";
import { UsageError } from "./usage-error.ts";
import { watchContract } from "./watch-contract.ts";

type Stream = NodeJS.WritableStream & { readonly writableLength: number };

/** The streams of the command. */
export interface Output {
  readonly stdout: Stream;
  readonly stderr: Stream;
}

/** Runs the command. Resolves to the exit code, or to undefined once the mock is running. Never rejects. */
export async function main(argv: readonly string[], output: Output): Promise<number | undefined> {
  try {
    const options = readArguments(argv);
    if (typeof options !== "string") return await serve(options, output);
    output.stdout.write(options === "help" ? help : `${version()}\n`);
    return 0;
  } catch (error) {
    const isUsage = error instanceof UsageError;
    const reason = error instanceof Error ? error.message : String(error);
    writeMessage(output.stderr, isUsage ? `${reason}; see feishu-mock --help` : reason);
    return isUsage ? 2 : 1;
  }
}

/** Writes a message as one line. */
export function writeMessage(stderr: NodeJS.WritableStream, message: string): void {
  stderr.write(`feishu-mock: ${message.replaceAll(/\s*\n\s*/g, " ")}\n`);
}

async function serve(options: CliOptions, { stdout, stderr }: Output): Promise<undefined> {
  const { data, watch, json, log } = options;
  const chats = data === undefined ? {} : { chats: readChats(read(data), data) };
  const mockOptions = { ...options.mock, ...chats };
  const mock = await startMock(mockOptions).catch((error: unknown) => throwCliError(error, mockOptions));
  stopOnSignal(() => mock.close());
  const { host = "127.0.0.1", contract } = mockOptions;
  if (!isLoopback(host)) {
    writeMessage(
      stderr,
      `warning: every machine that can reach ${host} can use and change this mock; its token check does not protect it. Omit --host to allow this machine only. Names other than its addresses need --allowed-host. 警告：能访问本机的人都能使用它。`,
    );
  }
  if (json) {
    const write = lineWriter(stdout, (requests) => JSON.stringify({ event: "dropped", requests }));
    write(JSON.stringify({ event: "listening", url: mock.url }));
    mock.follow((entry) => write(jsonLine(entry)));
  } else stdout.write(`${await greetingOf(mock)}\nPress Ctrl+C to stop. 按 Ctrl+C 停止。\n`);
  if (log) {
    const write = lineWriter(stderr, (requests) => `… ${requests} requests not shown`);
    mock.follow((entry) => write(textLine(entry, stderr)));
  }
  if (watch && contract !== undefined)
    watchContract(mock, contract, (message) => writeMessage(stderr, message));
}

async function greetingOf(mock: Mock): Promise<string> {
  const response = await mock.fetch(new URL("/", mock.url), { headers: { accept: "text/plain" } });
  return response.text();
}

function read(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: "no such file",
      EISDIR: "a folder, not a file",
      ERR_ENCODING_INVALID_ENCODED_DATA: "not UTF-8",
    };
    const reason = reasons[code ?? ""] ?? message;
    throw new Error(`data ${file}: ${reason}; give the path of a JSON file with a list of chats`, {
      cause: error,
    });
  }
}

/** Rewrites errors of `startMock` in terms of flags. */
async function throwCliError(error: unknown, { host = "127.0.0.1", port = 0 }: MockOptions): Promise<never> {
  const [, reason] = /^startMock: rules\[0\]: (.+)/s.exec(error instanceof Error ? error.message : "") ?? [];
  if (reason !== undefined) throw new UsageError(`--fault: ${reason}`, { cause: error });
  const isTaken = error instanceof Error && (error.cause as NodeJS.ErrnoException)?.code === "EADDRINUSE";
  const free = isTaken ? await freePortAfter(port, host) : undefined;
  if (free === undefined) throw error;
  throw new Error(`${host}:${port} is already in use; try --port ${free}`, { cause: error });
}
