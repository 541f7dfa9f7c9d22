/** The known name that a misspelt one is closest to; undefined where none is near. */
export function nearest(wrong: string, known: readonly string[]): string | undefined {
  const word = wrong.toLowerCase();
  const started = known.filter((name) => word.length > 1 && name.startsWith(word));
  if (started.length === 1) return started[0];
  const ranked = known.map((name) => ({ name, edits: editsBetween(word, name) }));
  const [best] = ranked.toSorted((one, other) => one.edits - other.edits);
  return best && best.edits <= Math.max(1, Math.floor(word.length / 3)) ? best.name : undefined;
}

/** Letters to insert, remove or replace, and neighbours to swap, to make one word the other. */
function editsBetween(one: string, other: string): number {
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
