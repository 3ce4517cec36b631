/** How many letters may be wrong in a word of so many for somebody to have meant another one. */
const WRONG_AT_MOST = 0.4;

/** The one of `known` that somebody who typed `word` most likely meant; `undefined` where none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    const distance = distanceBetween(word.toLowerCase(), name.toLowerCase());
    if (distance > Math.max(1, Math.floor(WRONG_AT_MOST * name.length))) continue;
    if (best === undefined || distance < best.distance) best = { name, distance };
  }
  return best?.name;
}

/** Letters to put in, leave out, replace or swap with their neighbour (optimal string alignment). */
function distanceBetween(one: string, other: string): number {
  const width = other.length + 1;
  const table = Array.from({ length: (one.length + 1) * width }, () => 0);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = 0; i <= one.length; i += 1) {
    for (let j = 0; j <= other.length; j += 1) {
      let least = i === 0 ? j : j === 0 ? i : Infinity;
      if (i > 0 && j > 0) {
        const same = one[i - 1] === other[j - 1];
        least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) least = Math.min(least, at(i - 2, j - 2) + 1);
      }
      table[i * width + j] = least;
    }
  }
  return at(one.length, other.length);
}
