import { h } from "./dom.js";
import { onLanguage, language, t } from "./words.js";

/**
 * Shows the API reference in a frame, because it needs a laxer content security policy. Loaded when first opened.
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
  onLanguage(show);
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
