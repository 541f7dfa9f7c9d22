// Loaded into each process that a test starts: when it ends, it writes down which mutants it has passed; and it ends
// with its parent, since a mutant may keep a test from ending it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";

const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(), 1000).unref();

const { MUTATION_FOLDER: folder, MUTATION_TEST: test } = process.env;

if (folder && isMainThread)
  process.on("exit", () => {
    // Nobody has told it of a test, so that all it has passed counts as passed at its start.
    const hits = globalThis.__stryker__?.mutantCoverage?.static;
    if (hits) writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ test, hits }));
  });
