import { expect, test } from "vitest";
import { compareContracts } from "../src/compare/compare-contracts.ts";
import { atVersion } from "../src/verdict/bump.ts";
import { edited } from "./support/contract.ts";

test("reports a change that several operations share once, with their ids", () => {
  const verdicts = compareContracts(
    edited(),
    edited(["components schemas Failure properties hint", { type: "string" }]),
  );
  const hint = verdicts.filter(({ sentence }) => sentence === "the response 500's `hint` is new");

  expect(hint.map(({ place }) => place)).toEqual(["auth.v3.tenantAccessToken.internal, im.v1.chat.list"]);
});

test("returns no verdict for equal contracts", () => {
  expect(compareContracts(edited(), edited())).toEqual([]);
});

test.each([
  ["0.1.0", { major: "minor", minor: "patch", patch: "patch", none: "none" }],
  ["0.99.3", { major: "minor", minor: "patch", patch: "patch", none: "none" }],
  ["1.0.0", { major: "major", minor: "minor", patch: "patch", none: "none" }],
  ["12.3.0", { major: "major", minor: "minor", patch: "patch", none: "none" }],
] as const)("maps each bump to its bump at version %s", (version, expected) => {
  for (const bump of ["major", "minor", "patch", "none"] as const)
    expect(atVersion(bump, version)).toBe(expected[bump]);
});
