/** Each message in English and Chinese. */
const words = {
  lead: [
    "A mock of Feishu (Lark) on this machine: a small tenant with chats, and any documented failure on demand.",
    "本机上的飞书替身：一个带群聊的小租户，任何错误都可按需返回。",
  ],
  baseUrl: ["Base URL", "基础 URL"],
  firstCall: ["First request", "第一次调用"],
  copy: ["Copy", "复制"],
  copyBaseUrl: ["Copy the base URL", "复制基础 URL"],
  copyCurl: ["Copy the curl command", "复制 curl 命令"],
  copied: ["Copied", "已复制"],
  notCopied: [
    "The browser does not allow copying; the text is selected instead",
    "浏览器不允许本页复制，已选中文本",
  ],
  facts: [
    "{operations} operations · {chats} chats · seed {seed} · contract {contract}",
    "{operations} 个接口 · {chats} 个群 · 种子 {seed} · 接口定义 {contract}",
  ],
  views: ["Views", "视图"],
  chats: ["Chats", "群聊"],
  requests: ["Requests", "请求"],
  failures: ["Failures", "故障"],
  tenant: ["Tenant", "租户"],
  reference: ["API", "文档"],
  live: ["live", "实时"],
  offline: ["no connection", "连接已断开"],
  number: ["{number}", "{number}"],
  referenceTitle: ["API reference", "接口文档"],
  language: ["中文", "English"],
  languageLabel: ["中文 (switch the language)", "English（切换语言）"],
  search: ["Search chats by name, description or id", "按名称、描述或 ID 搜索群"],
  newChat: ["New chat", "新建群"],
  name: ["Name", "名称"],
  namePlaceholder: ["random if empty", "留空则自动生成"],
  create: ["Create", "创建"],
  created: ["Created {name}", "已创建 {name}"],
  range: ["{from}–{to} of {total}", "{from}–{to} / {total}"],
  noChats: ["No chat matches.", "没有匹配的群。"],
  first: ["First page", "第一页"],
  previous: ["Previous page", "上一页"],
  next: ["Next page", "下一页"],
  last: ["Last page", "最后一页"],
  touch: ["Touch", "活跃"],
  touchHint: ["Makes it the most recently active chat", "产生新动态：移到 ByActiveTimeDesc 的最前面"],
  leave: ["Leave", "退出"],
  leaveHint: ["Removes the caller; the chat is no longer listed", "调用者退群，之后不再列出"],
  dissolve: ["Dissolve", "解散"],
  dissolveHint: ["Sets the status to dissolved", "群状态变为 dissolved"],
  done_touch: ["Touched {name}", "{name} 有了新动态"],
  done_leave: ["Left {name}", "已退出 {name}"],
  done_dissolve: ["Dissolved {name}", "已解散 {name}"],
  external: ["external", "外部群"],
  dissolved: ["dissolved", "已解散"],
  dissolved_save: ["dissolved, kept", "已解散并保留"],
  bot: ["owned by a bot", "机器人为群主"],
  active: ["active {time}", "{time} 活跃"],
  filter: ["Filter by path, code, status or log id", "按路径、错误码、状态码或日志 ID 筛选"],
  clear: ["Clear", "清空"],
  har: ["Download HAR", "下载 HAR"],
  noRequests: [
    "No request yet. Run the curl command above to see one.",
    "还没有请求。发送上面的 curl，它会出现在这里。",
  ],
  noMatch: ["No request matches.", "没有匹配的请求。"],
  shown: ["{shown} of {total} shown", "显示 {shown} / {total} 条"],
  dropped: ["{count} older ones dropped", "更早的 {count} 条已丢弃"],
  noResponse: ["none", "无"],
  requestHead: ["Request", "请求"],
  responseHead: ["Response", "响应"],
  noBody: ["no body", "无内容"],
  gone: ["no longer in the log", "已不再保留"],
  note: ["Note", "提示"],
  activeRules: ["Active", "生效中"],
  noRules: [
    "Nothing is set to fail. Choose a failure below; it applies to the next requests.",
    "目前没有设定故障。在下面选一个，接下来的请求就会遇到它。",
  ],
  undo: ["Undo", "撤销"],
  undoAll: ["Undo all", "全部撤销"],
  left: ["{count} left", "剩 {count} 次"],
  untilCleared: ["until cleared", "直到撤销"],
  share: ["{share} % of requests", "{share}% 的请求"],
  delayMs: ["{ms} ms", "{ms} 毫秒"],
  operation: ["Operation", "接口"],
  everyOperation: ["* every operation", "* 所有接口"],
  shareLabel: ["Share of requests, %", "命中比例（%）"],
  once: ["Once", "一次"],
  onceLabel: ["Once: {what}", "一次：{what}"],
  always: ["Until cleared", "直到撤销"],
  alwaysLabel: ["Until cleared: {what}", "直到撤销：{what}"],
  ruleAdded: ["Active: {what}", "已生效：{what}"],
  wire: ["On the wire", "网络故障"],
  codes: ["Documented errors", "文档列出的错误"],
  latency: ["Latency", "延迟"],
  latencyLabel: ["Delay, ms", "延迟（毫秒）"],
  fault_reset: ["resets the connection before a response", "响应之前连接被重置"],
  fault_silence: ["sends nothing", "永远没有响应"],
  fault_stall: ["sends half of the body, then nothing", "返回一半内容后停住"],
  fault_truncate: ["sends half of the body, then closes the connection", "返回一半内容后断开连接"],
  fault_slow: ["sends the body in small chunks over 3 seconds", "分小块返回，约三秒"],
  fault_html: ["sends the HTML page of a gateway with 502", "网关的 502 HTML 页面"],
  app: ["App", "应用"],
  botAbility: ["Bot ability", "机器人能力"],
  botAbilityHint: ["If off, chat operations return 232025.", "关闭后，群接口返回 232025。"],
  installed: ["Installed in the tenant", "已在租户中安装"],
  installedHint: ["If off, chat operations return 232034.", "关闭后，群接口返回 232034。"],
  clock: ["Clock", "时钟"],
  clockHint: [
    "Tokens are valid for 2 hours. A new one is issued in the last 30 minutes.",
    "令牌有效期 2 小时；最后 30 分钟内会签发新令牌。",
  ],
  tokens: ["Valid tokens: {count}", "有效令牌：{count} 个"],
  half: ["+ 30 minutes", "+ 30 分钟"],
  two: ["+ 2 hours", "+ 2 小时"],
  advanced: ["The clock was advanced", "时钟已推进"],
  beginning: ["Reset", "回到起点"],
  beginningHint: [
    "Restores the initial chats, tokens, fault rules, clock and log.",
    "群聊、令牌、故障、时钟和日志都恢复到启动时的样子。",
  ],
  reset: ["Reset", "重置"],
  resetSure: ["All changes since the start will be lost.", "启动以来的所有改动都会丢失。"],
  cancel: ["Cancel", "取消"],
  wasReset: ["The mock was reset", "已恢复到启动时的状态"],
};

/** @typedef {"en" | "zh-CN"} Language */
/** @typedef {keyof typeof words} Word */

const storageKey = "feishu-mock.language";
/** @type {Language} */
let current = storedLanguage() ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en");
/** @type {(() => void)[]} */
const listeners = [];

/** The current language. */
export function language() {
  return current;
}

/** Switches between English and Chinese and stores the choice in the browser. */
export function switchLanguage() {
  current = current === "en" ? "zh-CN" : "en";
  try {
    localStorage.setItem(storageKey, current);
  } catch {
    // The choice is not stored then.
  }
  for (const listener of listeners) listener();
}

/**
 * Calls a function now and after every change of the language.
 * @param {() => void} render
 */
export function onLanguage(render) {
  listeners.push(render);
  render();
}

/**
 * A message in the current language with the values filled in. Formats numbers.
 * @param {Word} word
 * @param {Record<string, string | number>} [values]
 */
export function t(word, values = {}) {
  const [english = "", chinese = ""] = words[word];
  return (current === "en" ? english : chinese).replaceAll(/\{(\w+)\}/g, (_, name) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? new Intl.NumberFormat(current).format(value) : value;
  });
}

/**
 * The description of a fault. Empty for an unknown one.
 * @param {string} fault
 */
export function aboutFault(fault) {
  const word = `fault_${fault}`;
  return word in words ? t(/** @type {Word} */ (word)) : "";
}

/**
 * Formats a time in the current language.
 * @param {number | string} time
 * @param {Intl.DateTimeFormatOptions} format
 */
export function when(time, format) {
  return new Intl.DateTimeFormat(current, format).format(new Date(time));
}

/** Fills in the messages of `data-t` and the labels of `data-t-label`. */
export function fillTexts() {
  document.documentElement.lang = current;
  for (const element of document.querySelectorAll("[data-t]"))
    element.textContent = t(/** @type {Word} */ (element.getAttribute("data-t")));
  for (const element of document.querySelectorAll("[data-t-label]"))
    element.setAttribute("aria-label", t(/** @type {Word} */ (element.getAttribute("data-t-label"))));
}

/** @returns {Language | undefined} */
function storedLanguage() {
  try {
    const found = localStorage.getItem(storageKey);
    return found === "en" || found === "zh-CN" ? found : undefined;
  } catch {
    return undefined;
  }
}
