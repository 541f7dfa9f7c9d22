import { parseArgs } from "node:util";
import type { Effort, Scenario } from "./harness/scenario.ts";
import { call } from "./scenarios/call.ts";
import { check } from "./scenarios/check.ts";
import { memory } from "./scenarios/memory.ts";
import { mock } from "./scenarios/mock.ts";
import { overlap } from "./scenarios/overlap.ts";
import { size } from "./scenarios/size.ts";
import { start } from "./scenarios/start.ts";
import { types } from "./scenarios/types.ts";
import { walk } from "./scenarios/walk.ts";

/** All scenarios, in the order in which they run. */
export const SCENARIOS: readonly Scenario[] = [call, walk, overlap, memory, start, size, types, check, mock];

const names = SCENARIOS.map(({ name }) => name).join(", ");

/** What `--help` prints. */
export const HELP = `Usage: pnpm bench [options]

Compares this client with other clients, and the mock with other mocks.

Options:
  --quick    about one minute instead of five; less exact
  --only     only these scenarios, separated by commas: ${names}
  --write    write the summary into packages/client/README.md; needs a full run
  --help     print this

All traffic stays on the loopback interface. Clients take turns (A B C, B C A, …); compare only the ratios within one
run. Exit codes: 0 done, 1 a client failed or returned wrong data, 2 usage.
`;

/** The parsed command line. */
export interface CliOptions {
  readonly help: boolean;
  readonly effort: Effort;
  readonly write: boolean;
  readonly scenarios: readonly Scenario[];
}

/** A wrong command line. */
export class UsageError extends Error {}

/** @throws {UsageError} */
export function readArguments(args: string[]): CliOptions {
  const { help, quick, write, only } = parse(args);
  const chosen = only?.split(",");
  const unknown = chosen?.find((name) => !SCENARIOS.some((scenario) => scenario.name === name));
  if (unknown !== undefined)
    throw new UsageError(`--only: unknown scenario "${unknown}"; the scenarios are ${names}`);
  if (write && (quick || chosen))
    throw new UsageError("--write needs a full run; leave out --quick and --only");
  const scenarios = SCENARIOS.filter(({ name }) => !chosen || chosen.includes(name));
  return { help, effort: quick ? "quick" : "full", write, scenarios };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: "boolean", short: "h", default: false },
        quick: { type: "boolean", default: false },
        write: { type: "boolean", default: false },
        only: { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}
