import { nameOf, showActiveRules } from "./active-rules.js";
import { change } from "./attempt.js";
import { h, replace } from "./dom.js";
import { aboutFault, onLanguage, language, t } from "./words.js";

/** @typedef {import("./types.d.ts").State} State */
/** @typedef {{ code?: number, fault?: string, delay?: number }} Failure */

/**
 * Shows the active fault rules, and buttons for every documented error and every fault of an operation.
 * @param {HTMLElement} panel
 * @returns {import("./types.d.ts").View}
 */
export function showFailures(panel) {
  const operation = h("select", { id: "failure-operation", onchange: () => renderChoices() });
  const operationLabel = h("label", { for: "failure-operation" });
  const share = h("input", {
    id: "failure-share",
    type: "number",
    min: 1,
    max: 100,
    value: 100,
    required: true,
  });
  const shareLabel = h("label", { for: "failure-share" });
  const delay = h("input", {
    id: "failure-delay",
    type: "number",
    min: 1,
    max: 600_000,
    value: 500,
    required: true,
  });
  const delayLabel = h("label", { for: "failure-delay" });
  const summary = h("p", { class: "fine" });
  const choices = h("div", { class: "choices" });
  const active = showActiveRules(operation);
  panel.append(
    active.card,
    h("div", { class: "bar fields" }, field(operationLabel, operation), field(shareLabel, share)),
    summary,
    choices,
  );

  /** @type {State | undefined} */
  let state;

  /**
   * @param {Failure} failure
   * @param {boolean} isOnce
   */
  async function add(failure, isOnce) {
    if (!share.reportValidity() || ("delay" in failure && !delay.reportValidity())) return;
    const rate = share.valueAsNumber / 100;
    const body = {
      operation: operation.value,
      ...failure,
      ...("delay" in failure ? { delay: delay.valueAsNumber } : {}),
      ...(isOnce ? { times: 1 } : {}),
      ...(rate < 1 ? { rate } : {}),
    };
    await change("POST", "faults", { body, success: t("ruleAdded", { what: nameOf(body) }) });
  }

  function renderChoices() {
    const operations = state?.operations ?? [];
    const chosen = operations.filter(({ id }) => operation.value === "*" || id === operation.value);
    const [first] = chosen;
    const about = language() === "en" ? first?.summary : first?.summaryZh;
    summary.textContent = operation.value === "*" ? "" : (about ?? "");
    const codes = new Map(
      chosen.flatMap(({ failures }) => failures.map((failure) => [failure.code, failure])),
    );
    const faults = new Set(chosen.flatMap((known) => known.faults));
    const wire = [...faults].map((fault) => choice({ fault }, aboutFault(fault)));
    const errors = [...codes.values()]
      .toSorted((one, other) => one.status - other.status || one.code - other.code)
      .map(({ code, status, msg }) => choice({ code }, msg, `HTTP ${status}`));
    const latency = h("li", {}, field(delayLabel, delay), buttons({ delay: 0 }, t("latency")));
    replace(choices, [
      group(t("codes"), errors),
      h("div", {}, group(t("wire"), wire), group(t("latency"), [latency])),
    ]);
  }

  /**
   * @param {Failure} failure
   * @param {string} about
   * @param {string} [status]
   */
  function choice(failure, about, status) {
    const name = nameOf(failure);
    return h(
      "li",
      {},
      h(
        "div",
        { class: "what" },
        h(
          "p",
          {},
          h("strong", {}, name),
          status === undefined ? undefined : h("span", { class: "fine" }, ` ${status}`),
        ),
        h("p", { class: "fine" }, about),
      ),
      buttons(failure, name),
    );
  }

  /**
   * @param {Failure} failure
   * @param {string} what
   */
  function buttons(failure, what) {
    const button = (/** @type {"once" | "always"} */ word) =>
      h(
        "button",
        {
          type: "button",
          class: "small",
          "data-key": `${word} ${what}`,
          "aria-label": t(`${word}Label`, { what }),
          onclick: () => add(failure, word === "once"),
        },
        t(word),
      );
    return h("div", { class: "actions" }, button("once"), button("always"));
  }

  function renderOperations() {
    if (!state) return;
    const options = state.operations.map(({ id, method, path }) =>
      h("option", { value: id }, `${id} · ${method} ${path}`),
    );
    const before = operation.value;
    operation.replaceChildren(...options, h("option", { value: "*" }, t("everyOperation")));
    operation.value = before || (state.operations.find(({ method }) => method === "GET")?.id ?? "*");
  }

  onLanguage(() => {
    operationLabel.textContent = t("operation");
    shareLabel.textContent = t("shareLabel");
    delayLabel.textContent = t("latencyLabel");
    renderOperations();
    renderChoices();
  });
  let lastOperations = "";
  return {
    open() {},
    update(current) {
      state = current;
      active.update(current.rules);
      const operations = JSON.stringify(current.operations);
      if (operations === lastOperations) return;
      lastOperations = operations;
      renderOperations();
      renderChoices();
    },
  };
}

/**
 * @param {string} title
 * @param {HTMLElement[]} rows
 */
function group(title, rows) {
  return h("div", { class: "card" }, h("h2", {}, title), h("ul", { class: "rules" }, ...rows));
}

/**
 * @param {HTMLElement} label
 * @param {HTMLElement} input
 */
function field(label, input) {
  return h("div", { class: "field" }, label, input);
}
