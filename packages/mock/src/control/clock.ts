import { uncachedJson } from "../http/response.ts";
import { resetContext } from "../state/context.ts";
import type { Respond } from "./control-request.ts";
import { clockJson } from "./state.ts";

/** The clock, and the reset of all state. */
export const clockOperations: Readonly<Record<string, Respond>> = {
  clock: ({ context }) => uncachedJson(200, clockJson(context)),
  advance({ context, body }) {
    context.clock.advance(body["advanceMs"] as number);
    return uncachedJson(200, clockJson(context));
  },
  reset({ context }) {
    resetContext(context);
    return uncachedJson(204, undefined);
  },
};
