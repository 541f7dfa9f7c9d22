import { extname } from "node:path";
import { helpText, readArguments, UsageError } from "./arguments.ts";
import { writeReadme } from "./readme.ts";
import { run } from "./run.ts";
import { SCENARIOS } from "./scenarios.ts";
import { renderTargets } from "./targets.ts";

const print = (text: string): void => void process.stdout.write(text);

try {
  const { help, effort, write, scenarios } = readArguments(process.argv.slice(2), SCENARIOS);
  if (help) print(helpText(SCENARIOS));
  else {
    if (extname(import.meta.url) === ".ts")
      process.stderr.write("bench: run from source, so every process strips types first; use: pnpm bench\n");
    print(`Node ${process.version}; medians, in brackets the ratio to bare fetch, or to bare node:http\n`);
    const results = await run(scenarios, effort, print);
    const targets = renderTargets(results);
    if (targets) print(`\n## Targets\n\n${targets}\n`);
    if (write) await writeReadme(results);
  }
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
