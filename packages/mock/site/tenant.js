import { change } from "./attempt.js";
import { h, replace } from "./dom.js";
import { inEveryLanguage, t, when } from "./words.js";

/** @typedef {import("./types.d.ts").State} State */

/**
 * The app's switches, the clock, and the way back to the beginning.
 * @param {HTMLElement} panel
 * @returns {import("./types.d.ts").View}
 */
export function showTenant(panel) {
  /** @type {State | undefined} */
  let state;
  /** How far the mock's clock is ahead of this machine's, in milliseconds. */
  let ahead = 0;
  const clock = h("p", { class: "clock" });

  function render() {
    if (!state) return;
    replace(panel, [
      h(
        "div",
        { class: "cards" },
        card(t("app"), flip("botAbility"), flip("installed")),
        card(
          t("clock"),
          clock,
          h("p", { class: "fine" }, t("tokens", { count: state.tokens.valid })),
          h("p", { class: "fine" }, t("clockHint")),
          h(
            "div",
            { class: "actions" },
            button("half", () => advance(30)),
            button("two", () => advance(120)),
          ),
        ),
        card(
          t("beginning"),
          h("p", { class: "fine" }, t("beginningHint")),
          h(
            "div",
            { class: "actions" },
            button("reset", () => confirmReset()),
          ),
        ),
      ),
    ]);
  }

  /** @param {"botAbility" | "installed"} name */
  function flip(name) {
    const id = `app-${name}`;
    /** @type {HTMLInputElement} */
    const box = h("input", {
      type: "checkbox",
      role: "switch",
      id,
      "data-key": id,
      checked: state?.app[name],
      "aria-describedby": `${id}-hint`,
      onchange: () => change("PATCH", "app", { body: { [name]: box.checked } }).then(render),
    });
    return h(
      "div",
      { class: "switch" },
      box,
      h("label", { for: id }, t(name)),
      h("p", { class: "fine", id: `${id}-hint` }, t(`${name}Hint`)),
    );
  }

  function confirmReset() {
    /** @type {HTMLDialogElement} */
    const dialog = h(
      "dialog",
      { "aria-label": t("beginning"), onclose: () => dialog.remove() },
      h("p", {}, t("resetSure")),
      h(
        "div",
        { class: "actions" },
        button("cancel", () => dialog.close()),
        button("reset", () => {
          dialog.close();
          return change("POST", "reset", { told: t("wasReset") });
        }),
      ),
    );
    panel.append(dialog);
    dialog.showModal();
  }

  function tick() {
    clock.textContent = when(Date.now() + ahead, {
      dateStyle: "medium",
      timeStyle: "medium",
      hourCycle: "h23",
    });
  }

  inEveryLanguage(() => {
    render();
    tick();
  });
  setInterval(tick, 1000);
  return {
    open() {},
    update(now) {
      state = now;
      ahead = now.clock.now - Date.now();
      tick();
      // A question that is open must not be taken away.
      if (!panel.querySelector("dialog")) render();
    },
  };
}

/**
 * @param {string} title
 * @param {...HTMLElement} children
 */
function card(title, ...children) {
  return h("div", { class: "card" }, h("h2", {}, title), ...children);
}

/**
 * @param {"half" | "two" | "reset" | "cancel"} word
 * @param {() => unknown} onclick
 */
function button(word, onclick) {
  return h("button", { type: "button", "data-key": word, onclick }, t(word));
}

/** @param {number} minutes */
function advance(minutes) {
  return change("POST", "clock", { body: { advanceMs: minutes * 60_000 }, told: t("advanced") });
}
