import { parseArgs } from "node:util";
import type { Effort, Scenario } from "./scenario.ts";

/** What the command line asks for. */
export interface Wishes {
  readonly help: boolean;
  readonly effort: Effort;
  readonly write: boolean;
  readonly scenarios: readonly Scenario[];
}

/** A command line that makes no sense; the message says why. */
export class UsageError extends Error {}

/** @throws {UsageError} */
export function readArguments(argv: readonly string[], all: readonly Scenario[]): Wishes {
  const { help = false, quick = false, write = false, only } = parse(argv);
  const names = only?.split(",").filter((name) => name !== "");
  const unknown = names?.find((name) => !all.some((scenario) => scenario.name === name));
  if (unknown !== undefined || names?.length === 0) {
    const known = all.map(({ name }) => name).join(", ");
    throw new UsageError(
      `--only: ${unknown ? `unknown scenario "${unknown}"` : "no name"}; known are ${known}`,
    );
  }
  if (write && (quick || names)) {
    throw new UsageError("--write needs a whole run, so it goes with neither --quick nor --only");
  }
  const scenarios = names ? all.filter(({ name }) => names.includes(name)) : all;
  return { help, effort: quick ? "quick" : "full", write, scenarios };
}

function parse(argv: readonly string[]): {
  help?: boolean | undefined;
  quick?: boolean | undefined;
  write?: boolean | undefined;
  only?: string | undefined;
} {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        help: { type: "boolean", short: "h" },
        quick: { type: "boolean" },
        write: { type: "boolean" },
        only: { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** What `--help` prints. */
export function helpText(all: readonly Scenario[]): string {
  return `bench: this client side by side with what people would use instead

Usage: pnpm bench [--quick] [--only NAME,NAME] [--write]

  --quick    about one minute instead of five; the figures say less
  --only     these scenarios alone: ${all.map(({ name }) => name).join(", ")}
  --write    put the summary into packages/client/README.md; needs a whole run
  --help

All traffic stays on the loopback interface. Clients take turns (A B C, B C A, …), so that only the ratios within one
run mean something. Exit code 0, 1 when a client failed or was wrong, 2 for a wrong command line.
`;
}
