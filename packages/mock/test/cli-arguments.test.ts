import fc from "fast-check";
import { expect, test } from "vitest";
import { readArguments } from "../src/cli/arguments.ts";
import type { StartRequest } from "../src/cli/arguments.ts";
import { help } from "../src/cli/help.ts";
import { flagGroups } from "../src/cli/flags.ts";
import { nearest } from "../src/cli/nearest.ts";
import { startMock } from "../src/index.ts";
import type { MockOptions, Rule } from "../src/index.ts";

const names = flagGroups.flatMap(({ flags }) => flags.map(({ name }) => name));

const usage: [args: string[], told: string][] = [
  [["--port", "x"], '--port must be an integer from 0 to 65535, got "x"'],
  [["--port", "70000"], '--port must be an integer from 0 to 65535, got "70000"'],
  [["--port="], '--port must be an integer from 0 to 65535, got ""'],
  [["--port"], "--port needs a value: --port NUMBER"],
  [["--port", "-5"], "--port needs a value: --port NUMBER"],
  [["--port=-5"], '--port must be an integer from 0 to 65535, got "-5"'],
  [["--port", "--json"], "--port needs a value: --port NUMBER"],
  [["--chats", "1e3"], '--chats must be an integer from 0 to 1000000, got "1e3"'],
  [["--chats", "1000001"], '--chats must be an integer from 0 to 1000000, got "1000001"'],
  [["--seed", "0x1"], '--seed must be an integer from 0 to 4294967295, got "0x1"'],
  [["--host="], '--host must be an address such as 127.0.0.1, got ""'],
  [["--allowed-host", ""], '--allowed-host must be a host name such as feishu.test, got ""'],
  [["--allowed-host", "http://a.test"], "--allowed-host must be a host name such as feishu.test, got"],
  [["--cors", "localhost:5173"], "--cors must be an origin such as http://localhost:5173, got"],
  [["--cors", "http://localhost:5173/"], "--cors must be an origin"],
  [["--contract="], '--contract must be the path of an OpenAPI 3.1 document, got ""'],
  [["--data="], "--data must be the path of a JSON file with a list of chats"],
  [["--data", "a.json", "--chats", "3"], "--data brings the chats and --chats makes them up; give one"],
  [["--watch"], "--watch needs --contract FILE; the built-in contract does not change"],
  [["--app", "a1b2"], '--app must be an app id, such as cli_a1b2c3, or id:secret, got "a1b2"'],
  [["--app", "cli_a:"], "--app must be an app id"],
  [
    ["--fault", "rest"],
    "--fault must be one of reset, silence, stall, truncate, slow, html, or a code such as",
  ],
  [["--fault", "reset", "--fault", "232025"], "--fault takes a name or a code; give one of the two"],
  [["--fault", "reset", "--fault-rate", "1.1"], '--fault-rate must be a number from 0 to 1, got "1.1"'],
  [["--fault", "reset", "--fault-rate", "-1"], "--fault-rate needs a value"],
  [["--fault-rate", "0.1"], "--fault-rate needs --fault"],
  [["--delay", "1s"], "--delay must be milliseconds up to 600000, or a range such as 50-200"],
  [["--delay", "600001"], "--delay must be milliseconds up to 600000"],
  [["--delay", "200-50"], "--delay must be milliseconds up to 600000"],
  [["--rate-limit", "50"], "--rate-limit must be requests per second and per minute such as 50,1000"],
  [["--rate-limit", "0,1"], "--rate-limit must be requests per second and per minute"],
  [["--last-page-token", "none"], '--last-page-token must be empty, absent or token, got "none"'],
  [["--bad-parameter", "232025"], '--bad-parameter must be 99992402 or 232001, got "232025"'],
  [["--json=1"], '--json takes no value, got "1"'],
  [["--json", "--log"], "--json tells of each request already; leave --log out"],
  [["--prot", "1"], "unknown flag --prot; the nearest is --port"],
  [["--Port", "1"], "unknown flag --Port; the nearest is --port"],
  [["--strictAuth"], "unknown flag --strictAuth; the nearest is --strict-auth"],
  [["--rate", "1,2"], "unknown flag --rate; the nearest is --rate-limit"],
  [["-port", "1"], "unknown flag -port; the nearest is --port"],
  [["-p", "1"], `unknown flag -p; known: --${names.join(", --")}`],
  [["--"], "unknown flag --; known: --port"],
  [["--quxquux"], "unknown flag --quxquux; known: --port"],
  [["openapi.yaml"], 'unexpected argument "openapi.yaml"; a value follows its flag, such as --port 0'],
  [["--json", "yes"], 'unexpected argument "yes"'],
  [["--port", "0\n1"], '--port must be an integer from 0 to 65535, got "0\\n1"'],
];

test.each(usage)("feishu-mock %j is a usage error", (args, told) => {
  const request = readArguments(args);
  expect(request).toEqual({ do: "refuse", reason: expect.stringMatching(/^[^\n]+$/) });
  expect(request).toHaveProperty("reason", expect.stringContaining(told));
});

const meanings: [args: string[], options: MockOptions][] = [
  [["--port=0", "--host", "::1"], { port: 0, host: "::1" }],
  [["--allowed-host", "a.test", "--allowed-host", "b.test"], { allowedHosts: ["a.test", "b.test"] }],
  [["--cors", "http://localhost:5173"], { cors: "http://localhost:5173" }],
  [["--chats", "250", "--seed", "7"], { chats: 250, seed: 7 }],
  [["--contract", "a.yaml"], { contract: "a.yaml" }],
  [["--app", "cli_a", "--app", "cli_b:s:1"], { apps: { cli_a: {}, cli_b: { secret: "s:1" } } }],
  [
    ["--scopes", "a:b, c:d", "--no-bot", "--not-installed"],
    { app: { scopes: ["a:b", "c:d"], botAbility: false, installed: false } },
  ],
  [["--scopes="], { app: { scopes: [] } }],
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

test.each(meanings)("feishu-mock %j starts a mock with what it says", async (args, options) => {
  const request = readArguments(args);
  expect(request).toEqual({
    do: "start",
    options: { port: 4010, rules: [], ...options },
    data: args.includes("--data") ? "chats.json" : undefined,
    watch: args.includes("--watch"),
    json: args.includes("--json"),
    log: args.includes("--log"),
  });
  // The library takes what the command line gives.
  if (options.contract !== undefined || options.record || options.replay !== undefined) return;
  await using mock = await startMock({ ...(request as StartRequest).options, listen: false });
  expect(mock.url).toBe("http://feishu.mock/open-apis");
});

test("--help wins over what else is asked for, and names every flag", () => {
  expect([readArguments(["--port", "0", "-h"]), readArguments(["--version"])]).toEqual([
    { do: "help" },
    { do: "version" },
  ]);
  for (const name of names)
    expect(help).toMatch(new RegExp(`^  --${name}\\b.*  \\w+ \\w+.*  .*\\p{Script=Han}`, "mu"));
  for (const line of help.split("\n")) expect(line.length).toBeLessThan(110);
});

test("the help is, to the letter, what was last read through", async () => {
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
])("nearest to %j is %j", (wrong, wanted) => expect(nearest(wrong, names)).toBe(wanted));

test.each([
  ["ab", ["abx", "aby", "acb"], "abx"],
  ["abd", ["abcdef", "abxd", "abdefgh"], "abdefgh"],
  ["abcdef", ["abcdxy", "abcdfe", "abcxyz"], "abcdfe"],
  ["a", ["ab", "b"], "ab"],
  ["AB", ["ab"], "ab"],
  ["ab", [], undefined],
])("nearest to %j of %j is %j", (wrong, known, wanted) => expect(nearest(wrong, known)).toBe(wanted));

/** Edits as they are defined, without a table. */
function edits(one: string, other: string): number {
  if (one === "" || other === "") return one.length + other.length;
  const isSwap = one.length > 1 && one[0] === other[1] && one[1] === other[0];
  return Math.min(
    edits(one.slice(1), other) + 1,
    edits(one, other.slice(1)) + 1,
    edits(one.slice(1), other.slice(1)) + (one[0] === other[0] ? 0 : 1),
    isSwap ? edits(one.slice(2), other.slice(2)) + 1 : Infinity,
  );
}

test("a name is near up to one edit in three letters, or where it begins with all that was written", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });
  fc.assert(
    fc.property(word, word, (wrong, name) => {
      const isBeginning = wrong.length > 1 && name.startsWith(wrong);
      const isNear = isBeginning || edits(wrong, name) <= Math.max(1, Math.floor(wrong.length / 3));
      expect(nearest(wrong, [name])).toBe(isNear ? name : undefined);
    }),
    { numRuns: 1000 },
  );
});

test("what --fault and --delay ask for hits every operation, and again after a reset", async () => {
  const request = readArguments(["--fault", "232025", "--delay", "30"]) as StartRequest;
  await using mock = await startMock({ ...request.options, listen: false });
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
  [{}, "startMock: rules[0]: it must be an object with code, fault or delay"],
])("the rule %j is refused with its place", async (rule, told) => {
  await expect(startMock({ rules: [rule as Rule], listen: false })).rejects.toThrow(told);
});
