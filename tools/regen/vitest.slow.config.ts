import { defineConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

// What kills a process time after time.
export default defineConfig({
  test: {
    ...shared.test,
    include: ["test/**/*.slow.ts"],
    maxConcurrency: 2,
    reporters: ["default", ["junit", { outputFile: "reports/slow.xml" }]],
  },
});
