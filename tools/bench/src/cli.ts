import { extname } from "node:path";
import { HELP, readArguments, UsageError, type CliOptions } from "./arguments.ts";
import { startServer } from "./harness/child-process.ts";
import type { Measure } from "./harness/figures.ts";
import { writeReadme } from "./readme.ts";
import { renderMeasures } from "./table.ts";

const print = (text: string): void => void process.stdout.write(text);

try {
  const options = readArguments(process.argv.slice(2));
  if (options.help) print(HELP);
  else await run(options);
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function run({ scenarios, effort, write }: CliOptions): Promise<void> {
  if (extname(import.meta.url) === ".ts")
    process.stderr.write(
      "bench: runs from source, where type stripping adds to every figure; use: pnpm bench\n",
    );
  print(`Node ${process.version}; medians, in brackets the ratio to bare fetch or bare node:http\n`);
  const results = new Map<string, Measure>();
  await using server = await startServer();
  for (const scenario of scenarios) {
    const { name, title, note } = scenario;
    const startedAt = performance.now();
    const measures = await scenario.measure(server, effort);
    for (const one of measures) results.set(one.key, one);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    print(`\n## ${title} (${name}, ${seconds} s)\n\n${note}\n\n${renderMeasures(measures)}\n`);
  }
  if (write) await writeReadme(results);
}
