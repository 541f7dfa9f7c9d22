// Moves and removes the files that `files.ts` has prepared. Plain JavaScript without dependencies, to start fast.
import { renameSync, rmSync } from "node:fs";

const { moves, removals } = JSON.parse(process.argv[2]);
try {
  for (const [from, to] of moves) renameSync(from, to);
  for (const path of removals) rmSync(path, { recursive: true, force: true });
} catch (error) {
  process.stderr.write(error.message);
  process.exitCode = 1;
}
