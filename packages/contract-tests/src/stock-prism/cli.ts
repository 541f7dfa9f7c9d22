import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { pageFile, renewedPage } from "./page.ts";

const usage = `Probes stock \`prism mock\` and writes docs/prism-deviations.md.

  node src/stock-prism/cli.ts [--check]

  --check   writes nothing; exit code 1 where the page is not current
  --help`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === "string") {
    console.error(`prism: ${options}; see --help`);
    return 2;
  }
  if (options.help) {
    console.log(usage);
    return 0;
  }
  try {
    const { before, after } = await renewedPage();
    if (before === after) return 0;
    if (options.check) {
      console.error(
        "prism: docs/prism-deviations.md is not current; run: pnpm --filter @feishu-openapi/contract-tests prism",
      );
      return 1;
    }
    writeFileSync(pageFile, after);
    return 0;
  } catch (error) {
    console.error(`prism: ${(error as Error).message}`);
    return 1;
  }
}

/** The options, or what is wrong with them. */
function readOptions(): { check?: boolean; help?: boolean } | string {
  try {
    return parseArgs({ options: { check: { type: "boolean" }, help: { type: "boolean" } } }).values;
  } catch (error) {
    return (error as Error).message.split("\n")[0]!;
  }
}
