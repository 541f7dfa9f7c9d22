import { byId } from "./dom.js";

const language = new URLSearchParams(location.search).get("language") ?? "en";
document.documentElement.lang = language;
/** @type {any} */
const page = globalThis;
// Scalar's validator would try `eval` otherwise, which the page's policy refuses aloud.
page.__zod_globalConfig = { jitless: true };
await new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = "/__mock/page/scalar.js";
  script.addEventListener("load", resolve);
  script.addEventListener("error", reject);
  document.head.append(script);
});
const state = await (await fetch("/__mock/state")).json();

// Everything that would call home, or anybody else, is off; what was missed, the page's policy stops.
page.Scalar.createApiReference(byId("app"), {
  url: "/__mock/contract.json",
  servers: [{ url: state.url }],
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: "never",
  proxyUrl: "",
  localization: { locale: language },
});
