const en = {
  lead: "A mock of Feishu (Lark) on this machine: a small tenant with chats, and any documented failure on demand.",
  baseUrl: "Base URL",
  firstCall: "First request",
  copy: "Copy",
  copyBaseUrl: "Copy the base URL",
  copyCurl: "Copy the curl command",
  copied: "Copied",
  notCopied: "The browser does not allow copying; the text is selected instead",
  facts: "{operations} operations · {chats} chats · seed {seed} · contract {contract}",
  views: "Views",
  chats: "Chats",
  requests: "Requests",
  failures: "Failures",
  tenant: "Tenant",
  reference: "API",
  live: "live",
  offline: "no connection",
  number: "{number}",
  referenceTitle: "API reference",
  language: "中文",
  languageLabel: "中文 (switch the language)",
  search: "Search chats by name, description or id",
  newChat: "New chat",
  name: "Name",
  namePlaceholder: "random if empty",
  create: "Create",
  created: "Created {name}",
  range: "{from}–{to} of {total}",
  noChats: "No chat matches.",
  first: "First page",
  previous: "Previous page",
  next: "Next page",
  last: "Last page",
  touch: "Touch",
  touchHint: "Makes it the most recently active chat",
  leave: "Leave",
  leaveHint: "Removes the caller; the chat is no longer listed",
  dissolve: "Dissolve",
  dissolveHint: "Sets the status to dissolved",
  done_touch: "Touched {name}",
  done_leave: "Left {name}",
  done_dissolve: "Dissolved {name}",
  external: "external",
  dissolved: "dissolved",
  dissolved_save: "dissolved, kept",
  bot: "owned by a bot",
  active: "active {time}",
  filter: "Filter by path, code, status or log id",
  clear: "Clear",
  har: "Download HAR",
  noRequests: "No request yet. Run the curl command above to see one.",
  noMatch: "No request matches.",
  shown: "{shown} of {total} shown",
  dropped: "{count} older ones dropped",
  noResponse: "none",
  requestHead: "Request",
  responseHead: "Response",
  noBody: "no body",
  gone: "no longer in the log",
  note: "Note",
  activeRules: "Active",
  noRules: "Nothing is set to fail. Choose a failure below; it applies to the next requests.",
  undo: "Undo",
  undoAll: "Undo all",
  left: "{count} left",
  untilCleared: "until cleared",
  share: "{share} % of requests",
  delayMs: "{ms} ms",
  operation: "Operation",
  everyOperation: "* every operation",
  shareLabel: "Share of requests, %",
  once: "Once",
  onceLabel: "Once: {what}",
  always: "Until cleared",
  alwaysLabel: "Until cleared: {what}",
  ruleAdded: "Active: {what}",
  wire: "On the wire",
  codes: "Documented errors",
  latency: "Latency",
  latencyLabel: "Delay, ms",
  fault_reset: "resets the connection before a response",
  fault_silence: "sends nothing",
  fault_stall: "sends half of the body, then nothing",
  fault_truncate: "sends half of the body, then closes the connection",
  fault_slow: "sends the body in small chunks over 3 seconds",
  fault_html: "sends the HTML page of a gateway with 502",
  app: "App",
  botAbility: "Bot ability",
  botAbilityHint: "If off, chat operations return 232025.",
  installed: "Installed in the tenant",
  installedHint: "If off, chat operations return 232034.",
  clock: "Clock",
  clockHint: "Tokens are valid for 2 hours. A new one is issued in the last 30 minutes.",
  tokens: "Valid tokens: {count}",
  half: "+ 30 minutes",
  two: "+ 2 hours",
  advanced: "The clock was advanced",
  beginning: "Reset",
  beginningHint: "Restores the initial chats, tokens, fault rules, clock and log.",
  reset: "Reset",
  resetSure: "All changes since the start will be lost.",
  cancel: "Cancel",
  wasReset: "The mock was reset",
};

/** @type {typeof en} */
const zh = {
  lead: "本机上的飞书替身：一个带群聊的小租户，任何错误都可按需返回。",
  baseUrl: "基础 URL",
  firstCall: "第一次调用",
  copy: "复制",
  copyBaseUrl: "复制基础 URL",
  copyCurl: "复制 curl 命令",
  copied: "已复制",
  notCopied: "浏览器不允许本页复制，已选中文本",
  facts: "{operations} 个接口 · {chats} 个群 · 种子 {seed} · 接口定义 {contract}",
  views: "视图",
  chats: "群聊",
  requests: "请求",
  failures: "故障",
  tenant: "租户",
  reference: "文档",
  live: "实时",
  offline: "连接已断开",
  number: "{number}",
  referenceTitle: "接口文档",
  language: "English",
  languageLabel: "English（切换语言）",
  search: "按名称、描述或 ID 搜索群",
  newChat: "新建群",
  name: "名称",
  namePlaceholder: "留空则自动生成",
  create: "创建",
  created: "已创建 {name}",
  range: "{from}–{to} / {total}",
  noChats: "没有匹配的群。",
  first: "第一页",
  previous: "上一页",
  next: "下一页",
  last: "最后一页",
  touch: "活跃",
  touchHint: "产生新动态：移到 ByActiveTimeDesc 的最前面",
  leave: "退出",
  leaveHint: "调用者退群，之后不再列出",
  dissolve: "解散",
  dissolveHint: "群状态变为 dissolved",
  done_touch: "{name} 有了新动态",
  done_leave: "已退出 {name}",
  done_dissolve: "已解散 {name}",
  external: "外部群",
  dissolved: "已解散",
  dissolved_save: "已解散并保留",
  bot: "机器人为群主",
  active: "{time} 活跃",
  filter: "按路径、错误码、状态码或日志 ID 筛选",
  clear: "清空",
  har: "下载 HAR",
  noRequests: "还没有请求。发送上面的 curl，它会出现在这里。",
  noMatch: "没有匹配的请求。",
  shown: "显示 {shown} / {total} 条",
  dropped: "更早的 {count} 条已丢弃",
  noResponse: "无",
  requestHead: "请求",
  responseHead: "响应",
  noBody: "无内容",
  gone: "已不再保留",
  note: "提示",
  activeRules: "生效中",
  noRules: "目前没有设定故障。在下面选一个，接下来的请求就会遇到它。",
  undo: "撤销",
  undoAll: "全部撤销",
  left: "剩 {count} 次",
  untilCleared: "直到撤销",
  share: "{share}% 的请求",
  delayMs: "{ms} 毫秒",
  operation: "接口",
  everyOperation: "* 所有接口",
  shareLabel: "命中比例（%）",
  once: "一次",
  onceLabel: "一次：{what}",
  always: "直到撤销",
  alwaysLabel: "直到撤销：{what}",
  ruleAdded: "已生效：{what}",
  wire: "网络故障",
  codes: "文档列出的错误",
  latency: "延迟",
  latencyLabel: "延迟（毫秒）",
  fault_reset: "响应之前连接被重置",
  fault_silence: "永远没有响应",
  fault_stall: "返回一半内容后停住",
  fault_truncate: "返回一半内容后断开连接",
  fault_slow: "分小块返回，约三秒",
  fault_html: "网关的 502 HTML 页面",
  app: "应用",
  botAbility: "机器人能力",
  botAbilityHint: "关闭后，群接口返回 232025。",
  installed: "已在租户中安装",
  installedHint: "关闭后，群接口返回 232034。",
  clock: "时钟",
  clockHint: "令牌有效期 2 小时；最后 30 分钟内会签发新令牌。",
  tokens: "有效令牌：{count} 个",
  half: "+ 30 分钟",
  two: "+ 2 小时",
  advanced: "时钟已推进",
  beginning: "回到起点",
  beginningHint: "群聊、令牌、故障、时钟和日志都恢复到启动时的样子。",
  reset: "重置",
  resetSure: "启动以来的所有改动都会丢失。",
  cancel: "取消",
  wasReset: "已恢复到启动时的状态",
};

const languages = { en, "zh-CN": zh };
/** @typedef {keyof typeof languages} Language */
/** @typedef {keyof typeof en} Word */

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
  return languages[current][word].replaceAll(/\{(\w+)\}/g, (_, name) => {
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
  return word in en ? t(/** @type {Word} */ (word)) : "";
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
    return found !== null && Object.hasOwn(languages, found) ? /** @type {Language} */ (found) : undefined;
  } catch {
    return undefined;
  }
}
