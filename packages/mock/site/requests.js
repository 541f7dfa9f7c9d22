import { ask } from "./api.js";
import { attempt, change } from "./attempt.js";
import { byId, debounce, h } from "./dom.js";
import { inEveryLanguage, t, when } from "./words.js";

/** @typedef {import("./types.d.ts").Entry} Entry */

/** As many as the mock keeps. */
const most = 1000;
/** The most rows at a time: a filter finds the others. */
const mostRows = 200;
/** A burst is drawn at most so often, in milliseconds. */
const pace = 100;

/**
 * The live log, newest first. A row that is open stays so while others come.
 * @param {HTMLElement} panel
 * @returns {import("./types.d.ts").View & { add: (entry: Entry) => void, load: () => Promise<void> }}
 */
export function showRequests(panel) {
  const filter = h("input", { type: "search", id: "request-filter", autocomplete: "off", spellcheck: false });
  const har = h("a", { class: "button", href: "/__mock/requests.har", download: "feishu-mock.har" });
  const clear = h("button", { type: "button" });
  const shown = h("p", { class: "fine", role: "status" });
  const list = h("ol", { class: "log", reversed: true });
  panel.append(h("div", { class: "bar" }, filter, har, clear), shown, list);

  /** Newest first. @type {Entry[]} */
  let entries = [];
  /** Newest last. @type {Entry[]} */
  let waiting = [];
  let lastId = 0;
  let droppedCount = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {Entry} entry */
  function add(entry) {
    if (entry.id <= lastId) return;
    lastId = entry.id;
    waiting.push(entry);
    timer ??= setTimeout(draw, pace);
  }

  function draw() {
    timer = undefined;
    const fresh = waiting.toReversed();
    waiting = [];
    entries = [...fresh, ...entries].slice(0, most);
    list.prepend(...fresh.filter(matches).slice(0, mostRows).map(row));
    while (list.childElementCount > mostRows) list.lastElementChild?.remove();
    tell();
  }

  function redraw() {
    list.replaceChildren(...entries.filter(matches).slice(0, mostRows).map(row));
    tell();
  }

  function tell() {
    const rows = list.childElementCount;
    const dropped = droppedCount > 0 ? ` · ${t("dropped", { count: droppedCount })}` : "";
    shown.textContent =
      entries.length === 0
        ? t("noRequests")
        : rows === 0
          ? t("noMatch")
          : t("shown", { shown: rows, total: entries.length }) + dropped;
    const count = byId("tab-requests").querySelector(".count");
    if (count) count.textContent = entries.length > 0 ? t("number", { number: entries.length }) : "";
  }

  /** @param {Entry} entry */
  function matches({ method, target, status, code, operation, logId, fault }) {
    const words = filter.value.toLowerCase().split(/\s+/);
    const text = [method, target, status, code, operation, logId, fault].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  }

  async function load() {
    const { dropped, requests } = await ask("requests");
    droppedCount = dropped;
    entries = requests.toReversed();
    lastId = entries[0]?.id ?? 0;
    waiting = waiting.filter(({ id }) => id > lastId);
    redraw();
  }

  function empty() {
    entries = [];
    waiting = [];
    droppedCount = 0;
    redraw();
  }

  filter.addEventListener("input", debounce(redraw, 120));
  clear.addEventListener("click", () => change("DELETE", "requests").then(() => attempt(load)));
  inEveryLanguage(() => {
    filter.placeholder = t("filter");
    filter.setAttribute("aria-label", t("filter"));
    har.textContent = t("har");
    clear.textContent = t("clear");
    redraw();
  });
  return {
    add,
    load: () => attempt(load),
    open() {},
    update({ requests: { kept, dropped } }) {
      droppedCount = dropped;
      // Cleared or reset by somebody else.
      if (kept === 0 && entries.length > 0) empty();
      else tell();
    },
  };
}

/** @param {Entry} entry */
function row(entry) {
  const { at, method, target, status, code, durationMs, fault } = entry;
  const isBad = status === 0 || status >= 400 || (code ?? 0) !== 0;
  const time = when(at, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
  });
  const details = h(
    "details",
    {},
    h(
      "summary",
      {},
      h("time", { datetime: at }, time),
      h("span", { class: `status ${isBad ? "bad" : "good"}` }, status === 0 ? t("noAnswer") : String(status)),
      h("span", { class: "code" }, code === undefined ? "" : String(code)),
      h("span", { class: "target" }, h("b", {}, method), " ", target),
      fault === undefined ? undefined : h("span", { class: "mark" }, fault),
      h("span", { class: "took" }, `${durationMs < 10 ? durationMs.toFixed(1) : Math.round(durationMs)} ms`),
    ),
  );
  // Most rows are never opened.
  details.addEventListener("toggle", () => {
    if (details.childElementCount === 1) void attempt(() => fill(details, entry));
  });
  return h("li", {}, details);
}

/**
 * @param {HTMLElement} details
 * @param {Entry} entry
 */
async function fill(details, entry) {
  const { requests } = await ask(`requests?after=${entry.id - 1}&limit=1`);
  const found = requests[0]?.id === entry.id ? requests[0] : undefined;
  if (details.childElementCount === 1) details.append(inside(found ?? entry));
}

/** @param {Entry} entry */
function inside({ operation, logId, notes, headers, body, responseHeaders, responseBody }) {
  return h(
    "div",
    { class: "inside" },
    h("p", { class: "fine" }, [operation, logId].filter(Boolean).join(" · ")),
    ...notes.map((note) => h("p", { class: "note" }, `${t("note")}: ${note}`)),
    h("h3", {}, t("requestHead")),
    headerTable(headers),
    bodyText(body),
    h("h3", {}, t("responseHead")),
    headerTable(responseHeaders),
    bodyText(responseBody),
  );
}

/** @param {Record<string, string>} headers */
function headerTable(headers) {
  const rows = Object.entries(headers).map(([name, value]) =>
    h("div", {}, h("dt", {}, name), h("dd", {}, value)),
  );
  return h("dl", { class: "headers" }, ...rows);
}

/** @param {string | undefined} body */
function bodyText(body) {
  if (body === undefined) return h("p", { class: "fine" }, t("gone"));
  if (body === "") return h("p", { class: "fine" }, t("noBody"));
  // Its own keyboard stop, since it scrolls.
  return h("pre", { tabindex: 0 }, pretty(body));
}

/** @param {string} body */
function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
