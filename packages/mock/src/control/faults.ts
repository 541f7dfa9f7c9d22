import type { Rule } from "../faults/rule.ts";
import { uncachedJson } from "../http/response.ts";
import { ControlError, orBadRequest } from "./control-request.ts";
import type { Respond } from "./control-request.ts";

/** Fault rules. */
export const faultOperations: Readonly<Record<string, Respond>> = {
  listFaults: ({ context }) => uncachedJson(200, { rules: context.rules.list() }),
  addFault({ context, body }) {
    const { operation, ...rule } = body as unknown as Rule & { operation: string };
    return uncachedJson(
      201,
      orBadRequest(() => context.rules.add(operation, rule, "body")),
    );
  },
  clearFaults({ context }) {
    for (const { id } of context.rules.list()) context.rules.remove(id);
    return uncachedJson(204, undefined);
  },
  removeFault({ context, path: { id = "" } }) {
    if (/^\d+$/.test(id) && context.rules.remove(Number(id))) return uncachedJson(204, undefined);
    throw new ControlError(404, `there is no fault ${id}; GET /__mock/faults lists them`);
  },
};
