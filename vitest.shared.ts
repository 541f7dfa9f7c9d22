import { defineConfig } from "vitest/config";

/** What every workspace's test run has in common: a report that `.ci/run` counts from. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    reporters: ["default", ["junit", { outputFile: "reports/junit.xml" }]],
  },
});
