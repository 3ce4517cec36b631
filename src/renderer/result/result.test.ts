import { describe, expect, it } from 'vitest';
import { NO_OUTCOMES, type ItemOutcome } from '../../shared/run/run.js';
import { resultRows, WHOLE_RESULT, type ResultView } from './group.js';
import { canBeRetried, heightOfItem, reasonOf } from './ItemLine.js';

const problem = { kind: 'other', what: 'w', advice: 'a' } as const;

describe('the lines of a result', () => {
  const item = (path: string, rest: Partial<ItemOutcome>): ItemOutcome => ({
    path,
    action: { kind: 'copy', to: 'remote', replaces: false },
    outcome: { kind: 'done' },
    bytes: 0,
    ...rest,
  });
  const items = [
    item('done', {}),
    item('conflict', {
      action: { kind: 'conflict', conflict: 'first-meeting' },
      outcome: { kind: 'skipped', problem },
    }),
    item('failed', { outcome: { kind: 'failed', problem } }),
  ];

  it('begin with what failed and end with what was done', () => {
    const lines = resultRows(items, NO_OUTCOMES, WHOLE_RESULT).map((row) =>
      row.kind === 'item' ? row.item.path : row.group,
    );
    expect(lines).toEqual(['failed', 'failed', 'conflicts', 'conflict', 'done', 'done']);
  });

  it('say how many more there are than the report holds', () => {
    const rows = resultRows(items, { ...NO_OUTCOMES, done: 10_261, failed: 1 }, WHOLE_RESULT);
    expect(rows.at(-1)).toEqual({ kind: 'more', group: 'done', count: 10_260 });
    expect(rows.filter((row) => row.kind === 'group').map(({ count }) => count)).toEqual([1, 1, 10_261]);
  });

  it('leave out the items of a closed part', () => {
    expect(resultRows(items, NO_OUTCOMES, { ...WHOLE_RESULT, closed: new Set(['done']) })).toHaveLength(5);
  });

  const paths = (view: Partial<ResultView>): readonly string[] =>
    resultRows(MANY, NO_OUTCOMES, { ...WHOLE_RESULT, ...view }).flatMap((row) =>
      row.kind === 'item' ? [row.item.path] : [],
    );
  const MANY = [
    item('b/Photo 10.jpg', { bytes: 5 }),
    item('a/z.txt', { bytes: 9 }),
    item('c/photo 9.jpg', { bytes: 7 }),
    item('a/failed photo.jpg', { outcome: { kind: 'failed', problem } }),
  ];

  it.each([
    ['run', ['b/Photo 10.jpg', 'a/z.txt', 'c/photo 9.jpg']],
    ['name', ['c/photo 9.jpg', 'b/Photo 10.jpg', 'a/z.txt']],
    ['path', ['a/z.txt', 'b/Photo 10.jpg', 'c/photo 9.jpg']],
    ['size', ['a/z.txt', 'c/photo 9.jpg', 'b/Photo 10.jpg']],
  ] as const)('sort within each part, what failed first: by %s', (order, done) => {
    expect(paths({ order })).toEqual(['a/failed photo.jpg', ...done]);
  });

  it('hold what is searched for, in capitals or not, and count it', () => {
    const view = { ...WHOLE_RESULT, find: ' PHOTO' };
    expect(paths(view)).toEqual(['a/failed photo.jpg', 'b/Photo 10.jpg', 'c/photo 9.jpg']);
    const heads = resultRows(MANY, NO_OUTCOMES, view).filter((row) => row.kind === 'group');
    expect(heads.map(({ group, count }) => [group, count])).toEqual([
      ['failed', 1],
      ['done', 2],
    ]);
    expect(paths({ find: 'nowhere' })).toEqual([]);
  });

  it('can be those of one part', () => {
    expect(paths({ only: 'failed' })).toEqual(['a/failed photo.jpg']);
  });
});

describe('the reason of an item', () => {
  const failed: ItemOutcome = {
    path: 'a',
    action: { kind: 'copy', to: 'remote', replaces: false },
    outcome: { kind: 'failed', problem },
    bytes: 0,
  };

  it('stands in its line, which is higher for it', () => {
    expect(reasonOf(failed)).toBe(problem);
    expect(heightOfItem(failed)).toBeGreaterThan(heightOfItem({ ...failed, outcome: { kind: 'done' } }));
  });

  it('is left out where the same one stopped the whole run and stands above', () => {
    expect(reasonOf(failed, { ...problem })).toBeUndefined();
    expect(reasonOf(failed, { ...problem, what: 'something else' })).toBe(problem);
  });
});

describe('an item can be tried again', () => {
  const copy = { kind: 'copy', to: 'remote', replaces: false } as const;
  it.each<[string, Pick<ItemOutcome, 'action' | 'outcome'>, boolean]>([
    ['where it failed', { action: copy, outcome: { kind: 'failed', problem } }, true],
    ['where it was skipped', { action: copy, outcome: { kind: 'skipped', problem } }, true],
    ['but not where it was done', { action: copy, outcome: { kind: 'done' } }, false],
    [
      'but not where it is a conflict',
      {
        action: { kind: 'conflict', conflict: 'first-meeting' },
        outcome: { kind: 'skipped', problem },
      },
      false,
    ],
  ])('%s', (_when, item, can) => {
    expect(canBeRetried({ path: 'a', bytes: 0, ...item })).toBe(can);
  });
});
