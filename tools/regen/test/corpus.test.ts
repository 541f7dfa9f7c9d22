import { expect, test } from "vitest";
import { compareContracts } from "../src/verdict/compare/contracts.ts";
import { combine } from "../src/verdict/judge.ts";
import { redoclyVerdicts } from "../src/verdict/redocly.ts";
import { typeGate } from "../src/verdict/type-gate.ts";
import { bumpsOf } from "../src/verdict/verdict.ts";
import { edited } from "./support/contract.ts";
import { CORPUS } from "./support/corpus.ts";

const pairs = CORPUS.map(({ from = [], edits }) => ({ before: edited(...from), after: edited(...edits) }));
const heard = redoclyVerdicts(pairs);
const types = typeGate(pairs);
const redocly = await heard;
const rows = CORPUS.map((row, index) => ({ ...row, index }));

test.each(rows)("$name", ({ index, client, mock, told }) => {
  const { before, after } = pairs[index] ?? expect.unreachable();
  const verdicts = combine(compareContracts(before, after), redocly[index] ?? [], types[index] ?? []);

  expect({ ...bumpsOf(verdicts), verdicts }).toMatchObject({ client, mock });
  if (told !== undefined) expect(verdicts.map(({ sentence }) => sentence)).toContain(told);
});

test("the corpus is large, and each of its rows is another edit", () => {
  expect(CORPUS.length).toBeGreaterThanOrEqual(45);
  expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
});

test("the types that a caller compiles against break for none of the rows that are no major change", () => {
  expect(rows.filter(({ client, index }) => client !== "major" && types[index]?.length)).toEqual([]);
});

test("the compiler alone sees a type that is no longer exported", () => {
  const index = CORPUS.findIndex(({ name }) => name === "a type is renamed");

  expect(types[index]).toMatchObject([
    {
      kind: "types",
      sentence: "the client no longer exports the type `FieldViolation`: programs that import it break",
    },
  ]);
});
