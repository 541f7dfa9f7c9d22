import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { combine, judge } from "../src/verdict/judge.ts";
import { redoclyVerdicts } from "../src/verdict/redocly.ts";
import { atVersion, bumpsOf, verdict, type Verdict } from "../src/verdict/verdict.ts";
import { edited } from "./support/contract.ts";

test("redocly passes a removed field unless its rules are switched on", async () => {
  const pair = { before: edited(), after: edited(["chat properties owner_id", undefined]) };
  const folder = mkdtempSync(join(tmpdir(), "quiet-"));
  const quiet = join(folder, "redocly.yaml");
  writeFileSync(quiet, "telemetry: off\nextends:\n  - recommended\n");

  expect(await redoclyVerdicts([pair], quiet)).toEqual([[]]);
  expect(await redoclyVerdicts([pair])).toMatchObject([
    [{ kind: "property-removed", place: "im.v1.chat.list", bump: { client: "major" } }],
  ]);
  rmSync(folder, { recursive: true });
});

test("redocly's own complaint is told when it gives no report", async () => {
  await expect(redoclyVerdicts([{ before: edited(), after: edited() }], "nowhere.yaml")).rejects.toThrow(
    "redocly diff gave no report: Please provide a valid path to the configuration file",
  );
});

test("redocly rates a changed default of a request as nothing, and the verdict is major all the same", async () => {
  const after = edited(["list parameters 3 schema default", 50]);

  expect(await redoclyVerdicts([{ before: edited(), after }])).toEqual([[]]);
  expect(bumpsOf(await judge(edited(), after))).toEqual({ client: "major", mock: "major" });
});

test("a later voice adds what it rates higher at the same operation, and nothing that is known", () => {
  const own = [verdict("request widened", "im.v1.chat.list", "`page_size` may now be 200")];
  const say = (kind: string, place: string, bump: "major" | "minor"): Verdict => ({
    kind,
    place,
    sentence: `${kind} changed`,
    bump: { client: bump, mock: bump },
  });
  const higher = say("a", "im.v1.chat.list", "major");
  const elsewhere = say("b", "auth.v3.tenantAccessToken.internal", "minor");
  const known = say("c", "im.v1.chat.list", "minor");

  expect(combine(own, [known, higher], [known, elsewhere, higher])).toEqual([...own, higher, elsewhere]);
});

test("what several operations share is told once, with their names", async () => {
  const verdicts = await judge(
    edited(),
    edited(["components schemas Failure properties hint", { type: "string" }]),
  );
  const hint = verdicts.filter(({ sentence }) => sentence === "the answer 500's `hint` is new");

  expect(hint.map(({ place }) => place)).toEqual(["auth.v3.tenantAccessToken.internal, im.v1.chat.list"]);
});

test("a contract that says the same has no verdict", async () => {
  expect(await judge(edited(), edited())).toEqual([]);
});

test.each([
  ["0.1.0", { major: "minor", minor: "patch", patch: "patch", none: "none" }],
  ["0.99.3", { major: "minor", minor: "patch", patch: "patch", none: "none" }],
  ["1.0.0", { major: "major", minor: "minor", patch: "patch", none: "none" }],
  ["12.3.0", { major: "major", minor: "minor", patch: "patch", none: "none" }],
] as const)("at version %s a breaking change is a release of its own", (version, expected) => {
  for (const bump of ["major", "minor", "patch", "none"] as const)
    expect(atVersion(bump, version)).toBe(expected[bump]);
});
