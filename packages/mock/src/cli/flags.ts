/** The placeholder of the value, and the help in English and Chinese. */
export type Flag = readonly [value: string, description: string, chinese: string];

/**
 * All flags, in the groups of the help. The placeholder is empty for a flag without a value, and in brackets if the
 * value is optional. The parser and the help follow from this table.
 */
export const flagGroups: Readonly<Record<string, Readonly<Record<string, Flag>>>> = {
  "Network 网络": {
    port: ["NUMBER", "port to listen on, 0 for a free one (default 4010)", "端口"],
    host: ["ADDRESS", "address to listen on (default 127.0.0.1)", "监听地址"],
    "allowed-host": ["NAME", "another allowed name in the Host header; repeatable", "允许的 Host，可重复"],
    cors: ["ORIGIN", "the one origin whose pages may use it (default none)", "允许的跨域来源"],
  },
  "Contract and data 接口定义与数据": {
    chats: ["NUMBER", "number of chats in the tenant (default 100)", "群数量"],
    data: ["FILE", "a JSON file with a list of chats", "群数据文件"],
    seed: ["NUMBER", "the same seed gives the same chats (default 1)", "随机种子"],
    contract: ["FILE", "serve this OpenAPI 3.1 document, YAML or JSON", "接口定义文件"],
    watch: ["", "reload the --contract file when it changes", "定义文件改动后自动重载"],
  },
  "Apps and tokens 应用与凭证": {
    app: ["ID[:SECRET]", "only these apps get a token; repeatable (default any)", "已知应用，可重复"],
    scopes: ["LIST", "scopes of the app, comma-separated (default all)", "应用权限，逗号分隔"],
    "no-bot": ["", "the app's bot ability is off: 232025", "未启用机器人能力"],
    "not-installed": ["", "the app is not installed in the tenant: 232034", "应用未安装"],
    "strict-auth": ["", "accept only tokens that the mock issued", "只接受本服务签发的凭证"],
  },
  "Faults and rate limits 故障与限流": {
    fault: ["NAME|CODE", "make every request fail, by fault name or error code", "故障或错误码"],
    "fault-rate": ["SHARE", "share of requests that --fault hits (default 1)", "故障比例 0..1"],
    delay: ["MS|MIN-MAX", "milliseconds before each response", "延迟毫秒数或范围"],
    "rate-limit": ["[SECOND,MINUTE]", "limit requests (default: as in the contract)", "限流：每秒,每分钟"],
    "last-page-token": [
      "FORM",
      "on the last page: empty (default), absent or token",
      "末页 page_token 的形式",
    ],
    "bad-parameter": ["CODE", "code of invalid parameters: 99992402 (default), 232001", "参数错误的错误码"],
  },
  "Record and replay 录制与回放": {
    record: ["FILE", "forward to Feishu and record to a HAR file", "录制到 HAR 文件"],
    upstream: ["URL", "forward to this URL (default: as in the contract)", "上游地址"],
    replay: ["FILE", "respond from a recorded HAR file", "回放 HAR 文件"],
  },
  "Program 程序": {
    json: ["", "one JSON line per event and request, on stdout", "逐行输出 JSON"],
    log: ["", "one short line per request, on stderr", "逐行输出请求"],
    help: ["", "show this help", "帮助"],
    version: ["", "show the version", "版本"],
  },
};
