import { describe, expect, it } from 'vitest';
import type { ReadTo } from '../../../shared/run/history.js';
import { newestFirst, type Dated } from './newest-first.js';

/** Runs of two profiles: `a` at every even second, `b` at every third. */
const ON_RECORD: Readonly<Record<string, readonly Dated[]>> = {
  a: Array.from({ length: 250 }, (_, n) => ({ seq: n + 1, startedMs: n * 2000 })),
  b: Array.from({ length: 30 }, (_, n) => ({ seq: n + 1, startedMs: n * 3000 + 1 })),
  c: [],
  // In the middle, the clock was set back by an hour.
  d: Array.from({ length: 120 }, (_, n) => ({ seq: n + 1, startedMs: n * 5000 - (n >= 60 ? 3_600_000 : 0) })),
};

const read = (id: string, before: number | undefined, limit: number): Promise<readonly Dated[]> =>
  Promise.resolve(
    (ON_RECORD[id] ?? [])
      .filter(({ seq }) => before === undefined || seq < before)
      .toReversed()
      .slice(0, limit),
  );

async function readAll(
  limit: number,
  wanted: (one: Dated) => boolean = () => true,
  ids: readonly string[] = ['a', 'b', 'c'],
) {
  const seen: { readonly profileId: string; readonly one: Dated }[] = [];
  let readTo: ReadTo | undefined;
  do {
    const page = await newestFirst(ids, { limit, readTo, wanted, read });
    expect(page.found.length).toBeLessThanOrEqual(limit);
    seen.push(...page.found);
    readTo = page.readTo;
  } while (readTo !== undefined);
  return seen;
}

describe('what several profiles have on record, as one list', () => {
  it.each([1, 7, 50, 1000])('comes newest first, whole and once, in pages of %d', async (limit) => {
    const seen = await readAll(limit);
    expect(seen).toHaveLength(280);
    expect(new Set(seen.map(({ profileId, one }) => `${profileId}${one.seq}`)).size).toBe(280);
    const times = seen.map(({ one }) => one.startedMs);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it.each([1, 7, 50, 1000])(
    'comes whole and once where the clock was set back, in pages of %d',
    async (limit) => {
      const seen = await readAll(limit, () => true, ['a', 'd']);
      expect(new Set(seen.map(({ profileId, one }) => `${profileId}${one.seq}`)).size).toBe(370);
      expect(seen).toHaveLength(370);
      // Of each profile, what ran later comes first, whatever its clock said then.
      const ofD = seen.filter(({ profileId }) => profileId === 'd').map(({ one }) => one.seq);
      expect(ofD).toEqual(ofD.toSorted((a, b) => b - a));
    },
  );

  it('passes over what is not wanted, however much that is', async () => {
    const seen = await readAll(10, ({ seq }) => seq === 1);
    expect(seen.map(({ profileId }) => profileId)).toEqual(['b', 'a']);
  });
});
