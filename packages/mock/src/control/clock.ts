import { uncachedJson } from "../http/response.ts";
import { resetSetup } from "../state/setup.ts";
import type { Respond } from "./call.ts";
import { clockJson } from "./state.ts";

/** The clock, and the reset of all state. */
export const clockOperations: Readonly<Record<string, Respond>> = {
  clock: ({ setup }) => uncachedJson(200, clockJson(setup)),
  advance({ setup, body }) {
    setup.clock.advance(body["advanceMs"] as number);
    return uncachedJson(200, clockJson(setup));
  },
  reset({ setup }) {
    resetSetup(setup);
    return uncachedJson(204, undefined);
  },
};
