import { uncachedJson } from "../http/response.ts";
import { version } from "../util/version.ts";
import type { Respond } from "./call.ts";
import { servedDocument } from "./document.ts";
import { stateJson } from "./state.ts";

/** Health, state and documents. */
export const aboutOperations: Readonly<Record<string, Respond>> = {
  health: ({ setup, baseUrl }) =>
    uncachedJson(200, { status: "ok", url: baseUrl, version: version(), contract: setup.contract.source }),
  state: ({ setup, baseUrl }) => uncachedJson(200, stateJson(setup, baseUrl)),
  contract: ({ setup }) => uncachedJson(200, setup.contract.document),
  openapi: ({ baseUrl }) => uncachedJson(200, servedDocument(new URL(baseUrl).origin)),
};
