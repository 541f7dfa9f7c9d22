import type { Outcome } from "./regenerate.ts";
import { PACKAGES } from "./verdict/bump.ts";

/**
 * What came of a run, for people: what changed for a caller, what it makes of each package, what was written. Nothing
 * for a contract that the lint refuses, since nothing came of it.
 */
export function summary(outcome: Outcome, check: boolean): string {
  const { verdicts, bumps, changeset, differences, notes, lint, tests } = outcome;
  if (lint === "failed") return "";
  const since = `since ${outcome.base.slice(0, 12)}`;
  const lines = verdicts.length
    ? [
        `for a caller, ${since}:`,
        ...verdicts.map(({ place, sentence }) => `  ${place}: ${sentence}`),
        `release: ${PACKAGES.map((each) => `${each} ${bumps[each]}`).join(", ")}${changeset ? ` (${changeset})` : ""}`,
      ]
    : [`nothing changed for a caller ${since}`];
  for (const note of notes) lines.push(`note: ${note}`);
  for (const { path, state } of differences)
    lines.push(
      check
        ? `would ${state === "left over" ? "remove" : "write"} ${path}`
        : `${state === "left over" ? "removed" : "wrote"} ${path}`,
    );
  if (differences.length === 0) lines.push("all that follows from the contract is up to date");
  if (lint !== "not needed") lines.push(`lint ${lint}`);
  if (tests === "passed" || tests === "failed") lines.push(`tests ${tests}`);
  return lines.map((line) => `${line}\n`).join("");
}
