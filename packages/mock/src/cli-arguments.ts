import { parseArgs } from "node:util";
import { ranges } from "./options.ts";
import type { MockOptions } from "./options.ts";

/** What the command line asks for. */
export type Request =
  | { do: "start"; options: MockOptions; data: string | undefined }
  | { do: "help" }
  | { do: "version" }
  | { do: "refuse"; reason: string };

/** Text of `feishu-mock --help`. */
export const help: string = `feishu-mock: a stand-in for Feishu (Lark) on this machine. 本机飞书模拟服务。

Usage:
  feishu-mock [options]

Options:
  --port NUMBER     port to listen on, 0 for a free one (default 4010)      端口
  --host ADDRESS    address to listen on (default 127.0.0.1)                监听地址
  --chats NUMBER    how many chats the tenant has (default 100)             群数量
  --data FILE       the chats themselves, a JSON list                       群数据文件
  --seed NUMBER     the same seed gives the same chats (default 1)          随机种子
  --contract FILE   serve this OpenAPI 3.1 document, YAML or JSON           接口定义文件
                    (default: the built-in one)
  --help            show this text                                          帮助
  --version         show the version                                        版本

Examples:
  feishu-mock
  feishu-mock --port 0 --chats 250 --seed 7
  feishu-mock --contract ./openapi.yaml

Exit codes:
  0  help or version shown, or stopped by Ctrl+C
  1  could not start: port in use, contract missing or broken
  2  a flag is unknown or its value is not allowed
`;

const flags = {
  port: { type: "string", default: "4010" },
  host: { type: "string", default: "127.0.0.1" },
  chats: { type: "string", default: "100" },
  seed: { type: "string", default: "1" },
  contract: { type: "string" },
  data: { type: "string" },
  help: { type: "boolean" },
  version: { type: "boolean" },
} as const;

/** Reads the arguments after the program's name. A wrong one gives the reason in one line, and nothing throws. */
export function readArguments(argv: readonly string[]): Request {
  let values;
  try {
    values = parseArgs({ args: [...argv], options: flags, allowPositionals: false }).values;
  } catch (error) {
    const known = Object.keys(flags).map((name) => `--${name}`);
    const [reason = ""] = (error as Error).message.split(/\. |\n/);
    return { do: "refuse", reason: `${reason.replace(/\.$/, "")}; known: ${known.join(", ")}` };
  }
  if (values.help) return { do: "help" };
  if (values.version) return { do: "version" };
  for (const name of ["port", "chats", "seed"] as const) {
    const [smallest, largest] = ranges[name];
    const text = values[name];
    if (/^\d{1,10}$/.test(text) && Number(text) >= smallest && Number(text) <= largest) continue;
    return {
      do: "refuse",
      reason: `--${name} must be an integer from ${smallest} to ${largest}, got "${text}"`,
    };
  }
  const { host, contract, data } = values;
  if (host === "") return { do: "refuse", reason: "--host must be an address such as 127.0.0.1" };
  if (contract === "")
    return { do: "refuse", reason: "--contract must be the path of an OpenAPI 3.1 document" };
  const numbers = { port: Number(values.port), chats: Number(values.chats), seed: Number(values.seed) };
  if (data === "")
    return { do: "refuse", reason: "--data must be the path of a JSON file with a list of chats" };
  return {
    do: "start",
    options: { host, ...numbers, ...(contract === undefined ? {} : { contract }) },
    data,
  };
}
