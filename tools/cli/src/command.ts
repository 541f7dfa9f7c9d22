import { fileURLToPath } from "node:url";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { describeError, UsageError, UserError } from "./errors.ts";

/** The root of this repository, without a trailing slash. */
export const repository: string = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[\\/]$/, "");

/** Where a command prints. */
export interface Output {
  readonly stdout: (text: string) => unknown;
  readonly stderr: (text: string) => unknown;
}

/** Prints to the streams of this process. */
export const processOutput: Output = {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
};

/**
 * Parses arguments as `util.parseArgs` does. `command` is named in messages, such as `pnpm regen`.
 *
 * @throws {UsageError}
 */
export function parseArguments<const Config extends ParseArgsConfig>(
  command: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const [reason] = (error as Error).message.split(/\.\s/);
    throw new UsageError(`${reason}; see ${command} --help`, { cause: error });
  }
}

/**
 * Runs a command and returns its exit code; never rejects. An error becomes one line on stderr, and is passed to
 * `onError` before.
 */
export async function runCommand(
  name: string,
  { stderr }: Output,
  run: () => Promise<number>,
  onError: (message: string) => void = () => {},
): Promise<number> {
  try {
    return await run();
  } catch (error) {
    const message = describeError(error);
    onError(message);
    stderr(`${name}: ${message}\n`);
    return error instanceof UserError ? error.exitCode : 1;
  }
}
