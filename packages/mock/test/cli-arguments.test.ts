import fc from "fast-check";
import { expect, test } from "vitest";
import { readArguments } from "../src/cli/arguments.ts";
import type { CliOptions } from "../src/cli/arguments.ts";
import { flagGroups } from "../src/cli/flags.ts";
import { help } from "../src/cli/help.ts";
import { nearest } from "../src/cli/nearest.ts";
import { UsageError } from "../src/cli/usage-error.ts";
import { startMock } from "../src/index.ts";
import type { MockOptions, Rule } from "../src/index.ts";

const names = Object.values(flagGroups).flatMap((flags) => Object.keys(flags));

const usageErrors: [args: string[], message: string][] = [
  [["--port", "x"], '--port must be an integer from 0 to 65535, got "x"'],
  [["--port", "70000"], "--port must be an integer from 0 to 65535, got 70000"],
  [["--port="], "--port needs a value: --port NUMBER"],
  [["--port"], "--port needs a value: --port NUMBER"],
  [["--port", "-5"], "--port needs a value: --port NUMBER"],
  [["--port=-5"], '--port must be an integer from 0 to 65535, got "-5"'],
  [["--port", "--json"], "--port needs a value: --port NUMBER"],
  [["--chats", "1e3"], '--chats must be an integer from 0 to 1000000, or a list of chats, got "1e3"'],
  [["--chats", "1000001"], "--chats must be an integer from 0 to 1000000, or a list of chats, got 1000001"],
  [["--chats", "1.5"], '--chats must be an integer from 0 to 1000000, or a list of chats, got "1.5"'],
  [["--seed", "0x1"], '--seed must be an integer from 0 to 4294967295, got "0x1"'],
  [["--port", "80.0"], '--port must be an integer from 0 to 65535, got "80.0"'],
  [["--port", "abc", "--port", "4011"], '--port must be an integer from 0 to 65535, got "abc"'],
  [["--delay", "x", "--delay", "5"], "--delay must be milliseconds up to 600000"],
  [["--rate-limit="], "--rate-limit needs a value"],
  [["--fault", "bogus", "--fault-rate", "0"], "--fault must be one of reset"],
  [["--bad-parameter", "0232001"], "--bad-parameter must be 99992402 or 232001"],
  [["--host="], "--host needs a value: --host ADDRESS"],
  [["--allowed-host", ""], "--allowed-host needs a value: --allowed-host NAME"],
  [["--allowed-host", "http://a.test"], "--allowed-host must be host names such as feishu.test, got"],
  [["--cors", "localhost:5173"], "--cors must be an origin such as http://localhost:5173, got"],
  [["--cors", "http://localhost:5173/"], "--cors must be an origin"],
  [["--contract="], "--contract needs a value: --contract FILE"],
  [["--data", "a.json", "--chats", "3"], "--data and --chats exclude each other; leave one out"],
  [["--watch"], "--watch needs --contract FILE; the built-in contract does not change"],
  [["--app", "a1b2"], '--app must be an app id such as cli_a1b2c3, or id:secret, got "a1b2"'],
  [["--app", "cli_a:"], "--app must be an app id"],
  [
    ["--scopes", "im:chat:read,im:chat:readnly"],
    '--scopes: unknown scope "im:chat:readnly"; the closest is im:chat:readonly',
  ],
  [["--scopes", "nothing:like:it"], '--scopes: unknown scope "nothing:like:it"; known: '],
  [
    ["--fault", "rest"],
    '--fault must be one of reset, silence, stall, truncate, slow, html, or an error code such as 232025, got "rest"',
  ],
  [["--fault", "reset", "--fault", "232025"], "--fault takes either a name or a code, not both"],
  [["--fault", "reset", "--fault-rate", "1.1"], "--fault-rate must be a number greater than 0 and at most 1"],
  [["--fault", "reset", "--fault-rate", "-1"], "--fault-rate needs a value"],
  [["--fault-rate", "0.1"], "--fault-rate needs --fault"],
  [["--delay", "1s"], '--delay must be milliseconds up to 600000, or a range such as 50-200, got "1s"'],
  [["--delay", "600001"], "--delay must be milliseconds up to 600000"],
  [["--delay", "200-50"], "--delay must be milliseconds up to 600000"],
  [["--rate-limit", "50"], "--rate-limit must be requests per second and per minute such as 50,1000"],
  [["--rate-limit", "0,1"], "--rate-limit must be requests per second and per minute"],
  [["--last-page-token", "none"], '--last-page-token must be empty, absent or token, got "none"'],
  [["--bad-parameter", "232025"], "--bad-parameter must be 99992402 or 232001, got 232025"],
  [["--record", "a.har", "--replay", "b.har"], "--record and --replay exclude each other; leave one out"],
  [["--upstream", "https://x.test"], "--upstream needs --record FILE"],
  [["--record", "a.har", "--upstream", "x.test"], "--upstream must be a base URL such as https://"],
  [["--json=1"], '--json takes no value, got "1"'],
  [["--json", "--log"], "--json and --log exclude each other; --json already reports each request"],
  [["--prot", "1"], "unknown flag --prot; the closest is --port"],
  [["--Port", "1"], "unknown flag --Port; the closest is --port"],
  [["--strictAuth"], "unknown flag --strictAuth; the closest is --strict-auth"],
  [["--rate", "1,2"], "unknown flag --rate; the closest is --rate-limit"],
  [["-port", "1"], "unknown flag -port; the closest is --port"],
  [["-p", "1"], `unknown flag -p; known: --${names.join(", --")}`],
  [["--"], "unknown flag --; known: --port"],
  [["--quxquux"], "unknown flag --quxquux; known: --port"],
  [["--__proto__"], "unknown flag --__proto__; known: --port"],
  [["openapi.yaml"], 'unexpected argument "openapi.yaml"; a value follows its flag, such as --port 0'],
  [["--json", "yes"], 'unexpected argument "yes"'],
  [["--port", "0\n1"], '--port must be an integer from 0 to 65535, got "0\\n1"'],
];

test.each(usageErrors)("feishu-mock %j is a usage error", (args, message) => {
  expect(() => readArguments(args)).toThrow(UsageError);
  expect(() => readArguments(args)).toThrow(message);
  expect(() => readArguments(args)).toThrow(/^[^\n]+$/);
});

const valid: [args: string[], options: MockOptions][] = [
  [["--port=0", "--host", "::1"], { port: 0, host: "::1" }],
  [["--allowed-host", "a.test", "--allowed-host", "b.test"], { allowedHosts: ["a.test", "b.test"] }],
  [["--cors", "http://localhost:5173"], { cors: "http://localhost:5173" }],
  [["--chats", "250", "--seed", "7"], { chats: 250, seed: 7 }],
  [["--contract", "a.yaml"], { contract: "a.yaml" }],
  [["--app", "cli_a", "--app", "cli_b:s:1"], { apps: { cli_a: {}, cli_b: { secret: "s:1" } } }],
  [
    ["--scopes", "im:chat, im:chat:readonly", "--no-bot", "--not-installed"],
    { app: { scopes: ["im:chat", "im:chat:readonly"], botAbility: false, installed: false } },
  ],
  [["--scopes="], { app: { scopes: [] } }],
  [["--contract", "a.yaml", "--scopes", "a:b"], { contract: "a.yaml", app: { scopes: ["a:b"] } }],
  [["--port", "1", "--port", "2"], { port: 2 }],
  [["--strict-auth", "--log"], { strictAuth: true }],
  [["--data", "chats.json"], {}],
  [["--contract", "a.yaml", "--watch"], { contract: "a.yaml" }],
  [["--fault", "reset"], { rules: [{ fault: "reset" }] }],
  [["--fault", "232025", "--fault-rate", "0.5"], { rules: [{ code: 232025, rate: 0.5 }] }],
  [["--fault", "html", "--fault-rate", "0"], { rules: [] }],
  [["--delay", "50"], { rules: [{ delay: [50, 50] }] }],
  [
    ["--delay", "50-200", "--fault", "html", "--fault-rate", "0.1"],
    { rules: [{ fault: "html", rate: 0.1 }, { delay: [50, 200] }] },
  ],
  [["--rate-limit", "--json"], { rateLimit: true }],
  [["--rate-limit", "5,100"], { rateLimit: { perSecond: 5, perMinute: 100 } }],
  [
    ["--last-page-token", "absent", "--bad-parameter", "232001"],
    { quirks: { lastPageToken: "absent", badParameter: 232001 } },
  ],
  [
    ["--last-page-token", "token", "--bad-parameter", "99992402"],
    { quirks: { lastPageToken: "token", badParameter: 99992402 } },
  ],
  [["--last-page-token=empty"], { quirks: { lastPageToken: "empty" } }],
  [["--fault", "stall", "--fault-rate", "1"], { rules: [{ fault: "stall", rate: 1 }] }],
  [["--record", "a.har"], { record: { file: "a.har" } }],
  [
    ["--upstream", "https://x.test/base", "--record", "a.har"],
    { record: { file: "a.har", upstream: "https://x.test/base" } },
  ],
  [["--replay", "a.har"], { replay: "a.har" }],
];

test.each(valid)("feishu-mock %j is parsed as %j", async (args, options) => {
  const parsed = readArguments(args) as CliOptions;
  expect(parsed).toEqual({
    mock: { port: 4010, rules: [], ...options },
    data: args.includes("--data") ? "chats.json" : undefined,
    watch: args.includes("--watch"),
    json: args.includes("--json"),
    log: args.includes("--log"),
  });
  // `startMock` accepts these options. The others name files that do not exist.
  if (options.contract !== undefined || options.record || options.replay !== undefined) return;
  await using mock = await startMock({ ...parsed.mock, listen: false });
  expect(mock.url).toBe("http://feishu.mock/open-apis");
});

test("--help takes precedence over other flags and lists every flag", () => {
  expect(readArguments(["--port", "0", "-h"])).toBe("help");
  expect(readArguments(["--version"])).toBe("version");
  for (const name of names)
    expect(help).toMatch(new RegExp(`^  --${name}\\b.*  \\w+ \\w+.*  .*\\p{Script=Han}`, "mu"));
  for (const line of help.split("\n")) expect(line.length).toBeLessThan(110);
});

test("prints the help in help.txt", async () => {
  await expect(help).toMatchFileSnapshot("help.txt");
});

test.each([
  ["chat", "chats"],
  ["chtas", "chats"],
  ["helo", "help"],
  ["versoin", "version"],
  ["last", "last-page-token"],
  ["c", undefined],
  ["cor", "cors"],
  ["x", undefined],
  ["", undefined],
])("the nearest flag to %j is %j", (misspelt, expected) => expect(nearest(misspelt, names)).toBe(expected));

test.each([
  ["ab", ["abx", "aby", "acb"], "abx"],
  ["abd", ["abcdef", "abxd", "abdefgh"], "abdefgh"],
  ["abcdef", ["abcdxy", "abcdfe", "abcxyz"], "abcdfe"],
  ["a", ["ab", "b"], "ab"],
  ["AB", ["ab"], "ab"],
  ["ab", [], undefined],
])("the nearest to %j in %j is %j", (misspelt, known, expected) =>
  expect(nearest(misspelt, known)).toBe(expected),
);

/** The edit distance by its recursive definition. */
function edits(left: string, right: string): number {
  if (left === "" || right === "") return left.length + right.length;
  const isSwap = left.length > 1 && left[0] === right[1] && left[1] === right[0];
  return Math.min(
    edits(left.slice(1), right) + 1,
    edits(left, right.slice(1)) + 1,
    edits(left.slice(1), right.slice(1)) + (left[0] === right[0] ? 0 : 1),
    isSwap ? edits(left.slice(2), right.slice(2)) + 1 : Infinity,
  );
}

test("finds names within one edit per three letters, and completions", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });
  fc.assert(
    fc.property(word, word, (misspelt, name) => {
      const isCompletion = misspelt.length > 1 && name.startsWith(misspelt);
      const isNear = isCompletion || edits(misspelt, name) <= Math.max(1, Math.floor(misspelt.length / 3));
      expect(nearest(misspelt, [name])).toBe(isNear ? name : undefined);
    }),
    { numRuns: 1000 },
  );
});

test("--fault and --delay apply to every operation, also after a reset", async () => {
  const request = readArguments(["--fault", "232025", "--delay", "30"]) as CliOptions;
  await using mock = await startMock({ ...request.mock, listen: false });
  const ask = async (): Promise<unknown> => (await mock.fetch(`${mock.url}/im/v1/chats`)).json();
  expect(await ask()).toMatchObject({ code: 232025 });
  expect(mock.requests.at(-1)!.durationMs).toBeGreaterThan(25);
  mock.reset();
  expect(await ask()).toMatchObject({ code: 232025 });
  expect(mock.requests.at(-1)!.durationMs).toBeGreaterThan(25);
});

test.each([
  [{ fault: "rest" }, "startMock: rules[0]: fault must be one of reset, silence, stall"],
  [{ code: 5 }, "startMock: rules[0]: unknown code 5; known: 1500"],
  [{}, "startMock: rules[0]: the rule must be an object with code, fault or delay"],
])("startMock rejects the rule %j with %s", async (rule, message) => {
  await expect(startMock({ rules: [rule as Rule], listen: false })).rejects.toThrow(message);
});
