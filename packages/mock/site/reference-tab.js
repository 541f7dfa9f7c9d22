import { h } from "./dom.js";
import { inEveryLanguage, language, t } from "./words.js";

/**
 * The API reference in a frame of its own, since it needs a laxer policy than this page; fetched when first opened.
 * @param {HTMLElement} panel
 * @returns {import("./types.d.ts").View}
 */
export function showReference(panel) {
  /** @type {HTMLIFrameElement | undefined} */
  let frame;
  const show = () => {
    if (!frame) return;
    frame.title = t("referenceTitle");
    frame.src = `/__mock/page/reference.html?language=${language()}`;
  };
  inEveryLanguage(show);
  return {
    open() {
      if (frame) return;
      frame = h("iframe", { class: "reference" });
      show();
      panel.append(frame);
    },
    update() {},
  };
}
