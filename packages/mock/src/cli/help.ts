import { faults } from "../faults/rule.ts";
import { flagGroups } from "./flags.ts";
import type { Flag } from "./flags.ts";

const head = `feishu-mock: a mock server for Feishu (Lark). 本机飞书模拟服务。

Usage 用法:
  feishu-mock [flags]
`;

const tail = `Examples 示例:
  feishu-mock                                           100 chats on http://127.0.0.1:4010/open-apis
  feishu-mock --port 0 --chats 250 --seed 7             a free port, other chats   任一空闲端口
  feishu-mock --data ./chats.json --log                 your own chats             自己的群数据
  feishu-mock --contract ./openapi.yaml --watch         while you edit a contract  边改边用
  feishu-mock --strict-auth --app cli_a1b2c3:secret     real authentication        完整鉴权
  feishu-mock --rate-limit --delay 50-200 --fault html --fault-rate 0.05
                                                        an unreliable network      不稳定的网络
  feishu-mock --json | jq 'select(.status >= 400)'      failed requests only       只看失败的请求

Make a single request fail 单个请求也可指定:
  curl -H 'Prefer: code=400, example=232025' http://127.0.0.1:4010/open-apis/im/v1/chats
  curl -H 'Prefer: fault=reset' http://127.0.0.1:4010/open-apis/im/v1/chats

Faults 故障: ${faults.join(", ")}

Output 输出: the greeting, or the events with --json, on stdout; everything else on stderr. Colours only in a
terminal and without NO_COLOR.

Exit codes 退出码:
  0    help or version shown, or stopped by SIGTERM
  1    could not start: port in use, contract or data missing or invalid
  2    unknown flag or invalid value
  130  stopped by Ctrl+C (press it again to stop at once)
`;

/** The output of `feishu-mock --help`. */
export const help: string = [
  head,
  ...Object.entries(flagGroups).map(([title, flags]) => {
    const lines = Object.entries(flags).map(([name, flag]) => lineOf(name, flag));
    return `${title}:\n${lines.join("")}`;
  }),
  tail,
].join("\n");

function lineOf(name: string, [value, description, chinese]: Flag): string {
  return `  ${`--${name} ${value}`.padEnd(31)}${description.padEnd(54)}  ${chinese}\n`;
}
