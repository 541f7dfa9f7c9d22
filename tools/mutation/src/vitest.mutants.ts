import { fileURLToPath } from "node:url";
import { mergeConfig } from "vitest/config";
import shared from "../../../vitest.shared.ts";

/** How Stryker runs a package's tests: with the coverage of child processes, and no longer than a mutant is worth. */
export default mergeConfig(shared, {
  test: {
    setupFiles: [fileURLToPath(new URL("setup.ts", import.meta.url))],
    exclude: [
      // They are about what is built and packed, or need a browser.
      "test/packed.test.ts",
      "test/size.test.ts",
      "test/page.test.ts",
    ],
    // What a mutant hangs up fails here, which is much cheaper than Stryker's own end of a run.
    testTimeout: 15_000,
    hookTimeout: 15_000,
  },
});
