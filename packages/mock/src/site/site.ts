import { isControlPath } from "../http/control-path.ts";
import type { Handler } from "../http/message.ts";
import { toResponse } from "../http/response.ts";
import type { MockContext } from "../state/context.ts";
import { createAssets } from "./assets.ts";
import { greeting } from "./greeting.ts";

/**
 * Adds the site, the greeting and the control API to the handler of Feishu's paths. `closing` ends the event streams.
 */
export function createSite(
  context: MockContext,
  feishu: Handler,
  baseUrl: () => string,
  closing: AbortSignal,
): Handler {
  let control: Promise<Handler> | undefined;
  // Imported on first use, for a faster start.
  const load = async (): Promise<Handler> =>
    (await import("../control/control.ts")).createControl(context, baseUrl, closing);
  const assets = createAssets();
  return async (request, signal) => {
    const asset = assets(request);
    if (asset) return asset;
    if (isControlPath(request.target)) return (await (control ??= load()))(request, signal);
    if (request.method === "GET" && request.target === "/") return toResponse(greeting(context, baseUrl()));
    return feishu(request, signal);
  };
}
