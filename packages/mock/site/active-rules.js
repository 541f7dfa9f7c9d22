import { change } from "./attempt.js";
import { h, replace } from "./dom.js";
import { onLanguage, t } from "./words.js";

/** @typedef {import("./types.d.ts").Rule} Rule */

/**
 * Shows the active fault rules, each with an undo button.
 * @param {HTMLElement} next gets the focus after the last undo
 */
export function showActiveRules(next) {
  const card = h("div", { class: "card" });
  /** @type {Rule[]} */
  let rules = [];

  function render() {
    const list =
      rules.length === 0
        ? h("p", { class: "fine" }, t("noRules"))
        : h("ul", { class: "rules" }, ...rules.map(ruleRow));
    const all = rules.length > 1 ? [undo("faults", t("undoAll"), t("undoAll"))] : [];
    replace(card, [h("h2", {}, t("activeRules")), list, ...all], next);
  }

  onLanguage(render);
  return {
    card,
    /** @param {Rule[]} current */
    update(current) {
      rules = current;
      render();
    },
  };
}

/** @param {Rule} rule */
function ruleRow(rule) {
  const { id, operation, left, rate } = rule;
  const extent = left === undefined ? t("untilCleared") : t("left", { count: left });
  const share = rate === undefined ? "" : ` · ${t("share", { share: Math.round(rate * 100) })}`;
  const name = h("strong", {}, nameOf(rule));
  const about = h(
    "span",
    {},
    name,
    " ",
    h("code", {}, operation),
    " ",
    h("span", { class: "fine" }, extent + share),
  );
  return h("li", {}, about, undo(`faults/${id}`, t("undo"), `${t("undo")} ${nameOf(rule)}`));
}

/**
 * @param {string} path
 * @param {string} text
 * @param {string} label
 */
function undo(path, text, label) {
  const onclick = () => change("DELETE", path);
  return h(
    "button",
    { type: "button", class: "small", "data-key": path, "aria-label": label, onclick },
    text,
  );
}

/**
 * A short name of a failure, such as `232025`, `reset` or `500 ms`.
 * @param {Pick<Rule, "code" | "fault" | "delay">} failure
 */
export function nameOf({ code, fault, delay }) {
  const ms = delay === undefined ? undefined : t("delayMs", { ms: [delay].flat().join("–") });
  return [code, fault, ms].filter((part) => part !== undefined).join(" + ");
}
