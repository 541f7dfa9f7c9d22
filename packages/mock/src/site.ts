import { reply } from "./answer.ts";
import type { Setup } from "./call.ts";
import { createControl, isControl } from "./control/control.ts";
import { hello } from "./hello.ts";
import type { Handler } from "./message.ts";

/** What the mock has beside Feishu's paths: its greeting, and its control plane until `closing` is aborted. */
export function createSite(
  setup: Setup,
  feishu: Handler,
  baseUrl: () => string,
  closing: AbortSignal,
): Handler {
  const control = createControl(setup, baseUrl, closing);
  return (request, signal) => {
    if (isControl(request.target)) return control(request, signal);
    if (request.method === "GET" && request.target === "/")
      return Promise.resolve(reply(hello(setup, baseUrl())));
    return feishu(request, signal);
  };
}
