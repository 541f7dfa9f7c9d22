import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { home } from "../home.ts";

// Run by redocly.ts, in a folder of pairs: `redocly diff` of each, in one process, for most of its time is its start.
const [, , count, rules = ""] = process.argv;
const cli = pathToFileURL(join(home, "tools/regen/node_modules/@redocly/cli/lib/index.js")).href;
// It ends the process once nothing is left to do, and so after the last report.
for (let index = 0; index < Number(count); index++) {
  const args = ["diff", `before-${index}.json`, `after-${index}.json`, "--config", rules];
  process.argv.splice(
    2,
    Infinity,
    ...args,
    "--format=json",
    `--output=report-${index}.json`,
    "--fail-on=none",
  );
  // Each query is a module of its own that runs the command; what it imports is loaded once.
  await import(`${cli}?${index}`);
}
