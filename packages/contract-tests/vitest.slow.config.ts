import { defineConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

// The whole suite once for each of many faulty servers, and once for a contract with a further operation.
export default defineConfig({
  test: {
    ...shared.test,
    include: ["test/**/*.slow.ts"],
    reporters: ["default", ["junit", { outputFile: "reports/slow.xml" }]],
  },
});
