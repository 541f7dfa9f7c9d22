import type { Call, Setup } from "./call.ts";
import type { MockRequest } from "./message.ts";

const prefix = "/open-apis";

/** The operation of a request's path and method, or undefined: Feishu tells a wrong method from neither. */
export function findCall(setup: Setup, request: MockRequest): Call | undefined {
  // A proxy's request line carries a whole URL.
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
