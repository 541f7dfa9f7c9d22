/**
 * Creates an element. Strings become text nodes, never markup. `on…` functions become event listeners; `false` and
 * `undefined` omit an attribute.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | undefined | ((event: any) => unknown)>} [attributes]
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/**
 * The element with an id. Throws if there is none.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/**
 * Replaces the children of an element. Keeps the focus on the element with the same `data-key`, or moves it to
 * `fallback`.
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
 * Delays calls until none came for `ms` milliseconds.
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
let hideTimer;

/**
 * Shows a message for some seconds, also to screen readers.
 * @param {string} text
 * @param {boolean} [isFailure]
 */
export function showStatus(text, isFailure = false) {
  const element = byId("status");
  element.replaceChildren(h("p", { class: isFailure ? "bad" : "" }, text));
  clearTimeout(hideTimer);
  hideTimer = setTimeout(() => element.replaceChildren(), isFailure ? 8000 : 3000);
}
