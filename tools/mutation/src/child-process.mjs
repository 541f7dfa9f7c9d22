// Loaded into each process that a test starts. At its end the process writes which mutants it executed. It also exits
// with its parent, since a mutant may keep a test from stopping it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";

const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(), 1000).unref();

const { MUTATION_FOLDER: folder, MUTATION_TEST: test } = process.env;

if (folder && isMainThread)
  process.on("exit", () => {
    // Stryker knows no current test in this process, so it counts all coverage as static.
    const hits = globalThis.__stryker__?.mutantCoverage?.static;
    if (hits) writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ test, hits }));
  });
