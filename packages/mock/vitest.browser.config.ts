import { defineConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

/** The site in a browser. Too slow for every test run, so it has its own command and report. */
export default defineConfig({
  test: {
    ...shared.test,
    include: ["test/site.browser.ts"],
    reporters: ["default", ["junit", { outputFile: "reports/browser.xml" }]],
  },
});
