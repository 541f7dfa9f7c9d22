import { renderMeasures } from "./render.ts";
import type { Results } from "./results.ts";
import type { Effort, Scenario } from "./scenario.ts";
import type { Measure } from "./measure.ts";
import { startServer } from "./server-process.ts";

/** Runs scenarios one after the other and hands each finished table to `print`. */
export async function run(
  scenarios: readonly Scenario[],
  effort: Effort,
  print: (text: string) => void,
): Promise<Results> {
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
  return results;
}
