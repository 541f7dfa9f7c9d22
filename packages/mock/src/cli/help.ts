import { faults } from "../faults/rule.ts";
import { flagGroups } from "./flags.ts";
import type { Flag } from "./flag.ts";

const head = `feishu-mock: a stand-in for Feishu (Lark) on this machine. 本机飞书模拟服务。

Usage 用法:
  feishu-mock [flags]
`;

const tail = `Examples 示例:
  feishu-mock                                           100 chats on http://127.0.0.1:4010/open-apis
  feishu-mock --port 0 --chats 250 --seed 7             a free port, other chats   任一空闲端口
  feishu-mock --data ./chats.json --log                 chats of your own          自己的群数据
  feishu-mock --contract ./openapi.yaml --watch         while you edit a contract  边改边用
  feishu-mock --strict-auth --app cli_a1b2c3:secret     the whole way to a token   完整鉴权
  feishu-mock --rate-limit --delay 50-200 --fault html --fault-rate 0.05
                                                        a bad day                  糟糕的一天
  feishu-mock --json | jq 'select(.status >= 400)'      what went wrong            只看失败的请求

A single request asks for its own trouble 单个请求也可指定:
  curl -H 'Prefer: code=400, example=232025' http://127.0.0.1:4010/open-apis/im/v1/chats
  curl -H 'Prefer: fault=reset' http://127.0.0.1:4010/open-apis/im/v1/chats

Faults 故障: ${faults.join(", ")}

Output 输出: the greeting, or with --json the events, on stdout; everything else on stderr. Colours only in a
terminal, and never with NO_COLOR.

Exit codes 退出码:
  0    help or version shown, or ended by SIGTERM
  1    could not start: port in use, contract or data missing or broken
  2    a flag is unknown or its value is not allowed
  130  ended by Ctrl+C (a second one ends it at once)
`;

/** Text of `feishu-mock --help`. */
export const help: string = [
  head,
  ...flagGroups.map(({ title, flags }) => `${title}:\n${flags.map(lineOf).join("")}`),
  tail,
].join("\n");

function lineOf({ name, value = "", fallback, about, chinese }: Flag): string {
  const placeholder = fallback === undefined || value === "" ? value : `[${value}]`;
  return `  ${`--${name} ${placeholder}`.padEnd(31)}${about.padEnd(54)}  ${chinese}\n`;
}
