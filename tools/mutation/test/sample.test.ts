import { expect, test } from "vitest";
import { sample, type Place } from "../src/sample.ts";

/** As many mutants of each file as the table says, each in a place of its own. */
const mutantsOf = (counts: Record<string, number>): Place[] =>
  Object.entries(counts).flatMap(([fileName, count]) =>
    Array.from({ length: count }, (_, line) => ({
      fileName,
      location: { start: { line, column: 1 }, end: { line, column: 9 } },
      replacement: "false",
    })),
  );

const countOf = (drawn: readonly Place[], name: string): number =>
  drawn.filter(({ fileName }) => fileName === name).length;

const mutants = mutantsOf({ "a.ts": 500, "b.ts": 300, "c.ts": 190, "d.ts": 10 });

test("as many are drawn as are asked for, none twice, and each file has its part up to one", () => {
  for (let seed = 0; seed < 50; seed++) {
    const drawn = sample(mutants, 100, seed);
    expect([drawn.length, new Set(drawn).size]).toEqual([100, 100]);
    for (const [name, part] of [
      ["a.ts", 50],
      ["b.ts", 30],
      ["c.ts", 19],
      ["d.ts", 1],
    ] as const)
      expect(Math.abs(countOf(drawn, name) - part)).toBeLessThanOrEqual(1);
  }
});

test("the same seed draws the same ones, in whatever order they come; another seed draws others", () => {
  const drawn = new Set(sample(mutants, 100, 1));
  expect(new Set(sample(mutants.toReversed(), 100, 1))).toEqual(drawn);
  const others = sample(mutants, 100, 2).filter((mutant) => !drawn.has(mutant));
  expect(others.length).toBeGreaterThan(70);
});

test("over many seeds every mutant is drawn", () => {
  const drawn = new Set(Array.from({ length: 120 }, (_, seed) => sample(mutants, 100, seed)).flat());
  expect(drawn.size).toBe(1000);
});

test("a sample as large as all, or larger, is all", () => {
  for (const size of [1000, 5000]) expect(new Set(sample(mutants, size, 3)).size).toBe(1000);
  expect(sample([], 10, 3)).toEqual([]);
});
