import { reply } from "./answer.ts";
import type { Setup } from "./call.ts";
import { hello } from "./hello.ts";
import type { Handler } from "./message.ts";

/** What the mock has beside Feishu's paths: its greeting. */
export function createSite(setup: Setup, feishu: Handler, baseUrl: () => string): Handler {
  return async (request, signal) => {
    if (request.method === "GET" && request.target === "/") return reply(hello(setup, baseUrl()));
    return feishu(request, signal);
  };
}
