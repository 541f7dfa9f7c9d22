import { faults, isFault, longestDelay } from "../faults/rule.ts";
import { isHostName } from "../hosts.ts";
import { isOrigin, ranges } from "../options.ts";
import type { MockApp } from "../options.ts";
import { baseOf } from "../record/options.ts";
import type { Draft, Flag, FlagGroup } from "./flag.ts";

const network: Flag[] = [
  {
    name: "port",
    value: "NUMBER",
    about: "port to listen on, 0 for a free one (default 4010)",
    chinese: "端口",
    take: integer("port", (draft, port) => void (draft.options.port = port)),
  },
  {
    name: "host",
    value: "ADDRESS",
    about: "address to listen on (default 127.0.0.1)",
    chinese: "监听地址",
    take: text("an address such as 127.0.0.1", (draft, host) => void (draft.options.host = host)),
  },
  {
    name: "allowed-host",
    value: "NAME",
    about: "a further name in the Host header; repeatable",
    chinese: "允许的 Host，可重复",
    take({ options }, name) {
      if (!isHostName(name)) return "a host name such as feishu.test";
      options.allowedHosts = [...(options.allowedHosts ?? []), name];
      return undefined;
    },
  },
  {
    name: "cors",
    value: "ORIGIN",
    about: "the one origin whose pages may call it (default none)",
    chinese: "允许的跨域来源",
    take(draft, origin) {
      if (!isOrigin(origin)) return "an origin such as http://localhost:5173";
      draft.options.cors = origin;
      return undefined;
    },
  },
];

const tenant: Flag[] = [
  {
    name: "chats",
    value: "NUMBER",
    about: "how many chats the tenant has (default 100)",
    chinese: "群数量",
    take: integer("chats", (draft, chats) => void (draft.options.chats = chats)),
  },
  {
    name: "data",
    value: "FILE",
    about: "the chats themselves, a JSON list",
    chinese: "群数据文件",
    take: text("the path of a JSON file with a list of chats", (draft, file) => void (draft.data = file)),
  },
  {
    name: "seed",
    value: "NUMBER",
    about: "the same seed gives the same chats (default 1)",
    chinese: "随机种子",
    take: integer("seed", (draft, seed) => void (draft.options.seed = seed)),
  },
  {
    name: "contract",
    value: "FILE",
    about: "serve this OpenAPI 3.1 document, YAML or JSON",
    chinese: "接口定义文件",
    take: text("the path of an OpenAPI 3.1 document", (draft, file) => void (draft.options.contract = file)),
  },
  programSwitch("watch", "serve the --contract again whenever it is edited", "定义文件改动后自动重载"),
];

const apps: Flag[] = [
  {
    name: "app",
    value: "ID[:SECRET]",
    about: "only such apps get a token; repeatable (default any)",
    chinese: "已知应用，可重复",
    take({ options }, given) {
      const [, appId, secret] = /^(cli_\w+)(?::(.+))?$/.exec(given) ?? [];
      if (appId === undefined) return "an app id, such as cli_a1b2c3, or id:secret";
      options.apps = { ...options.apps, [appId]: secret === undefined ? {} : { secret } };
      return undefined;
    },
  },
  {
    name: "scopes",
    value: "LIST",
    about: "the app's scopes, with commas (default every one)",
    chinese: "应用权限，逗号分隔",
    take: (draft, list) => setApp(draft, { scopes: list.split(",").flatMap((scope) => scope.trim() || []) }),
  },
  {
    name: "no-bot",
    about: "the app's bot ability is off: 232025",
    chinese: "未启用机器人能力",
    take: (draft) => setApp(draft, { botAbility: false }),
  },
  {
    name: "not-installed",
    about: "the tenant has not installed the app: 232034",
    chinese: "应用未安装",
    take: (draft) => setApp(draft, { installed: false }),
  },
  {
    name: "strict-auth",
    about: "accept only tokens that the mock issued",
    chinese: "只接受本服务签发的凭证",
    take({ options }) {
      options.strictAuth = true;
      return undefined;
    },
  },
];

const trouble: Flag[] = [
  {
    name: "fault",
    value: "NAME|CODE",
    about: "have every request fail, by a name below or by a code",
    chinese: "故障或错误码",
    take({ failure }, name) {
      if (isFault(name)) failure.fault = name;
      else if (/^[1-9]\d{0,8}$/.test(name)) failure.code = Number(name);
      else return `one of ${faults.join(", ")}, or a code such as 232025`;
      return undefined;
    },
  },
  {
    name: "fault-rate",
    value: "SHARE",
    about: "the share of requests that --fault hits (default 1)",
    chinese: "故障比例 0..1",
    take({ failure }, share) {
      const rate = /^\d+(\.\d+)?$/.test(share) ? Number(share) : Number.NaN;
      if (!(rate <= 1)) return "a number from 0 to 1";
      failure.rate = rate;
      return undefined;
    },
  },
  {
    name: "delay",
    value: "MS|MIN-MAX",
    about: "milliseconds before each answer",
    chinese: "延迟毫秒数或范围",
    take(draft, range) {
      const [, smallest, largest] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(range) ?? [];
      const [from, to] = [Number(smallest), Number(largest ?? smallest)];
      if (!(from <= to && to <= longestDelay))
        return `milliseconds up to ${longestDelay}, or a range such as 50-200`;
      draft.delay = [from, to];
      return undefined;
    },
  },
  {
    name: "rate-limit",
    value: "SECOND,MINUTE",
    fallback: "contract",
    about: "answer 429 over these (default the contract's)",
    chinese: "限流：每秒,每分钟",
    take({ options }, limits) {
      const [, perSecond, perMinute] = /^([1-9]\d{0,8}),([1-9]\d{0,8})$/.exec(limits) ?? [];
      if (limits === "contract") options.rateLimit = true;
      else if (perSecond === undefined) return "requests per second and per minute such as 50,1000";
      else options.rateLimit = { perSecond: Number(perSecond), perMinute: Number(perMinute) };
      return undefined;
    },
  },
  {
    name: "last-page-token",
    value: "FORM",
    about: "of a last page: empty, absent or token (default empty)",
    chinese: "末页 page_token 的形式",
    take({ options }, form) {
      if (form !== "empty" && form !== "absent" && form !== "token") return "empty, absent or token";
      options.quirks = { ...options.quirks, lastPageToken: form };
      return undefined;
    },
  },
  {
    name: "bad-parameter",
    value: "CODE",
    about: "99992402 or 232001 (default 99992402)",
    chinese: "参数错误的错误码",
    take({ options }, code) {
      if (code !== "99992402" && code !== "232001") return "99992402 or 232001";
      options.quirks = { ...options.quirks, badParameter: code === "232001" ? 232001 : 99992402 };
      return undefined;
    },
  },
];

const recording: Flag[] = [
  {
    name: "record",
    value: "FILE",
    about: "ask Feishu and keep the answers in a HAR file, without secrets",
    chinese: "录制到 HAR 文件",
    take: text("the path of a HAR file", ({ options }, file) => void (options.record = { file })),
  },
  {
    name: "upstream",
    value: "URL",
    about: "whom to ask (default the contract's first server)",
    chinese: "上游地址",
    take(draft, url) {
      if (baseOf(url) === undefined) return "a base URL such as https://open.feishu.cn/open-apis";
      draft.upstream = url;
      return undefined;
    },
  },
  {
    name: "replay",
    value: "FILE",
    about: "answer from such a file",
    chinese: "回放 HAR 文件",
    take: text("the path of a HAR file", ({ options }, file) => void (options.replay = file)),
  },
];

const program: Flag[] = [
  programSwitch("json", "one JSON line per event and request, on stdout", "逐行输出 JSON"),
  programSwitch("log", "one short line per request, on stderr", "逐行输出请求"),
  programSwitch("help", "show this text", "帮助"),
  programSwitch("version", "show the version", "版本"),
];

/** Every flag of the program. A further one is a further entry: the reader and the help follow. */
export const flagGroups: readonly FlagGroup[] = [
  { title: "Network 网络", flags: network },
  { title: "Contract and data 接口定义与数据", flags: tenant },
  { title: "Apps and tokens 应用与凭证", flags: apps },
  { title: "What goes wrong 故障与限流", flags: trouble },
  { title: "Record and replay 录制与回放", flags: recording },
  { title: "Program 程序", flags: program },
];

function integer(name: keyof typeof ranges, put: (draft: Draft, value: number) => void): Flag["take"] {
  const [smallest, largest] = ranges[name];
  return (draft, written) => {
    const value = Number(written);
    if (!/^\d{1,10}$/.test(written) || value < smallest || value > largest)
      return `an integer from ${smallest} to ${largest}`;
    put(draft, value);
    return undefined;
  };
}

function text(allowed: string, put: (draft: Draft, value: string) => void): Flag["take"] {
  return (draft, value) => {
    if (value === "") return allowed;
    put(draft, value);
    return undefined;
  };
}

function programSwitch(name: string, about: string, chinese: string): Flag {
  return {
    name,
    about,
    chinese,
    take({ switches }) {
      switches.add(name);
      return undefined;
    },
  };
}

function setApp({ options }: Draft, state: Partial<MockApp>): undefined {
  options.app = { ...options.app, ...state };
  return undefined;
}
