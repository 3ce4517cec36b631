/**
 * Visits a tree with at most `concurrency` visits under way at once. Each visit returns what to visit next; the
 * newest comes first, so that what waits stays small however large the tree. Rejects with the first failure, after
 * every visit under way has ended.
 */
export async function walk<T>(
  start: T,
  visit: (node: T) => Promise<readonly T[]>,
  concurrency: number,
): Promise<void> {
  const waiting: T[] = [start];
  const underWay = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;

  const begin = (node: T): void => {
    const work = visit(node)
      .then((next) => {
        // One by one: as arguments of one call, too many overflow the stack.
        for (const node of next.toReversed()) waiting.push(node);
      })
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => underWay.delete(work));
    underWay.add(work);
  };

  while (failure === undefined && (waiting.length > 0 || underWay.size > 0)) {
    while (underWay.size < concurrency) {
      const node = waiting.pop();
      if (node === undefined) break;
      begin(node);
    }
    await Promise.race(underWay);
  }
  await Promise.all(underWay);
  if (failure !== undefined) throw failure.error;
}
