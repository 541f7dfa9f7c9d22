// Loaded into each process that a test starts: when it ends, it writes down which mutants it has passed.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";

const { MUTATION_FOLDER: folder, MUTATION_TEST: test } = process.env;

if (folder && isMainThread)
  process.on("exit", () => {
    // Nobody has told it of a test, so that all it has passed counts as passed at its start.
    const hits = globalThis.__stryker__?.mutantCoverage?.static;
    if (hits) writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ test, hits }));
  });
