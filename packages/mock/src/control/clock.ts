import { resetSetup } from "../setup.ts";
import { checkQuery, fieldsOf, needed, upTo } from "./input.ts";
import { done, json } from "./route.ts";
import type { Route } from "./route.ts";
import { shownClock } from "./state.ts";

/** A hundred years: dates far beyond cannot be written. */
const longestAdvance = upTo(3_155_760_000_000, "milliseconds");

/** Time, and the way back to the beginning. */
export const clockRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/__mock/clock",
    answer(call) {
      checkQuery(call, []);
      return json(200, shownClock(call.setup));
    },
  },
  {
    method: "POST",
    path: "/__mock/clock",
    answer(call) {
      const { advanceMs } = fieldsOf(call, { advanceMs: longestAdvance });
      call.setup.clock.advance(needed(advanceMs, "advanceMs", longestAdvance));
      return json(200, shownClock(call.setup));
    },
  },
  {
    method: "POST",
    path: "/__mock/reset",
    answer(call) {
      fieldsOf(call, {});
      resetSetup(call.setup);
      return done();
    },
  },
];
