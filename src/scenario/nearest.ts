/** Returns the edit distance of two words: insertions, deletions, substitutions and swaps of neighbours each cost 1. */
export function editDistance(left: string, right: string): number {
  let before: number[] = [];
  let last: number[] = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const replaced = (last[column - 1] ?? 0) + (same ? 0 : 1);
      const added = Math.min(last[column] ?? 0, current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, added, swapped ? (before[column - 2] ?? 0) + 1 : Infinity));
    }
    [before, last] = [last, current];
  }
  return last[right.length] ?? 0;
}

/** Returns the known word that `word` was probably meant to be, or undefined when none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const normal = (text: string) => text.slice(0, 64).toLowerCase().replace(/[-_ ]/g, '');
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(normal(word).length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(normal(word), normal(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Returns the fix for an unknown word: the nearest known one, else the whole list. */
export function suggest(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return known.length === 0 ? 'there is none to name' : `use one of: ${known.join(', ')}`;
}
