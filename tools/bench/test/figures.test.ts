import { expect, test } from "vitest";
import { readArguments, UsageError } from "../src/arguments.ts";
import { interleave } from "../src/interleave.ts";
import { median, ratio, type Measure } from "../src/measure.ts";
import { replaceBetweenMarkers } from "../src/readme.ts";
import { renderMeasures } from "../src/render.ts";
import { SCENARIOS } from "../src/scenarios.ts";
import { TARGETS, renderTargets } from "../src/targets.ts";

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
] as const)("the median of %j is %d", ([values, wanted]) => {
  expect(median(values)).toBe(wanted);
});

test("a ratio is taken within each round", () => {
  expect(ratio(measure, "ours", "fetch")).toBe(0.5);
});

test("clients take turns, and nobody always comes after the same one", async () => {
  const order: string[] = [];
  const samples = await interleave(2, ["a", "b", "c"], async (subject, round) => {
    order.push(subject);
    return { value: round };
  });
  expect(order.join("")).toBe("abcbca");
  expect(samples["value"]?.get("a")).toEqual([0, 1]);
});

test("a table holds medians and ratios, in columns of one width", () => {
  expect(renderMeasures([measure])).toBe(
    [
      "|             |   time, ms |",
      "| ----------- | ---------: |",
      "| bare fetch  | 200 (1.00) |",
      "| this client | 150 (0.50) |",
    ].join("\n"),
  );
});

test("only what was measured is held against a target", () => {
  expect(TARGETS.length).toBeGreaterThan(10);
  expect(renderTargets(new Map())).toBe("");
  const lines = renderTargets(new Map([[measure.key, measure]])).split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatch(/page by page, to bare fetch \|\s+at least 1 \|\s+2 \| yes \|$/);
});

test.for([
  [["--only", "walk,calls"], /unknown scenario "calls"; known are call, walk, /],
  [["--write", "--quick"], /--write needs a whole run/],
  [["--fast"], /--fast/],
] as const)("the command line %j is refused", ([argv, message]) => {
  expect(() => readArguments(argv, SCENARIOS)).toThrow(UsageError);
  expect(() => readArguments(argv, SCENARIOS)).toThrow(message);
});

test("scenarios run in their own order, whatever the order they are named in", () => {
  const { scenarios, effort } = readArguments(["--only", "walk,call", "--quick"], SCENARIOS);
  expect([scenarios.map(({ name }) => name), effort]).toEqual([["call", "walk"], "quick"]);
});

test("what stands between the markers is replaced, and a README without them is an error", () => {
  const marked = "a\n<!-- bench:begin, written by `pnpm bench --write` -->\nold\n<!-- bench:end -->\nz\n";
  expect(replaceBetweenMarkers(marked, "new")).toBe(
    "a\n<!-- bench:begin, written by `pnpm bench --write` -->\n\nnew\n\n<!-- bench:end -->\nz\n",
  );
  expect(() => replaceBetweenMarkers("nothing", "new")).toThrow("lacks the lines");
});
