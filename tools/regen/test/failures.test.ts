import { expect, test } from "vitest";
import { failuresIn } from "../../failures.mjs";

const failure = (name: string, number: number): string =>
  [
    `\u001B[41m FAIL \u001B[49m @scope/mock  test/${name}.test.ts > ${name} works`,
    "AssertionError: expected 1 to be 2 // Object.is equality",
    "",
    "- Expected",
    "+ Received",
    "",
    ...Array.from({ length: 30 }, (_, line) => `  unchanged ${line}`),
    "- 2",
    "+ 1",
    "",
    ` ❯ test/${name}.test.ts:12:3`,
    "     10|",
    "     12|   expect(1).toBe(2);",
    "",
    `⎯⎯⎯⎯⎯⎯⎯⎯[${number}/9]⎯`,
    "",
  ].join("\n");
const noise = Array.from(
  { length: 200 },
  (_, line) => ` ✓ test/passed-${line}.test.ts (3 tests) 20ms\n`,
).join("");

test("keeps name, reason, difference and place of a failed test", () => {
  expect(failuresIn(`${noise}${failure("paging", 1)}${noise}`)).toEqual([
    "FAIL @scope/mock test/paging.test.ts > paging works",
    "  AssertionError: expected 1 to be 2 // Object.is equality",
    "  - 2",
    "  + 1",
    "  at test/paging.test.ts:12:3",
  ]);
});

test("keeps three of many failures", () => {
  const lines = failuresIn(
    noise + ["a", "b", "c", "d", "e"].map((name, index) => failure(name, index)).join(""),
  );

  expect(lines.filter((line) => line.startsWith("FAIL"))).toHaveLength(3);
  expect(lines.at(-1)).toBe("and 2 more failures");
});

test("keeps the first errors of the compiler, and counts the rest", () => {
  const errors = Array.from(
    { length: 9 },
    (_, line) => `src/a.ts(${line},1): error TS2322: Type 'a'.\n`,
  ).join("");

  expect(failuresIn(noise + errors)).toEqual([
    ...[0, 1, 2, 3, 4].map((line) => `src/a.ts(${line},1): error TS2322: Type 'a'.`),
    "and 4 more type errors",
  ]);
});

test("tells the tasks of turbo apart", () => {
  const interleaved = failure("paging", 1)
    .split("\n")
    .flatMap((line, index) => [`@scope/mock:test: ${line}`, `@scope/client:types: line ${index}`])
    .join("\n");

  expect(failuresIn(interleaved)).toEqual(failuresIn(failure("paging", 1)));
});

test("one reason for many tests is one failure", () => {
  const [first = "", ...rest] = failure("paging", 1).split("\n");
  const log = [first, first.replace("works", "ends"), ...rest].join("\n");

  expect(failuresIn(log)[1]).toBe("  and 1 more tests for the same reason");
});

test("keeps the last lines of a log without a known failure, and cuts long ones", () => {
  const lines = failuresIn(`${noise}${"x".repeat(500)}\nredocly: no such rule\n`);

  expect(lines).toHaveLength(20);
  expect(lines.at(-1)).toBe("redocly: no such rule");
  expect(lines.at(-2)).toHaveLength(160);
});
