import { expect, test } from "vitest";
import { compareContracts } from "../src/compare/compare-contracts.ts";
import { bumpsOf } from "../src/verdict/verdict.ts";
import { edited } from "./support/contract.ts";
import { CORPUS } from "./support/corpus.ts";

test.each(CORPUS)("$name", ({ from = [], edits, client, mock, sentence }) => {
  const verdicts = compareContracts(edited(...from), edited(...edits));

  expect({ ...bumpsOf(verdicts), verdicts }).toMatchObject({ client, mock });
  if (sentence !== undefined) expect(verdicts.map((verdict) => verdict.sentence)).toContain(sentence);
});

test("the corpus is large and its rows have different names", () => {
  expect(CORPUS.length).toBeGreaterThanOrEqual(136);
  expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
});
