import type { Rule } from "../faults/rule.ts";
import { uncachedJson } from "../http/response.ts";
import { ControlError, orBadRequest } from "./call.ts";
import type { Respond } from "./call.ts";

/** Fault rules. */
export const faultOperations: Readonly<Record<string, Respond>> = {
  listFaults: ({ setup }) => uncachedJson(200, { rules: setup.rules.list() }),
  addFault({ setup, body }) {
    const { operation, ...rule } = body as unknown as Rule & { operation: string };
    return uncachedJson(
      201,
      orBadRequest(() => setup.rules.add(operation, rule, "body")),
    );
  },
  clearFaults({ setup }) {
    for (const { id } of setup.rules.list()) setup.rules.remove(id);
    return uncachedJson(204, undefined);
  },
  removeFault({ setup, path: { id = "" } }) {
    if (/^\d+$/.test(id) && setup.rules.remove(Number(id))) return uncachedJson(204, undefined);
    throw new ControlError(404, `there is no fault ${id}; GET /__mock/faults lists them`);
  },
};
