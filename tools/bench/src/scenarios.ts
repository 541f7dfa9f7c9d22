import type { Scenario } from "./scenario.ts";
import { call } from "./scenarios/call.ts";
import { memory } from "./scenarios/memory.ts";
import { mock } from "./scenarios/mock.ts";
import { overlap } from "./scenarios/overlap.ts";
import { size } from "./scenarios/size.ts";
import { start } from "./scenarios/start.ts";
import { types } from "./scenarios/types.ts";
import { walk } from "./scenarios/walk.ts";

/** All scenarios, in the order in which they run. */
export const SCENARIOS: readonly Scenario[] = [call, walk, overlap, memory, start, size, types, mock];
