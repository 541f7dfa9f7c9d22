/** The known name that a misspelt one most likely means. Undefined if none is close. */
export function nearest(misspelt: string, known: readonly string[]): string | undefined {
  const word = misspelt.toLowerCase();
  const completions = known.filter((name) => word.length > 1 && name.startsWith(word));
  if (completions.length === 1) return completions[0];
  const ranked = known.map((name) => ({ name, edits: editDistance(word, name) }));
  const [best] = ranked.toSorted((left, right) => left.edits - right.edits);
  return best && best.edits <= Math.max(1, Math.floor(word.length / 3)) ? best.name : undefined;
}

/** The Damerau–Levenshtein distance: insertions, deletions, substitutions and swaps of adjacent characters. */
function editDistance(left: string, right: string): number {
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let y = 1; y <= left.length; y += 1) {
    const next = [y];
    for (let x = 1; x <= right.length; x += 1) {
      const isSame = left[y - 1] === right[x - 1];
      const isSwap = left[y - 1] === right[x - 2] && left[y - 2] === right[x - 1];
      const swapped = isSwap ? before[x - 2]! + 1 : Infinity;
      next.push(Math.min(row[x]! + 1, next[x - 1]! + 1, row[x - 1]! + (isSame ? 0 : 1), swapped));
    }
    [before, row] = [row, next];
  }
  return row[right.length]!;
}
