import { mergeConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

// Type tests are tests: they are run, counted and reported like the others.
export default mergeConfig(shared, {
  test: { typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "tsconfig.json" } },
});
