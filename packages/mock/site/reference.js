import { byId } from "./dom.js";

const language = new URLSearchParams(location.search).get("language") ?? "en";
document.documentElement.lang = language;
/** @type {any} */
const page = globalThis;
// Otherwise Scalar's validator tries `eval`, which the content security policy reports as an error.
page.__zod_globalConfig = { jitless: true };
await new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = "/__mock/page/scalar.js";
  script.addEventListener("load", resolve);
  script.addEventListener("error", reject);
  document.head.append(script);
});
const state = await (await fetch("/__mock/state")).json();

// Turns off all features that send requests to other servers. The content security policy blocks the rest.
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
