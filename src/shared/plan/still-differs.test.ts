import { expect, it } from 'vitest';
import type { Action, PlanItem } from './plan.js';
import { stillDiffers } from './still-differs.js';

const LINK = { class: 'modified', entry: { kind: 'other', what: 'symbolic-link' } } as const;
const FOLDER = { class: 'unmodified', entry: { kind: 'folder' } } as const;
const NOTHING = { class: 'missing' } as const;
const SPECIAL: Action = { kind: 'leave', reason: 'not-a-file' };
const MODE: Action = { kind: 'leave', reason: 'mode' };

function differing(...items: readonly PlanItem[]) {
  return stillDiffers(new Map(items.map((item) => [item.path, item])));
}

it('a folder that the mode leaves stands for what lies in it', () => {
  const extra = { local: NOTHING, remote: FOLDER, action: MODE };
  expect(differing({ path: 'a', ...extra }, { path: 'a/b', ...extra }, { path: 'c', ...extra })).toEqual({
    byMode: ['a', 'c'],
    special: [],
  });
});

it.each<[string, Omit<PlanItem, 'path' | 'action'>, boolean]>([
  ['where the other side has a folder', { local: LINK, remote: FOLDER }, true],
  ['where it was in sync', { local: LINK, remote: NOTHING, baseline: { kind: 'folder' } }, true],
  ['not where nothing else is known', { local: LINK, remote: NOTHING }, false],
  ['not where both sides have one', { local: LINK, remote: LINK }, false],
])('a link on one side stays different %s', (_when, item, stays) => {
  const special = stays ? ['a'] : [];
  expect(differing({ path: 'a', action: SPECIAL, ...item })).toEqual({ byMode: [], special });
});
