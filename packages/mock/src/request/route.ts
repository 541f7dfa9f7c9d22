import type { Call } from "../call/call.ts";
import type { MockRequest } from "../http/message.ts";
import type { Setup } from "../state/setup.ts";

const prefix = "/open-apis";

/**
 * Matches a request to an operation. Undefined for an unknown path and for a wrong method: Feishu responds 404 to both.
 */
export function findCall(setup: Setup, request: MockRequest): Call | undefined {
  // Requests through a proxy have an absolute URL as their target.
  const target = request.target.replace(/^https?:\/\/[^/?#]*/i, "");
  const end = target.search(/[?#]/);
  const path = end < 0 ? target : target.slice(0, end);
  if (!path.startsWith(`${prefix}/`)) return undefined;
  for (const operation of setup.contract.operations) {
    if (operation.method !== request.method) continue;
    const values = operation.match(path.slice(prefix.length));
    if (!values) continue;
    const query = new URLSearchParams(end < 0 ? "" : target.slice(end).replace(/#.*/, ""));
    return { setup, operation, request, path: values, query, caller: undefined };
  }
  return undefined;
}
