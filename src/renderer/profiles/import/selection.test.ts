import { expect, it } from 'vitest';
import type { ShownProfile } from '../../../shared/profile/profile-import.js';
import { begin, chosenOf, howMany, withAllToggled, withFolder, withToggled } from './selection.js';

const SITE: ShownProfile = {
  name: 'Site',
  localFolder: '/site',
  remoteFolder: 'ftp://example.com/',
  mode: 'two-way',
  known: false,
  unsure: false,
  taken: [],
  leftOut: [],
};
const FOUND = [SITE, { ...SITE, known: true }, { ...SITE, unsure: true }, { ...SITE, localFolder: '' }];

it('what is there already, has to be looked at, or has no folder is not chosen at first', () => {
  expect(chosenOf(begin(FOUND))).toEqual([{ at: 0, localFolder: null }]);
});

it('a profile without a folder can only be chosen with one, and is by choosing it', () => {
  const before = begin(FOUND);
  expect(chosenOf(withToggled(before, 3))).toEqual(chosenOf(before));
  const after = withFolder(before, 3, '/other');
  expect(chosenOf(after)).toEqual([
    { at: 0, localFolder: null },
    { at: 3, localFolder: '/other' },
  ]);
  expect(chosenOf(withToggled(after, 3))).toEqual(chosenOf(before));
  expect(chosenOf(withToggled(withToggled(after, 3), 3))).toEqual(chosenOf(after));
});

it('all that have a folder are chosen at once, or none', () => {
  const all = withAllToggled(begin(FOUND));
  expect(chosenOf(all).map(({ at }) => at)).toEqual([0, 1, 2]);
  // One of them still has no folder.
  expect(howMany(all)).toBe('some');
  expect(chosenOf(withAllToggled(all))).toEqual([]);
  expect(howMany(withAllToggled(all))).toBe('none');
  expect(howMany(withFolder(all, 3, '/other'))).toBe('all');
  expect(chosenOf(withAllToggled(withToggled(all, 1)))).toEqual(chosenOf(all));
  expect(howMany(begin([{ ...SITE, localFolder: '' }]))).toBe('none');
});
