// Shortens the log of a failed run: which tests failed, and why. Plain JavaScript, since `run.mjs` uses it too.
import { stripVTControlCharacters } from "node:util";

const SHOWN = 3;
const LINES_EACH = 7;
const OTHER_LINES = 5;
const LAST_LINES = 20;

/**
 * The lines of a log that say what failed: the first three failures of vitest and the first errors of the compiler, or
 * else the last lines. At most 30 lines.
 *
 * @param {string} log
 * @returns {string[]}
 */
export function failuresIn(log) {
  const lines = byTask(stripVTControlCharacters(log).split(/\r?\n/));
  const tests = testFailures(lines);
  const errors = lines.filter((line) => /\berror TS\d+:/.test(line)).map((line) => line.trim());
  const shown = [
    ...tests.slice(0, SHOWN).flat(),
    ...(tests.length > SHOWN ? [`and ${tests.length - SHOWN} more failures`] : []),
    ...errors.slice(0, OTHER_LINES),
    ...(errors.length > OTHER_LINES ? [`and ${errors.length - OTHER_LINES} more type errors`] : []),
  ];
  const found = shown.length > 0 ? shown : lines.filter((line) => line.trim() !== "").slice(-LAST_LINES);
  return found.map((line) => (line.length > 160 ? `${line.slice(0, 157)}...` : line));
}

/**
 * The lines with those of each turbo task together, without their prefix.
 *
 * @param {string[]} lines
 */
function byTask(lines) {
  const tasks = new Map();
  for (const line of lines) {
    const [prefix = "", task = ""] = /^([@\w/-]+:[\w#@/-]+): ?/.exec(line) ?? [];
    tasks.set(task, [...(tasks.get(task) ?? []), line.slice(prefix.length)]);
  }
  return [...tasks.values()].flat();
}

/**
 * The failures that vitest reports: name, first lines of the reason, and place.
 *
 * @param {string[]} lines
 */
function testFailures(lines) {
  const failures = [];
  for (let index = 0; index < lines.length; index++) {
    if (!/^\s*FAIL\s/.test(lines[index])) continue;
    const names = [];
    for (; /^\s*FAIL\s/.test(lines[index] ?? ""); index++)
      names.push(lines[index].trim().replace(/\s+/g, " "));
    const end = lines.findIndex((line, at) => at > index && /^\s*(⎯{3}|FAIL\s)/.test(line));
    const report = lines.slice(index, end < 0 ? undefined : end);
    const place = report.find((line) => /^\s*❯ \S+:\d+:\d+/.test(line));
    const frame = report.findIndex((line) => /^\s*❯ /.test(line));
    const [reason = "", ...more] = report
      .slice(0, frame < 0 ? undefined : frame)
      .filter((line) => line.trim() !== "");
    const difference = more.filter(
      (line) => /^[-+] /.test(line) && !/^[-+] (Expected|Received):?$/.test(line),
    );
    failures.push([
      names[0],
      ...(names.length > 1 ? [`  and ${names.length - 1} more tests for the same reason`] : []),
      ...[reason, ...(difference.length > 0 ? difference : more)]
        .slice(0, LINES_EACH - 2)
        .map((line) => `  ${line}`),
      ...(place ? [`  at ${place.trim().slice(2)}`] : []),
    ]);
    index--;
  }
  return failures;
}
