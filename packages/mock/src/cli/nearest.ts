/** The known name that a misspelt one most likely means. Undefined if none is close. */
export function nearest(misspelt: string, known: readonly string[]): string | undefined {
  const word = misspelt.toLowerCase();
  const completions = known.filter((name) => word.length > 1 && name.startsWith(word));
  if (completions.length === 1) return completions[0];
  const ranked = known.map((name) => ({ name, edits: editDistance(word, name) }));
  const [best] = ranked.toSorted((one, other) => one.edits - other.edits);
  return best && best.edits <= Math.max(1, Math.floor(word.length / 3)) ? best.name : undefined;
}

/** The Damerau–Levenshtein distance: insertions, deletions, substitutions and swaps of adjacent characters. */
function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let y = 1; y <= one.length; y += 1) {
    const next = [y];
    for (let x = 1; x <= other.length; x += 1) {
      const isSame = one[y - 1] === other[x - 1];
      const isSwap = one[y - 1] === other[x - 2] && one[y - 2] === other[x - 1];
      const swapped = isSwap ? before[x - 2]! + 1 : Infinity;
      next.push(Math.min(row[x]! + 1, next[x - 1]! + 1, row[x - 1]! + (isSame ? 0 : 1), swapped));
    }
    [before, row] = [row, next];
  }
  return row[other.length]!;
}
