import { callApi } from "./api.js";
import { attempt, change } from "./attempt.js";
import { byId, debounce, h } from "./dom.js";
import { onLanguage, t, when } from "./words.js";

/** @typedef {import("./types.d.ts").Entry} Entry */

/** The size of the log in the mock. */
const maxEntries = 1000;
/** Maximum number of rows. The filter finds the others. */
const maxRows = 200;
/** Minimum interval between renders, in milliseconds. */
const renderMs = 100;

/**
 * Shows the live log, newest first. Open rows stay open when others arrive.
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
  let pending = [];
  let lastId = 0;
  let droppedCount = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {Entry} entry */
  function add(entry) {
    if (entry.id <= lastId) return;
    lastId = entry.id;
    pending.push(entry);
    timer ??= setTimeout(renderNew, renderMs);
  }

  function renderNew() {
    timer = undefined;
    const fresh = pending.toReversed();
    pending = [];
    entries = [...fresh, ...entries].slice(0, maxEntries);
    list.prepend(...fresh.filter(matches).slice(0, maxRows).map(row));
    while (list.childElementCount > maxRows) list.lastElementChild?.remove();
    renderCounts();
  }

  function renderAll() {
    list.replaceChildren(...entries.filter(matches).slice(0, maxRows).map(row));
    renderCounts();
  }

  function renderCounts() {
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
    const { dropped, requests } = await callApi("requests");
    droppedCount = dropped;
    entries = requests.toReversed();
    lastId = entries[0]?.id ?? 0;
    pending = pending.filter(({ id }) => id > lastId);
    renderAll();
  }

  function empty() {
    entries = [];
    pending = [];
    droppedCount = 0;
    renderAll();
  }

  filter.addEventListener("input", debounce(renderAll, 120));
  clear.addEventListener("click", () => change("DELETE", "requests").then(() => attempt(load)));
  onLanguage(() => {
    filter.placeholder = t("filter");
    filter.setAttribute("aria-label", t("filter"));
    har.textContent = t("har");
    clear.textContent = t("clear");
    renderAll();
  });
  return {
    add,
    load: () => attempt(load),
    open() {},
    update({ requests: { kept, dropped } }) {
      droppedCount = dropped;
      // The log was cleared or reset elsewhere.
      if (kept === 0 && entries.length > 0) empty();
      else renderCounts();
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
      h(
        "span",
        { class: `status ${isBad ? "bad" : "good"}` },
        status === 0 ? t("noResponse") : String(status),
      ),
      h("span", { class: "code" }, code === undefined ? "" : String(code)),
      h("span", { class: "target" }, h("b", {}, method), " ", target),
      fault === undefined ? undefined : h("span", { class: "mark" }, fault),
      h("span", { class: "took" }, `${durationMs < 10 ? durationMs.toFixed(1) : Math.round(durationMs)} ms`),
    ),
  );
  // Filled on first use: most rows are never opened.
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
  const { requests } = await callApi(`requests?after=${entry.id - 1}&limit=1`);
  const found = requests[0]?.id === entry.id ? requests[0] : undefined;
  if (details.childElementCount === 1) details.append(detailsOf(found ?? entry));
}

/** @param {Entry} entry */
function detailsOf({ operation, logId, notes, headers, body, responseHeaders, responseBody }) {
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
  // Focusable, because it scrolls.
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
