import { accessSync, constants, existsSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { harOf } from "./probe/har.ts";
import { junitOf } from "./probe/junit.ts";
import { checkNames } from "./probe/names.ts";
import { hasPassed, summaryOf } from "./probe/report.ts";

const usage = `Sends every case that follows from the contract to a server and judges the answers; then has our client do
what follows from it, and judges that.

  node src/cli.ts [options]

  --base-url URL   another server than our mock, such as https://open.feishu.cn/open-apis (or CONTRACT_BASE_URL);
                   only GET requests are sent, within the contract's rate limit, and the client is left out
  --seed N         what random cases are made from: 0 to 4294967294; default 1
  --only CHECK     one check alone
  --har FILE       the traffic, without tokens and secrets
  --junit FILE     the result for a CI
  --help

  FEISHU_TOKEN     the token for --base-url; it is never printed
  Exit code: 0 all as the contract says, 1 faults or no answers, 2 wrong usage.
  A run against --base-url ends after ten minutes at the latest, or when eight requests in a row get no answer.

checks: ${checkNames.join(", ")}`;

class UsageError extends Error {}

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { har, junit, help, ...options } = readArguments();
    if (help) {
      console.log(usage);
      return 0;
    }
    // Loads client and mock, which wrong usage need not wait for.
    const { probe } = await import("./probe/run.ts");
    const report = await probe(options);
    console.log(summaryOf(report));
    if (har !== undefined) writeFileSync(har, JSON.stringify(harOf(report, options.token), undefined, 1));
    if (junit !== undefined) writeFileSync(junit, junitOf(report));
    return hasPassed(report) ? 0 : 1;
  } catch (error) {
    console.error(`contract: ${error instanceof Error ? error.message : String(error)}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function readArguments() {
  const { help, har, junit, ...values } = parse();
  const baseUrl = values["base-url"] ?? process.env["CONTRACT_BASE_URL"];
  const token = process.env["FEISHU_TOKEN"];
  const seed = /^\d+$/.test(values.seed ?? "1") ? Number(values.seed ?? 1) : -1;
  const only = checkNames.find((name) => name === values.only);
  if (seed < 0 || seed > 4_294_967_294)
    throw new UsageError(`--seed must be a whole number from 0 to 4294967294, got ${values.seed}`);
  if (values.only !== undefined && !only)
    throw new UsageError(`--only ${values.only} is no check; known: ${checkNames.join(", ")}`);
  if (baseUrl !== undefined && !(URL.canParse(baseUrl) && /^https?:\/\/[^?#@]+$/.test(baseUrl)))
    throw new UsageError(`--base-url must be a URL such as https://open.feishu.cn/open-apis, got ${baseUrl}`);
  if (baseUrl?.startsWith("https:") && !token)
    throw new UsageError("FEISHU_TOKEN must hold the token for --base-url");
  if (token && !/^[\w.~+/=-]+$/.test(token))
    throw new UsageError(
      "FEISHU_TOKEN holds letters that no token has; is there a space or a line end in it?",
    );
  for (const [flag, file] of Object.entries({ har, junit }))
    if (file !== undefined && !isWritable(file))
      throw new UsageError(`--${flag} ${file} cannot be written; is its folder there?`);
  return {
    help,
    har,
    junit,
    seed,
    only,
    ...(baseUrl !== undefined && { baseUrl: baseUrl.replace(/\/$/, "") }),
    ...(token && { token }),
  };
}

/** Asked before a run that takes its time, and not after it. */
function isWritable(file: string): boolean {
  try {
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
    return !existsSync(file) || statSync(file).isFile();
  } catch {
    return false;
  }
}

/** With a seed below 0 as a value and no flag: its range then tells what is wrong with it. */
function argumentsOf(given: readonly string[]): string[] {
  const at = given.indexOf("--seed");
  const value = given[at + 1] ?? "";
  return at >= 0 && /^-\d/.test(value) ? given.toSpliced(at, 2, `--seed=${value}`) : [...given];
}

function parse() {
  try {
    const text = { type: "string" } as const;
    return parseArgs({
      args: argumentsOf(process.argv.slice(2)),
      options: {
        "base-url": text,
        seed: text,
        only: text,
        har: text,
        junit: text,
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split("\n")[0]}; see --help`);
  }
}
