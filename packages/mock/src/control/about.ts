import { version } from "../version.ts";
import document from "./openapi.json" with { type: "json" };
import { checkQuery } from "./input.ts";
import { json } from "./route.ts";
import type { ControlCall, Route } from "./route.ts";
import { shownState } from "./state.ts";

/** What the mock is, and what it serves. */
export const aboutRoutes: readonly Route[] = [
  { method: "GET", path: "/__mock/health", answer: about(health) },
  { method: "GET", path: "/__mock/state", answer: about(({ setup, baseUrl }) => shownState(setup, baseUrl)) },
  { method: "GET", path: "/__mock/contract.json", answer: about(({ setup }) => setup.contract.document) },
  { method: "GET", path: "/__mock/openapi.json", answer: about(ownDocument) },
];

function about(tell: (call: ControlCall) => object): Route["answer"] {
  return (call) => {
    checkQuery(call, []);
    return json(200, tell(call));
  };
}

function health({ setup, baseUrl }: ControlCall): object {
  return { status: "ok", url: baseUrl, version: version(), contract: setup.contract.source };
}

/** The document as it stands in the package, but for the server: it is this one. */
function ownDocument({ baseUrl }: ControlCall): object {
  return { ...document, servers: [{ ...document.servers[0], url: new URL(baseUrl).origin }] };
}
