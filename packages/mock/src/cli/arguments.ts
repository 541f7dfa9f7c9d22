import { parseArgs } from "node:util";
import { isFault } from "../faults/rule.ts";
import { checkOptions } from "../options/check-options.ts";
import type { MockOptions } from "../options/options.ts";
import { flagGroups } from "./flags.ts";
import type { Flag } from "./flags.ts";
import { optionsOf } from "./mock-options.ts";
import type { Values } from "./mock-options.ts";
import { nearest } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

/** The parsed arguments. */
export interface CliOptions {
  /** Options for `startMock`. */
  readonly mock: MockOptions;
  /** Path of a file with the chats. */
  readonly data: string | undefined;
  /** Whether to reload the contract when its file changes. */
  readonly watch: boolean;
  /** Whether to write JSON lines to stdout instead of the greeting. */
  readonly json: boolean;
  /** Whether to write a line per request to stderr. */
  readonly log: boolean;
}

const flags = new Map(Object.values(flagGroups).flatMap((group) => Object.entries(group)));
const names = [...flags.keys()];

/** Flags whose names differ from the option in an error of `checkOptions`. */
const flagOfOption: Readonly<Record<string, string>> = {
  allowedHosts: "allowed-host",
  "quirks.lastPageToken": "last-page-token",
  "quirks.badParameter": "bad-parameter",
  "record.upstream": "upstream",
  "rules[0]: rate": "fault-rate",
};

/** Parses the arguments. Throws a UsageError for invalid ones. */
export function readArguments(argv: readonly string[]): CliOptions | "help" | "version" {
  const values = readValues(argv);
  if (values["help"]) return "help";
  if (values["version"]) return "version";
  checkCombination(values);
  const mock = optionsOf(values);
  try {
    checkOptions(mock);
  } catch (error) {
    const message = (error as Error).message.replace(
      /^startMock: (rules\[0\]: \w+|[\w.]+)/,
      (_, option: string) => `--${flagOfOption[option] ?? option}`,
    );
    throw new UsageError(message, { cause: error });
  }
  const [watch, json, log] = ["watch", "json", "log"].map((name) => values[name] !== undefined);
  return { mock, data: values["data"]?.at(-1), watch: watch!, json: json!, log: log! };
}

/** The values of each given flag, in order. */
function readValues(argv: readonly string[]): Values {
  const args = argv.map((argument, index) => addFallback(argument, argv[index + 1]));
  const options = Object.fromEntries(
    Array.from(flags, ([name, [value]]) => [
      name,
      { type: value === "" ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  // Not strict, because the strict messages do not name the nearest flag.
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const values: Record<string, string[]> = {};
  for (const token of tokens) {
    const argument = args[token.index]!;
    if (token.kind === "positional")
      throw new UsageError(
        `unexpected argument ${JSON.stringify(token.value)}; a value follows its flag, such as --port 0`,
      );
    const name = argument === "-h" ? "help" : argument.startsWith("--") && "name" in token ? token.name : "";
    const flag = flags.get(name);
    if (!flag || token.kind !== "option") throw unknownFlag(argument);
    (values[name] ??= []).push(checkValue(name, flag, token.value, token.inlineValue));
  }
  return values;
}

/** Adds the value `contract` to `--rate-limit` without one. Otherwise `parseArgs` takes the next flag as the value. */
function addFallback(argument: string, next: string | undefined): string {
  const [value] = (argument.startsWith("--") && flags.get(argument.slice(2))) || [];
  const isAlone = next === undefined || next.startsWith("-");
  return isAlone && value?.startsWith("[") ? `${argument}=contract` : argument;
}

function checkValue(
  name: string,
  [placeholder]: Flag,
  value: string | undefined,
  isInline: boolean | undefined,
): string {
  if (placeholder === "") {
    if (value === undefined) return "";
    throw new UsageError(`--${name} takes no value, got ${JSON.stringify(value)}`);
  }
  const mayBeEmpty = name === "scopes";
  // A value with a dash is most likely the next flag. If it is not, --flag=value works.
  const isMissing = (value === "" && !mayBeEmpty) || (value?.startsWith("-") && !isInline);
  if (value === undefined || isMissing)
    throw new UsageError(`--${name} needs a value: --${name} ${placeholder}`);
  return value;
}

function unknownFlag(argument: string): UsageError {
  const [written = ""] = argument.split("=");
  const name = written.replace(/^-+/, "");
  const near = names.includes(name) ? name : nearest(name, names);
  const known = names.map((flag) => `--${flag}`).join(", ");
  return new UsageError(
    `unknown flag ${written}; ${near === undefined ? `known: ${known}` : `the closest is --${near}`}`,
  );
}

function checkCombination(values: Values): void {
  const has = (name: string): boolean => values[name] !== undefined;
  const reasons = [
    has("data") && has("chats") && "--data and --chats exclude each other; leave one out",
    has("watch") &&
      !has("contract") &&
      "--watch needs --contract FILE; the built-in contract does not change",
    new Set(values["fault"]?.map(isFault)).size > 1 && "--fault takes either a name or a code, not both",
    has("fault-rate") && !has("fault") && "--fault-rate needs --fault NAME|CODE",
    has("record") && has("replay") && "--record and --replay exclude each other; leave one out",
    has("upstream") && !has("record") && "--upstream needs --record FILE",
    has("json") && has("log") && "--json and --log exclude each other; --json already reports each request",
  ];
  const reason = reasons.find((candidate) => candidate !== false);
  if (reason) throw new UsageError(reason);
}
