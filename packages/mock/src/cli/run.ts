import { readFileSync } from "node:fs";
import type { StartRequest } from "../cli-arguments.ts";
import { isLoopback } from "../hosts.ts";
import type { MockOptions } from "../options.ts";
import { startMock } from "../start-mock.ts";
import type { Mock } from "../start-mock.ts";
import { readChats } from "../tenant/read-chats.ts";
import { freePortAfter } from "./free-port.ts";
import { lineWriter } from "./line-writer.ts";
import { jsonLine, textLine } from "./report.ts";
import { stopOnSignal } from "./stop.ts";
import { watchContract } from "./watch-contract.ts";

/** Writes one line of the program's own to stderr. */
export function tell(message: string): void {
  process.stderr.write(`feishu-mock: ${message.replaceAll(/\s*\n\s*/g, " ")}\n`);
}

/** Starts a mock and serves until a signal ends the process. Rejects with a one-line Error where it cannot start. */
export async function run(request: StartRequest): Promise<void> {
  const { data, watch, json, log } = request;
  const chats = data === undefined ? {} : { chats: readChats(read(data), data) };
  const options = { ...request.options, ...chats };
  const mock = await startMock(options).catch((error: unknown) => refuse(error, options));
  stopOnSignal(() => mock.close());
  const { host = "127.0.0.1", contract } = options;
  if (!isLoopback(host)) {
    tell(
      `warning: whoever can reach this machine on ${host} can use and change this mock; its check of tokens is no protection. Without --host only this machine can. Other names than its addresses need --allowed-host. 警告：能访问本机的人都能使用它。`,
    );
  }
  if (json) {
    const write = lineWriter(process.stdout, (requests) => JSON.stringify({ event: "dropped", requests }));
    write(JSON.stringify({ event: "listening", url: mock.url }));
    mock.follow((entry) => write(jsonLine(entry)));
  } else process.stdout.write(`${await greetingOf(mock)}\nCtrl+C stops it. 按 Ctrl+C 停止。\n`);
  if (log) {
    const write = lineWriter(process.stderr, (requests) => `… ${requests} requests not shown`);
    mock.follow((entry) => write(textLine(entry, process.stderr)));
  }
  if (watch && contract !== undefined) watchContract(mock, contract, tell);
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
    const reason =
      code === "ENOENT"
        ? "no such file"
        : code === "EISDIR"
          ? "a folder, not a file"
          : code === "ERR_ENCODING_INVALID_ENCODED_DATA"
            ? "no UTF-8"
            : message;
    throw new Error(`data ${file}: ${reason}; give the path of a JSON file with a list of chats`, {
      cause: error,
    });
  }
}

/** Says in the program's own terms what is wrong, where the library speaks of options. */
async function refuse(error: unknown, { host = "127.0.0.1", port = 0 }: MockOptions): Promise<never> {
  const [, reason] = /^startMock: rules\[0\]: (.+)/s.exec(error instanceof Error ? error.message : "") ?? [];
  if (reason !== undefined) throw new Error(`--fault: ${reason}`, { cause: error });
  const isTaken = error instanceof Error && (error.cause as NodeJS.ErrnoException)?.code === "EADDRINUSE";
  const free = isTaken ? await freePortAfter(port, host) : undefined;
  if (free === undefined) throw error;
  throw new Error(`${host}:${port} is already in use; try --port ${free}`, { cause: error });
}
