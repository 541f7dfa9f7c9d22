import { fileURLToPath } from "node:url";
import { mergeConfig } from "vitest/config";
import shared from "../../../vitest.shared.ts";

/** How Stryker runs the tests of a package. */
export default mergeConfig(shared, {
  test: {
    // Stryker runs the tests of a file again and again, which Node's module loader loads only once.
    experimental: { viteModuleRunner: true, nodeLoader: true },
    setupFiles: [fileURLToPath(new URL("setup.ts", import.meta.url))],
    exclude: [
      // They test the build, or need a browser.
      "test/packed.test.ts",
      "test/size.test.ts",
      "test/site-files.test.ts",
    ],
    // A test that hangs on a mutant fails here; Stryker's own timeout would restart the whole test run.
    testTimeout: 15_000,
    hookTimeout: 15_000,
  },
});
