import { mergeConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

// Many of these tests wait for a socket or a timer.
export default mergeConfig(shared, { test: { maxWorkers: 2 } });
