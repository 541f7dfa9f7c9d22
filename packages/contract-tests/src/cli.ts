import { writeFileSync } from "node:fs";
import { parseOptions, usage, UsageError } from "./cli-options.ts";
import { harOf } from "./report/har.ts";
import { hasPassed } from "./report/report.ts";
import { summaryOf } from "./report/summary.ts";

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { har, help, ...options } = parseOptions(process.argv.slice(2), process.env);
    if (help) {
      console.log(usage);
      return 0;
    }
    // Imported here, because it loads the client and the mock.
    const { probe } = await import("./probe/probe.ts");
    const report = await probe(options);
    console.log(summaryOf(report));
    if (har !== undefined) writeFileSync(har, JSON.stringify(harOf(report, options.token), undefined, 1));
    return hasPassed(report) ? 0 : 1;
  } catch (error) {
    console.error(`probe: ${error instanceof Error ? error.message : String(error)}`);
    return error instanceof UsageError ? 2 : 1;
  }
}
