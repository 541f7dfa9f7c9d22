import { defineConfig } from "vitest/config";

/** What stands on the contract, in one run: `pnpm regen` tests with it. `pnpm test` runs each workspace by itself. */
export default defineConfig({
  test: { projects: ["spec", "packages/{client,mock,contract-tests}", "examples"], maxWorkers: 2 },
});
