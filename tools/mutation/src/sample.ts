import { createHash } from "node:crypto";

/** What tells one mutant from all others, and stays the same from run to run. */
export interface Place {
  /** From the repository's root or absolute; only its order matters. */
  readonly fileName: string;
  readonly location: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
  readonly replacement?: string | undefined;
}

/**
 * Draws `size` of the mutants, or all when there are no more, evenly over the files: a file that has a tenth of the
 * mutants gets a tenth of the sample, up to one. The same seed draws the same ones from the same code.
 */
export function sample<Mutant extends Place>(
  mutants: readonly Mutant[],
  size: number,
  seed: number,
): Mutant[] {
  const ranked = mutants
    .map((mutant) => ({ mutant, key: keyOf(mutant), rank: rankOf(`${seed} ${keyOf(mutant)}`) }))
    // Within a file by chance, the files one after the other: equal steps through that are even over both.
    .toSorted(
      (one, other) =>
        compare(one.mutant.fileName, other.mutant.fileName) ||
        compare(one.rank, other.rank) ||
        compare(one.key, other.key),
    );
  const step = Math.max(1, ranked.length / size);
  const first = (Number.parseInt(rankOf(`${seed}`).slice(0, 8), 16) / 0x1_0000_0000) * step;
  const drawn: Mutant[] = [];
  for (let at = first; at < ranked.length; at += step) drawn.push(ranked[Math.floor(at)]!.mutant);
  return drawn;
}

const keyOf = ({ fileName, location: { start, end }, replacement }: Place): string =>
  `${fileName}:${start.line}:${start.column}-${end.line}:${end.column} ${replacement ?? ""}`;

const rankOf = (text: string): string => createHash("sha256").update(text).digest("hex");

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
