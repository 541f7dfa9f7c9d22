import { expect, test } from "vitest";
import { compareContracts } from "../src/compare/compare-contracts.ts";
import { bumpsOf } from "../src/verdict/verdict.ts";
import { edited } from "./support/contract.ts";
import { FORM_ROWS, PLACE_ROWS } from "./support/corpus-forms.ts";
import { CORPUS } from "./support/corpus.ts";

const ROWS = [...CORPUS, ...FORM_ROWS, ...PLACE_ROWS];

test.each(ROWS)("$name", ({ from = [], edits, client, mock, sentence }) => {
  const verdicts = compareContracts(edited(...from), edited(...edits));

  expect({ ...bumpsOf(verdicts), verdicts }).toMatchObject({ client, mock });
  if (sentence !== undefined) expect(verdicts.map((verdict) => verdict.sentence)).toContain(sentence);
  // Every sentence names its subject.
  for (const { sentence: text } of verdicts) expect(text).not.toMatch(/``|^ /);
});

test("the corpus is large and its rows have different names", () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(136);
  expect(new Set(ROWS.map(({ name }) => name)).size).toBe(ROWS.length);
});
