import { expect, test } from "vitest";
import { replaceScores } from "../src/readme.ts";
import { renderReport } from "../src/render.ts";
import { score, tally, total, unnoticed, type StrykerReport } from "../src/report.ts";

const at = (line: number, column: number, endLine: number, endColumn: number) => ({
  location: { start: { line, column }, end: { line: endLine, column: endColumn } },
});

const report: StrykerReport = {
  files: {
    "src/good.ts": {
      source: "export const one = 1;\n",
      mutants: [
        { status: "Killed", replacement: "0", ...at(1, 20, 1, 21) },
        { status: "Timeout", replacement: "2", ...at(1, 20, 1, 21) },
        { status: "RuntimeError", replacement: "3", ...at(1, 20, 1, 21) },
      ],
    },
    "src/poor.ts": {
      source: "if (late()) {\n  retry();\n  count();\n}\n",
      mutants: [
        { status: "Killed", replacement: "true", ...at(1, 5, 1, 11) },
        { status: "Survived", replacement: "false", ...at(1, 5, 1, 11) },
        { status: "NoCoverage", replacement: "{}", ...at(1, 13, 4, 2) },
        { status: "CompileError", statusReason: "not drawn", replacement: "[]", ...at(1, 5, 1, 11) },
      ],
    },
    "src/untouched.ts": {
      source: "x();\n",
      mutants: [{ status: "CompileError", statusReason: "not drawn", ...at(1, 1, 1, 4) }],
    },
  },
};

test("a hang counts as noticed, code that no test reaches as unnoticed, a broken run and the rest not at all", () => {
  const tallies = tally(report);
  expect([...tallies]).toEqual([
    ["src/good.ts", { killed: 1, timeout: 1, survived: 0, noCoverage: 0, error: 1 }],
    ["src/poor.ts", { killed: 1, timeout: 0, survived: 1, noCoverage: 1, error: 0 }],
  ]);
  expect(Array.from(tallies.values(), score)).toEqual([100, 100 / 3]);
  expect(score(total(tallies.values()))).toBe(60);
});

test("what no test noticed stands with its place, the original and the mutant", () => {
  expect(unnoticed(report, "packages/mock")).toEqual([
    "packages/mock/src/poor.ts:1:5  late() → false",
    "packages/mock/src/poor.ts:1:13  { retry(); count(); } → {}  (no test reaches it)",
  ]);
});

test("the worst file comes first, and the sum last", () => {
  expect(renderReport(report, "packages/mock").split("\n").slice(0, 3)).toEqual([
    "src/poor.ts   33.3 %  1 killed  1 survived  1 that no test reaches",
    "src/good.ts  100.0 %  1 killed  1 hung  1 broke the run",
    "all of it     60.0 %  2 killed  1 hung  1 survived  1 that no test reaches  1 broke the run",
  ]);
});

test("the scores go between the markers, each with its day and seed; a package that was not run keeps its row", () => {
  const markers = "<!-- mutation:begin, written by `pnpm mutation --write` -->\nold\n<!-- mutation:end -->";
  const sum = total(tally(report).values());
  const run = { date: new Date("2026-03-04T23:00:00Z"), tallies: new Map([["mock" as const, sum]]) };
  const first = replaceScores(`before\n${markers}\nafter`, { ...run, seed: 9 });
  const mock = "| mock | 2026-03-04, a sample, seed 9 | 5 | 2 | 1 | 1 | 1 | 60.0 % |\n";
  expect(first).toContain(`\n${mock}\n`);
  expect(first).toMatch(/^before\n[^]*\nafter$/);
  expect(first).not.toContain("old");
  const client = {
    date: new Date("2026-05-06"),
    seed: undefined,
    tallies: new Map([["client" as const, sum]]),
  };
  const second = replaceScores(first, client);
  expect(second).toContain(`\n| client | 2026-05-06, all | 5 | 2 | 1 | 1 | 1 | 60.0 % |\n${mock}\n`);
  expect(replaceScores(second, { ...run, seed: 9 })).toBe(second);
});

test("a text without the markers has no place for scores, and says so", () => {
  expect(() => replaceScores("before", { date: new Date(0), seed: 9, tallies: new Map() })).toThrow(
    "README.md lacks the lines",
  );
});
