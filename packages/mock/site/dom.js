/**
 * Makes an element. Text is only ever a text node, whatever a server sends; `on…` members listen, `false` and
 * `undefined` leave an attribute out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | undefined | ((event: any) => unknown)>} [members]
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, members = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(members)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/**
 * The element of an id, which the page is known to have.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/**
 * Replaces what an element holds; the focus goes to what has the same `data-key` as before, else to `fallback`.
 * @param {HTMLElement} element
 * @param {readonly (Node | string)[]} children
 * @param {HTMLElement} [fallback]
 */
export function replace(element, children, fallback) {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.getAttribute("data-key");
  element.replaceChildren(...children);
  if (!focused) return;
  const same = key ? element.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  const next = same instanceof HTMLElement ? same : fallback;
  next?.focus({ preventScroll: true });
}

/**
 * Calls a function once the calls of it have paused.
 * @param {() => unknown} run
 * @param {number} ms
 * @returns {() => void}
 */
export function debounce(run, ms) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  };
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding;

/**
 * Tells the user something, to the eye and to a screen reader, for some seconds.
 * @param {string} text
 * @param {boolean} [isFailure]
 */
export function say(text, isFailure = false) {
  const place = byId("said");
  place.replaceChildren(h("p", { class: isFailure ? "bad" : "" }, text));
  clearTimeout(hiding);
  hiding = setTimeout(() => place.replaceChildren(), isFailure ? 8000 : 3000);
}
