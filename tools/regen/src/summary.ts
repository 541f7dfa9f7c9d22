import type { RegenResult } from "./regenerate.ts";
import { PACKAGES } from "./verdict/bump.ts";

/**
 * The result of a run as text: what changed for callers, the bump of each package, the files written. Empty when the
 * lint failed.
 */
export function summary(result: RegenResult, check: boolean): string {
  const { verdicts, bumps, changeset, differences, notes, lint, tests } = result;
  if (lint === "failed") return "";
  // What failed must stay in sight.
  const most = tests === "failed" ? 2 : Infinity;
  const since = `since ${result.base.slice(0, 12)}`;
  const lines = verdicts.length
    ? [
        `changes for callers ${since}:`,
        ...verdicts.slice(0, most).map(({ place, sentence }) => `  ${place}: ${sentence}`),
        ...(verdicts.length > most ? [`  and ${verdicts.length - most} more, in the changeset`] : []),
        `release: ${PACKAGES.map((each) => `${each} ${bumps[each]}`).join(", ")}${changeset ? ` (${changeset})` : ""}`,
      ]
    : [`no changes for callers ${since}`];
  for (const note of notes) lines.push(`note: ${note}`);
  for (const { path, state } of differences.slice(0, most))
    lines.push(
      check
        ? `would ${state === "left over" ? "remove" : "write"} ${path}`
        : `${state === "left over" ? "removed" : "wrote"} ${path}`,
    );
  if (differences.length > most) lines.push(`and ${differences.length - most} more files`);
  if (differences.length === 0) lines.push("all files are up to date");
  if (lint !== "not needed") lines.push(`lint ${lint}`);
  if (tests === "passed" || tests === "failed") lines.push(`tests ${tests}`);
  return lines.map((line) => `${line}\n`).join("");
}
