import { callApi, follow } from "./api.js";
import { attempt } from "./attempt.js";
import { showChats } from "./chats.js";
import { byId, showStatus } from "./dom.js";
import { showFailures } from "./failures.js";
import { showReference } from "./reference-tab.js";
import { showRequests } from "./requests.js";
import { showTabs } from "./tabs.js";
import { showTenant } from "./tenant.js";
import { fillTexts, onLanguage, switchLanguage, t } from "./words.js";

/** @typedef {import("./types.d.ts").State} State */

const views = {
  chats: showChats(byId("view-chats")),
  requests: showRequests(byId("view-requests")),
  failures: showFailures(byId("view-failures")),
  tenant: showTenant(byId("view-tenant")),
  reference: showReference(byId("view-reference")),
};

/** @type {State | undefined} */
let state;
let isLive = false;

onLanguage(() => {
  fillTexts();
  byId("language").textContent = t("language");
  byId("language").setAttribute("aria-label", t("languageLabel"));
  render();
});
byId("language").addEventListener("click", switchLanguage);
for (const button of document.querySelectorAll("[data-copies]")) button.addEventListener("click", copy);

showTabs((shown) => views[/** @type {keyof typeof views} */ (shown)].open());
await load();
follow({
  request: (entry) => views.requests.add(entry),
  state: (changed) => state && show({ ...state, ...changed }),
  lost: () => void views.requests.load(),
  live(isConnected) {
    isLive = isConnected;
    render();
    if (!isConnected) return;
    // The state may have changed during the interruption, or the mock may be another one.
    void load();
    void views.requests.load();
  },
});

function load() {
  return attempt(async () => show(await callApi("state")));
}

/** @param {State} current */
function show(current) {
  state = current;
  render();
  for (const view of Object.values(views)) view.update(current);
}

function render() {
  const live = byId("live");
  live.textContent = t(isLive ? "live" : "offline");
  live.classList.toggle("on", isLive);
  if (!state) return;
  const { url, seed, contract, operations, chats, rules } = state;
  const simple =
    operations.find(({ method, path }) => method === "GET" && !path.includes("{")) ?? operations[0];
  const method = simple?.method === "GET" ? "" : ` -X ${simple?.method}`;
  byId("url").textContent = url;
  byId("curl").textContent = `curl${method} -H 'Authorization: Bearer t-mock' '${url}${simple?.path ?? ""}'`;
  byId("facts").textContent = t("facts", {
    operations: operations.length,
    chats: chats.listed,
    seed: String(seed),
    contract,
  });
  count("tab-chats", chats.listed);
  count("tab-failures", rules.length);
}

/**
 * @param {string} tab
 * @param {number} number
 */
function count(tab, number) {
  const element = byId(tab).querySelector(".count");
  if (element) element.textContent = number === 0 ? "" : t("number", { number });
}

/** @param {Event} event */
async function copy({ currentTarget }) {
  const button = /** @type {HTMLElement} */ (currentTarget);
  const source = byId(button.dataset["copies"] ?? "");
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
    showStatus(t("copied"));
  } catch {
    getSelection()?.selectAllChildren(source);
    showStatus(t("notCopied"), true);
  }
}
