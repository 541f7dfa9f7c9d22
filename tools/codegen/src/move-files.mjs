// Moves and removes the files that `files.ts` has prepared: all of them, or none. Plain JavaScript without dependencies,
// to start fast.
import { copyFileSync, existsSync, renameSync, rmSync } from "node:fs";

const { moves, removals } = JSON.parse(process.argv[2]);
const undo = [];
try {
  for (const [from, to] of moves) {
    const backup = `${from}.old`;
    if (existsSync(to)) {
      copyFileSync(to, backup);
      renameSync(from, to);
      undo.push([to, () => renameSync(backup, to)]);
    } else {
      renameSync(from, to);
      undo.push([to, () => rmSync(to)]);
    }
  }
  for (const [path, stage] of removals) {
    renameSync(path, stage);
    undo.push([path, () => renameSync(stage, path)]);
  }
} catch (error) {
  const changed = undo.toReversed().flatMap(([path, restore]) => {
    try {
      restore();
      return [];
    } catch {
      return [path];
    }
  });
  const state = changed.length
    ? `these files have changed: ${changed.join(", ")}; correct the cause and run it again, which completes them`
    : "no file has changed; correct the cause and run it again";
  process.stderr.write(`${error.message}; ${state}`);
  process.exitCode = 1;
}
