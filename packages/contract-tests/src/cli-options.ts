import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { assertionNames, type AssertionName } from "./assertions/names.ts";

/** The help text. */
export const usage = `Sends every case that follows from the contract to a server, and runs the assertions on the
responses. Then calls the client with the same cases, and compares what it sends and returns.

  node src/cli.ts [options]

  --base-url URL    another server than our mock, such as https://open.feishu.cn/open-apis; only GET requests are
                    sent, within the contract's rate limit, and the client is not called
  --seed N          seed of the random cases: 0 to 4294967294; default 1
  --only ASSERTION  run only this assertion
  --har FILE        write the requests and responses, without tokens and secrets
  --help            print this help

Environment variables:
  CONTRACT_BASE_URL the same as --base-url
  FEISHU_TOKEN      the token for --base-url; never printed
  CONTRACT_FILE     the contract; default: spec/openapi.yaml
  CONTRACT_CLIENT   index.js of the built client of CONTRACT_FILE; default: our client

A run against --base-url stops after ten minutes, or after eight requests in a row without a response. A response
counts as missing after 15 s or above 1 MiB.

Exit codes:
  0  no findings and no gaps in the coverage
  1  findings, gaps, a run that stopped early, or no usable response
  2  wrong usage

Assertions: ${assertionNames.join(", ")}`;

/** Wrong usage; exit code 2. */
export class UsageError extends Error {}

/** The parsed arguments of the command. */
export interface CliOptions {
  readonly help: boolean;
  readonly har: string | undefined;
  readonly seed: number;
  readonly only: AssertionName | undefined;
  readonly baseUrl?: string;
  readonly token?: string;
}

/**
 * Parses arguments and environment variables.
 *
 * @throws {UsageError}
 */
export function parseOptions(args: readonly string[], environment: NodeJS.ProcessEnv): CliOptions {
  const { help = false, har, ...values } = parse(args);
  const baseUrl = values["base-url"] ?? environment["CONTRACT_BASE_URL"];
  const token = environment["FEISHU_TOKEN"];
  const seed = /^\d+$/.test(values.seed ?? "1") ? Number(values.seed ?? 1) : -1;
  const only = assertionNames.find((name) => name === values.only);
  if (seed < 0 || seed > 4_294_967_294)
    throw new UsageError(`--seed must be an integer from 0 to 4294967294, got ${values.seed}`);
  if (values.only !== undefined && !only)
    throw new UsageError(`--only ${values.only} is not an assertion; known: ${assertionNames.join(", ")}`);
  if (baseUrl !== undefined && !(URL.canParse(baseUrl) && /^https?:\/\/[^?#@]+$/.test(baseUrl)))
    throw new UsageError(`--base-url must be a URL such as https://open.feishu.cn/open-apis, got ${baseUrl}`);
  if (baseUrl?.startsWith("https:") && !token)
    throw new UsageError("FEISHU_TOKEN must be the token for --base-url");
  if (token && !/^[\w.~+/=-]+$/.test(token))
    throw new UsageError("FEISHU_TOKEN has a character that no token has, such as a space or a line break");
  if (har !== undefined && !isWritableFile(har))
    throw new UsageError(`--har ${har} is not writable; does its folder exist?`);
  return {
    help,
    har,
    seed,
    only,
    ...(baseUrl !== undefined && { baseUrl: baseUrl.replace(/\/$/, "") }),
    ...(token && { token }),
  };
}

/** Checked before the run, which takes a while. */
function isWritableFile(file: string): boolean {
  try {
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
    return !existsSync(file) || statSync(file).isFile();
  } catch {
    return false;
  }
}

function parse(args: readonly string[]) {
  try {
    const string = { type: "string" } as const;
    const options = { "base-url": string, seed: string, only: string, har: string } as const;
    return parseArgs({
      args: joinNegativeSeed(args),
      options: { ...options, help: { type: "boolean" } },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split("\n")[0]}; see --help`);
  }
}

/** `--seed -1` as `--seed=-1`, so that the error is about the range, not about an unknown flag. */
function joinNegativeSeed(args: readonly string[]): string[] {
  const index = args.indexOf("--seed");
  const value = args[index + 1] ?? "";
  return index >= 0 && /^-\d/.test(value) ? args.toSpliced(index, 2, `--seed=${value}`) : [...args];
}
