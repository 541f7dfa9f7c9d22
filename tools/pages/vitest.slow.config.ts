import { defineConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

// Pages that would take long in quadratic time.
export default defineConfig({
  test: {
    ...shared.test,
    include: ["test/**/*.slow.ts"],
    reporters: ["default", ["junit", { outputFile: "reports/slow.xml" }]],
  },
});
