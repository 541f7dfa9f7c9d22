import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const output = fileURLToPath(new URL("../../../.mutation", import.meta.url));

/** For a run in the folder of a package. Ignored by git: everything below `.mutation`. */
export default {
  packageManager: "pnpm",
  plugins: ["@stryker-mutator/vitest-runner"],
  mutate: ["src/**/*.ts", "!src/**/generated/**"],
  ignorePatterns: ["/dist", "/reports"],
  // As deep as the packages are, so that `../..` is the repository in a sandbox too.
  tempDirName: "../../.mutation",
  cleanTempDir: "always",
  // Node runs the TypeScript sources as they are.
  disableTypeChecks: false,
  tsconfigFile: "none",
  testRunner: "vitest",
  coverageAnalysis: "perTest",
  // Some tests start a program by its path, without an import that would relate them to its code.
  vitest: { configFile: here("vitest.config.ts"), related: false, pool: "forks" },
  concurrency: 2,
  reporters: ["clear-text", "html", "progress-append-only"],
  clearTextReporter: { logTests: false, reportTests: false },
  htmlReporter: { fileName: join(output, "report.html") },
  thresholds: { high: 90, low: 80, break: 80 },
};
