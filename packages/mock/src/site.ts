import { reply } from "./answer.ts";
import type { Setup } from "./call.ts";
import { isControl } from "./control/is-control.ts";
import { hello } from "./hello.ts";
import type { Handler } from "./message.ts";
import { createPage } from "./page.ts";

/** What the mock has beside Feishu's paths: its page, its greeting, and its control plane until `closing` is aborted. */
export function createSite(
  setup: Setup,
  feishu: Handler,
  baseUrl: () => string,
  closing: AbortSignal,
): Handler {
  let control: Promise<Handler> | undefined;
  // Loaded when first asked for: a mock that nobody looks into starts without it.
  const load = async (): Promise<Handler> =>
    (await import("./control/control.ts")).createControl(setup, baseUrl, closing);
  const page = createPage();
  return async (request, signal) => {
    const served = page(request);
    if (served) return served;
    if (isControl(request.target)) return (await (control ??= load()))(request, signal);
    if (request.method === "GET" && request.target === "/") return reply(hello(setup, baseUrl()));
    return feishu(request, signal);
  };
}
