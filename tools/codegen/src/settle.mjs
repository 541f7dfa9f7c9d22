// Moves and removes what `files.ts` has prepared. Plain JavaScript without a dependency, since every moment counts.
import { renameSync, rmSync } from "node:fs";

const { moves, removals } = JSON.parse(process.argv[2]);
try {
  for (const [from, to] of moves) renameSync(from, to);
  for (const path of removals) rmSync(path, { recursive: true, force: true });
} catch (error) {
  process.stderr.write(error.message);
  process.exitCode = 1;
}
