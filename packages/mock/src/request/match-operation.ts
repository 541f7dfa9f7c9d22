import type { MockRequest } from "../http/message.ts";
import type { OperationRequest } from "../operation/operation-request.ts";
import type { MockContext } from "../state/context.ts";

const prefix = "/open-apis";

/**
 * Matches a request to an operation. Undefined for an unknown path and for a wrong method: Feishu responds 404 to both.
 */
export function matchOperation(context: MockContext, raw: MockRequest): OperationRequest | undefined {
  // Requests through a proxy have an absolute URL as their target.
  const target = raw.target.replace(/^https?:\/\/[^/?#]*/i, "");
  const pathEnd = target.search(/[?#]/);
  const pathname = pathEnd < 0 ? target : target.slice(0, pathEnd);
  if (!pathname.startsWith(`${prefix}/`)) return undefined;
  for (const operation of context.contract.operations) {
    if (operation.method !== raw.method) continue;
    const path = operation.match(pathname.slice(prefix.length));
    if (!path) continue;
    const query = new URLSearchParams(pathEnd < 0 ? "" : target.slice(pathEnd).replace(/#.*/, ""));
    return { context, operation, raw, path, query, caller: undefined };
  }
  return undefined;
}
