import { expect, test } from "vitest";
import { compareContracts } from "../src/verdict/compare/contracts.ts";
import { combine } from "../src/verdict/judge.ts";
import { redoclyVerdicts } from "../src/verdict/redocly.ts";
import { typeGate } from "../src/verdict/type-gate.ts";
import { bumpsOf } from "../src/verdict/verdict.ts";
import { edited } from "./support/contract.ts";
import { CORPUS } from "./support/corpus.ts";

// As corpus.test.ts, and with redocly's voice: a process for each row.
const pairs = CORPUS.map(({ from = [], edits }) => ({ before: edited(...from), after: edited(...edits) }));
const types = typeGate(pairs);
// What ours rate highest already, it cannot raise.
const rows = CORPUS.map((row, index) => ({ ...row, index })).filter(
  ({ client, mock }) => client !== "major" || mock !== "major",
);

test.concurrent.each(rows)("all three voices agree on: $name", async ({ index, client, mock }) => {
  const { before, after } = pairs[index] ?? expect.unreachable();
  const verdicts = combine(
    compareContracts(before, after),
    await redoclyVerdicts(before, after),
    types[index] ?? [],
  );

  expect({ ...bumpsOf(verdicts), verdicts }).toMatchObject({ client, mock });
});
