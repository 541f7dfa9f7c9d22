import { defineConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

// Tests that take long: every mutant, and the whole suite on a contract with another operation.
export default defineConfig({
  test: {
    ...shared.test,
    include: ["test/**/*.slow.ts"],
    reporters: ["default", ["junit", { outputFile: "reports/slow.xml" }]],
  },
});
