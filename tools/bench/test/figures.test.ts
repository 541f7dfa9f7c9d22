import { expect, test } from "vitest";
import { readArguments, UsageError } from "../src/arguments.ts";
import { interleave, median, ratio, type Measure } from "../src/harness/figures.ts";
import { replaceBetweenMarkers } from "../src/readme.ts";
import { renderMeasures } from "../src/table.ts";

const measure: Measure = {
  key: "walk.100000.wall",
  title: "time",
  unit: "ms",
  base: "fetch",
  samples: new Map([
    ["fetch", [100, 300, 200]],
    ["ours", [50, 150, 1000]],
  ]),
};

test.for([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
] as const)("the median of %j is %d", ([values, expected]) => {
  expect(median(values)).toBe(expected);
});

test("computes a ratio within each round", () => {
  expect(ratio(measure, "ours", "fetch")).toBe(0.5);
});

test("rotates the order of the clients in each round", async () => {
  const order: string[] = [];
  const samples = await interleave(2, ["a", "b", "c"], async (subject, round) => {
    order.push(subject);
    return { value: round };
  });
  expect(order.join("")).toBe("abcbca");
  expect(samples["value"]?.get("a")).toEqual([0, 1]);
});

test("renders medians and ratios in aligned columns", () => {
  expect(renderMeasures([measure])).toBe(
    [
      "|             |   time, ms |",
      "| ----------- | ---------: |",
      "| bare fetch  | 200 (1.00) |",
      "| this client | 150 (0.50) |",
    ].join("\n"),
  );
});

test.for([
  [["--only", "walk,calls"], /unknown scenario "calls"; the scenarios are call, walk, /],
  [["--write", "--quick"], /--write needs a full run/],
  [["--fast"], /--fast/],
] as const)("rejects the arguments %j", ([args, message]) => {
  expect(() => readArguments([...args])).toThrow(UsageError);
  expect(() => readArguments([...args])).toThrow(message);
});

test("runs scenarios in a fixed order, whatever the order of --only", () => {
  const { scenarios, effort } = readArguments(["--only", "walk,call", "--quick"]);
  expect([scenarios.map(({ name }) => name), effort]).toEqual([["call", "walk"], "quick"]);
});

test("replaces the text between the markers and throws when a README has none", () => {
  const marked = "a\n<!-- bench:begin, written by `pnpm bench --write` -->\nold\n<!-- bench:end -->\nz\n";
  expect(replaceBetweenMarkers(marked, "new")).toBe(
    "a\n<!-- bench:begin, written by `pnpm bench --write` -->\n\nnew\n\n<!-- bench:end -->\nz\n",
  );
  expect(() => replaceBetweenMarkers("nothing", "new")).toThrow("lacks the lines");
});
