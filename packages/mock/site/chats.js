import { callApi } from "./api.js";
import { attempt, change } from "./attempt.js";
import { debounce, h, replace, showStatus } from "./dom.js";
import { onLanguage, t, when } from "./words.js";

/** @typedef {import("./types.d.ts").Chat} Chat */

/** Page size. The page renders as fast for a million chats. */
const perPage = 50;
const shortTime = /** @type {const} */ ({ dateStyle: "medium", timeStyle: "short" });

/**
 * Shows the chats. The mock searches and pages them.
 * @param {HTMLElement} panel
 * @returns {import("./types.d.ts").View}
 */
export function showChats(panel) {
  const search = h("input", { type: "search", id: "chat-search", autocomplete: "off", spellcheck: false });
  const add = h("button", { type: "button", "aria-expanded": "false", "aria-controls": "chat-new" });
  const name = h("input", { id: "chat-name", maxlength: 100, autocomplete: "off" });
  const nameLabel = h("label", { for: "chat-name" });
  const create = h("button", { class: "main" });
  const form = h("form", { id: "chat-new", class: "inline", hidden: true }, nameLabel, name, create);
  const pager = h("nav", { class: "pager" });
  const list = h("ul", { class: "chats" });
  panel.append(h("div", { class: "bar" }, search, add), form, pager, list);

  let offset = 0;
  let total = 0;
  /** @type {Chat[] | undefined} */
  let items;
  /** @type {AbortController | undefined} */
  let pending;

  const load = () => attempt(fetchPage);

  /** @returns {Promise<void>} */
  async function fetchPage() {
    pending?.abort();
    pending = new AbortController();
    const { signal } = pending;
    try {
      const query = new URLSearchParams({
        search: search.value,
        offset: String(offset),
        limit: String(perPage),
      });
      const page = await callApi(`chats?${query}`, { signal });
      total = page.total;
      items = page.items;
      // The last page may no longer exist.
      if (page.items.length === 0 && offset > 0 && total > 0) return goTo(lastOffset());
      render();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** @param {number} to */
  function goTo(to) {
    offset = Math.max(0, to);
    return load();
  }

  const lastOffset = () => Math.max(0, Math.ceil(total / perPage) - 1) * perPage;

  /**
   * @param {Chat} chat
   * @param {"touch" | "leave" | "dissolve"} action
   */
  async function act({ chat_id, name: chatName }, action) {
    await change("POST", `chats/${encodeURIComponent(chat_id)}/${action}`, {
      success: t(`done_${action}`, { name: chatName }),
    });
    await load();
  }

  async function createChat() {
    const body = name.value === "" ? {} : { name: name.value };
    const created = await callApi("chats", { method: "POST", body });
    showStatus(t("created", { name: created.name }));
    name.value = "";
    search.value = "";
    total += 1;
    await goTo(lastOffset());
  }

  function render() {
    search.placeholder = t("search");
    search.setAttribute("aria-label", t("search"));
    add.textContent = t("newChat");
    nameLabel.textContent = t("name");
    name.placeholder = t("namePlaceholder");
    create.textContent = t("create");
    if (!items) return;
    const to = offset + items.length;
    const ends = { first: 0, previous: offset - perPage, next: offset + perPage, last: lastOffset() };
    const button = (/** @type {keyof typeof ends} */ word, /** @type {string} */ sign) =>
      h(
        "button",
        {
          type: "button",
          "data-key": word,
          "aria-label": t(word),
          title: t(word),
          disabled: word === "first" || word === "previous" ? offset === 0 : to >= total,
          onclick: () => goTo(ends[word]),
        },
        sign,
      );
    const range = h("span", { role: "status" }, t("range", { from: items.length && offset + 1, to, total }));
    replace(
      pager,
      [range, button("first", "«"), button("previous", "‹"), button("next", "›"), button("last", "»")],
      search,
    );
    replace(list, items.length > 0 ? items.map(row) : [h("li", { class: "none" }, t("noChats"))], search);
  }

  /** @param {Chat} chat */
  function row(chat) {
    const marks = [
      chat.chat_status === "normal" ? undefined : chat.chat_status,
      chat.external ? "external" : undefined,
      chat.owner_id === null ? "bot" : undefined,
    ].filter((mark) => mark !== undefined);
    const action = (/** @type {"touch" | "leave" | "dissolve"} */ verb) =>
      h(
        "button",
        {
          type: "button",
          class: "small",
          "data-key": `${verb} ${chat.chat_id}`,
          title: t(`${verb}Hint`),
          "aria-label": `${t(verb)} ${chat.name}`,
          disabled: verb === "dissolve" && chat.chat_status !== "normal",
          onclick: () => act(chat, verb),
        },
        t(verb),
      );
    return h(
      "li",
      {},
      avatar(chat),
      h(
        "div",
        { class: "about" },
        h(
          "p",
          { class: "name" },
          h("strong", {}, chat.name),
          ...marks.map((mark) =>
            h("span", { class: "mark" }, t(/** @type {import("./words.js").Word} */ (mark))),
          ),
        ),
        chat.description === "" ? undefined : h("p", { class: "description" }, chat.description),
        h(
          "p",
          { class: "fine" },
          h("code", {}, chat.chat_id),
          h("span", { class: "when" }, t("active", { time: when(chat.active_time, shortTime) })),
        ),
      ),
      h("div", { class: "actions" }, action("touch"), action("leave"), action("dissolve")),
    );
  }

  search.addEventListener(
    "input",
    debounce(() => void goTo(0), 150),
  );
  add.addEventListener("click", () => {
    form.hidden = !form.hidden;
    add.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) name.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void attempt(createChat);
  });
  onLanguage(render);

  let lastCounts = "";
  return {
    open: () => void load(),
    update({ chats }) {
      const counts = `${chats.listed} ${chats.left}`;
      if (lastCounts !== "" && lastCounts !== counts && !panel.hidden) void load();
      lastCounts = counts;
    },
  };
}

/**
 * The first Chinese character, or the initials of two words.
 * @param {string} name
 */
function initials(name) {
  const [first = "", second = ""] = name.trim().split(/\s+/);
  return (letter(first) + (/^[a-z]/i.test(first) ? letter(second) : "")).toUpperCase() || "?";
}

/** @param {string} word */
function letter(word) {
  return Array.from(word)[0] ?? "";
}

/**
 * A generated avatar: the page sends no requests to other servers.
 * @param {Chat} chat
 */
function avatar({ chat_id, name }) {
  const element = h("span", { class: "avatar", "aria-hidden": true }, initials(name));
  const sum = Array.from(chat_id).reduce((before, character) => before * 31 + character.charCodeAt(0), 0);
  element.style.setProperty("--hue", String(sum % 360));
  return element;
}
