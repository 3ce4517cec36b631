/**
 * How well `query` fits `text`: all its letters have to be there in order, whatever their case. Higher is better; `undefined` where it does not fit.
 * Letters that begin a word, and letters that follow one another, count for more.
 */
export function fuzzyScore(query: string, text: string): number | undefined {
  const wanted = Array.from(fold(query)).filter((letter) => letter.trim() !== '');
  if (wanted.length === 0) return 0;
  const letters = Array.from(fold(text));
  const starts = letters.map((_, at) => at === 0 || !/[\p{L}\p{N}]/u.test(letters[at - 1] ?? ''));

  // best[at]: the best score of the letters so far where the last of them is at `at`.
  let best: readonly (number | undefined)[] = letters.map((letter, at) =>
    letter === wanted[0] ? worth(starts[at] === true) - at * 0.01 : undefined,
  );
  for (const letter of wanted.slice(1)) {
    let before: number | undefined;
    best = letters.map((one, at) => {
      const adjacent = best[at - 1];
      const earlier = before;
      if (adjacent !== undefined && (before === undefined || adjacent > before)) before = adjacent;
      if (one !== letter) return undefined;
      const apart = earlier === undefined ? undefined : earlier + worth(starts[at] === true);
      const joined = adjacent === undefined ? undefined : adjacent + FOLLOWS;
      return apart === undefined ? joined : Math.max(apart, joined ?? apart);
    });
  }
  const scores = best.filter((score) => score !== undefined);
  return scores.length === 0 ? undefined : Math.max(...scores) - letters.length * 0.001;
}

const FOLLOWS = 4;

function worth(startsWord: boolean): number {
  return startsWord ? 5 : 1;
}

/** What fits, best first; what fits equally well stays in order. */
export function fuzzyFilter<T>(
  query: string,
  items: readonly T[],
  textOf: (item: T) => string,
): readonly T[] {
  return items
    .flatMap((item, at) => {
      const score = fuzzyScore(query, textOf(item));
      return score === undefined ? [] : [{ item, score, at }];
    })
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ item }) => item);
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
