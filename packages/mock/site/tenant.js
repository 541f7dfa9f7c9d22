import { change } from "./attempt.js";
import { h, replace } from "./dom.js";
import { onLanguage, t, when } from "./words.js";

/** @typedef {import("./types.d.ts").State} State */

/**
 * Shows the app's switches, the clock, and the reset button.
 * @param {HTMLElement} panel
 * @returns {import("./types.d.ts").View}
 */
export function showTenant(panel) {
  /** @type {State | undefined} */
  let state;
  /** Offset of the mock's clock from this machine's, in milliseconds. */
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
          return change("POST", "reset", { success: t("wasReset") });
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

  onLanguage(() => {
    render();
    tick();
  });
  setInterval(tick, 1000);
  return {
    open() {},
    update(current) {
      state = current;
      ahead = current.clock.now - Date.now();
      tick();
      // Rendering would close an open dialog.
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
  return change("POST", "clock", { body: { advanceMs: minutes * 60_000 }, success: t("advanced") });
}
