import { defineConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

// Each worker loads the mock, ajv and the official SDK, which takes longer than most tests.
export default defineConfig({ test: { ...shared.test, maxWorkers: 2 } });
