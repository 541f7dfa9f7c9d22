import { defineConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

// Pages that are made to take long.
export default defineConfig({
  test: {
    ...shared.test,
    include: ["test/**/*.slow.ts"],
    reporters: ["default", ["junit", { outputFile: "reports/slow.xml" }]],
  },
});
