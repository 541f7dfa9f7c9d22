import { defineConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

/** The page in a real browser: too slow for every run, so it has a command and a report of its own. */
export default defineConfig({
  test: {
    ...shared.test,
    include: ["test/site.browser.ts"],
    reporters: ["default", ["junit", { outputFile: "reports/browser.xml" }]],
  },
});
