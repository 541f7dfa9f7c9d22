/**
 * Makes the tabs work: only the open one is in the tab order, the arrow keys, Home and End move to the others, and the
 * URL fragment stores the open tab.
 * @param {(id: string) => void} onOpen called with the name of the open tab, now and after every change
 */
export function showTabs(onOpen) {
  const tabs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[role=tab]")]);

  /** @param {HTMLElement} chosen */
  function open(chosen) {
    for (const tab of tabs) {
      const isChosen = tab === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      const panel = panelOf(tab);
      if (panel) panel.hidden = !isChosen;
    }
    onOpen(nameOf(chosen));
  }

  /** @param {HTMLElement} tab */
  function select(tab) {
    history.replaceState(null, "", `#${nameOf(tab)}`);
    open(tab);
  }

  const fromUrl = () => tabs.find((tab) => `#${nameOf(tab)}` === location.hash) ?? tabs[0];
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => select(tab));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
      const next = to === undefined ? undefined : tabs.at(to % tabs.length);
      if (!next) return;
      event.preventDefault();
      next.focus();
      select(next);
    });
  }
  addEventListener("hashchange", () => {
    const tab = fromUrl();
    if (tab) open(tab);
  });
  const first = fromUrl();
  if (first) open(first);
}

/** @param {HTMLElement} tab */
function panelOf(tab) {
  return document.getElementById(tab.getAttribute("aria-controls") ?? "");
}

/** @param {HTMLElement} tab */
function nameOf(tab) {
  return tab.id.replace("tab-", "");
}
