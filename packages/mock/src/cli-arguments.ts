import type { Draft, Flag } from "./cli/flag.ts";
import { flagGroups } from "./cli/flags.ts";
import { nearest } from "./cli/nearest.ts";
import type { MockOptions } from "./options.ts";

/** A mock to start. */
export interface StartRequest {
  readonly do: "start";
  readonly options: MockOptions;
  /** Path of a file with the chats. */
  readonly data: string | undefined;
  /** Whether to serve the contract again when it is edited. */
  readonly watch: boolean;
  /** Whether stdout gets JSON lines in place of the greeting. */
  readonly json: boolean;
  /** Whether stderr gets a line for each request. */
  readonly log: boolean;
}

/** What the command line asks for. */
export type Request = StartRequest | { do: "help" } | { do: "version" } | { do: "refuse"; reason: string };

const flags = new Map<string, Flag>(
  flagGroups.flatMap((group) => group.flags.map((flag) => [flag.name, flag] as const)),
);

/** Reads the arguments after the program's name. A wrong one gives the reason in one line, and nothing throws. */
export function readArguments(argv: readonly string[]): Request {
  const draft: Draft = {
    options: { port: 4010 },
    data: undefined,
    failure: {},
    delay: undefined,
    upstream: undefined,
    switches: new Set(),
  };
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const problem = take(draft, argument === "-h" ? "--help" : argument, rest);
    if (problem !== undefined) return { do: "refuse", reason: problem };
  }
  const { switches } = draft;
  if (switches.has("help")) return { do: "help" };
  if (switches.has("version")) return { do: "version" };
  const problem = contradiction(draft);
  if (problem !== undefined) return { do: "refuse", reason: problem };
  return {
    do: "start",
    options: { ...draft.options, ...rulesOf(draft), ...recordOf(draft) },
    data: draft.data,
    watch: switches.has("watch"),
    json: switches.has("json"),
    log: switches.has("log"),
  };
}

/** Takes one argument, and its value from what follows; else says what is wrong with it. */
function take(draft: Draft, argument: string, rest: string[]): string | undefined {
  const [, dashes = "", name = "", inline] = /^(-*)([^=]*)(?:=(.*))?$/s.exec(argument) ?? [];
  const flag = flags.get(name);
  if (dashes === "")
    return `unexpected argument ${JSON.stringify(argument)}; a value follows its flag, such as --port 0`;
  if (!flag || dashes !== "--") {
    const near = flag?.name ?? nearest(name, [...flags.keys()]);
    const known = [...flags.keys()].map((one) => `--${one}`).join(", ");
    return `unknown flag ${dashes}${name}; ${near === undefined ? `known: ${known}` : `the nearest is --${near}`}`;
  }
  if (flag.value === undefined && inline !== undefined) return `--${name} takes no value, got "${inline}"`;
  // What begins with a dash is the next flag, or a mistake that a value would hide.
  const following = flag.value === undefined || rest[0]?.startsWith("-") ? undefined : rest.shift;
  const value =
    inline ?? following?.call(rest) ?? flag.fallback ?? (flag.value === undefined ? "" : undefined);
  if (value === undefined) return `--${name} needs a value: --${name} ${flag.value}`;
  const allowed = flag.take(draft, value);
  return allowed && `--${name} must be ${allowed}, got ${JSON.stringify(value)}`;
}

function contradiction({ options, data, failure, switches, upstream }: Draft): string | undefined {
  if (data !== undefined && options.chats !== undefined)
    return "--data brings the chats and --chats makes them up; give one of the two";
  if (switches.has("watch") && options.contract === undefined)
    return "--watch needs --contract FILE; the built-in contract does not change";
  const { fault, code, rate } = failure;
  if (fault !== undefined && code !== undefined) return "--fault takes a name or a code; give one of the two";
  if (rate !== undefined && fault === undefined && code === undefined)
    return "--fault-rate needs --fault; it is the share of requests that the fault hits";
  if (options.record && options.replay !== undefined)
    return "--record and --replay exclude each other; leave one out";
  if (upstream !== undefined && !options.record) return "--upstream needs --record FILE beside it";
  if (switches.has("json") && switches.has("log"))
    return "--json tells of each request already; leave --log out";
  return undefined;
}

function recordOf({ options: { record }, upstream }: Draft): Pick<MockOptions, "record"> {
  return record && upstream !== undefined ? { record: { ...record, upstream } } : {};
}

function rulesOf({ failure, delay }: Draft): Pick<MockOptions, "rules"> {
  // A share of nothing is no rule.
  const isFailing = (failure.fault !== undefined || failure.code !== undefined) && failure.rate !== 0;
  return { rules: [...(isFailing ? [failure] : []), ...(delay === undefined ? [] : [{ delay }])] };
}
