import { uncachedJson } from "../http/response.ts";
import { version } from "../util/version.ts";
import type { Respond } from "./control-request.ts";
import { servedDocument } from "./document.ts";
import { stateJson } from "./state.ts";

/** Health, state and documents. */
export const aboutOperations: Readonly<Record<string, Respond>> = {
  health: ({ context, baseUrl }) =>
    uncachedJson(200, { status: "ok", url: baseUrl, version: version(), contract: context.contract.source }),
  state: ({ context, baseUrl }) => uncachedJson(200, stateJson(context, baseUrl)),
  contract: ({ context }) => uncachedJson(200, context.contract.document),
  openapi: ({ baseUrl }) => uncachedJson(200, servedDocument(new URL(baseUrl).origin)),
};
