import { defineConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

// Tests that kill a process many times.
export default defineConfig({
  test: {
    ...shared.test,
    include: ["test/**/*.slow.ts"],
    maxConcurrency: 2,
    reporters: ["default", ["junit", { outputFile: "reports/slow.xml" }]],
  },
});
