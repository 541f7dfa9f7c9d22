import { defineConfig } from "vitest/config";

/** What every workspace's test run has in common: a report that `.ci/run` counts from. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // No test patches a module, so test files can share a worker and what it has loaded, and Node can load the modules.
    isolate: false,
    pool: "threads",
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // turbo runs several packages at a time. A second worker would load everything again.
    maxWorkers: 1,
    // Long enough for a busy machine, short enough to end a hang.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The rows of a table are told apart by their whole names.
    taskTitleValueFormatTruncate: 0,
    reporters: ["default", ["junit", { outputFile: "reports/junit.xml" }]],
  },
});
