import { describe, expect, it } from 'vitest';
import type { ProfileListing } from '../../../shared/ipc.js';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import type { Arranged } from '../../../shared/profile/profile-import.js';
import { droppedOn, groupNames, groupsOf, movedBy, movedTo } from './arrange.js';

/** `a b/X` are the profile `a` without a group, and `b` in the group `X`. */
function list(text: string): readonly ProfileListing[] {
  return text.split(' ').map((one) => {
    const [id = '', group] = one.split('/');
    return {
      profile: {
        id,
        name: id,
        localFolder: '/a',
        remoteFolder: '/b',
        userName: '',
        mode: 'two-way',
        deleteExtra: false,
        options: DEFAULT_OPTIONS,
        ...(group === undefined ? {} : { group }),
      },
      password: 'none',
      passphrase: 'none',
      proxyPassword: 'none',
      toldOfPlain: true,
      untriedTls: false,
    };
  });
}

function written(order: readonly Arranged[] | undefined): string | undefined {
  return order?.map(({ id, group }) => (group === undefined ? id : `${id}/${group}`)).join(' ');
}

describe('the list of profiles', () => {
  it('has those without a group first, and each group together', () => {
    const groups = groupsOf(list('b/X a c/Y d/X'));
    expect(groups.map(({ name, listings }) => [name, listings.map(({ profile }) => profile.id)])).toEqual([
      [undefined, ['a']],
      ['X', ['b', 'd']],
      ['Y', ['c']],
    ]);
    expect(groupNames(list('b/X a c/Y d/X'))).toEqual(['X', 'Y']);
  });

  it.each([
    ['a b c', 'b', -1, 'b a c'],
    ['a b c', 'b', 1, 'a c b'],
    ['a b c', 'a', -1, undefined],
    ['a b c', 'c', 1, undefined],
    ['a b/X c/X', 'b', -1, undefined],
    ['a b/X c/X', 'c', -1, 'a c/X b/X'],
    // As it is seen, not as it is stored.
    ['b/X a d/X c', 'd', -1, 'a c d/X b/X'],
  ] as const)('%s: %s moves by %d to %s', (before, id, by, after) => {
    expect(written(movedBy(list(before), id, by))).toBe(after);
  });

  it.each([
    ['a b c', 'a', 'c', 'b c a'],
    ['a b c', 'c', 'a', 'c a b'],
    ['a b/X c/X', 'a', 'b', 'b/X a/X c/X'],
    ['a b/X c/X', 'c', 'a', 'c a b/X'],
    ['a b', 'a', 'a', undefined],
    ['a b', 'a', 'gone', undefined],
  ] as const)('%s: %s dropped on %s gives %s', (before, id, target, after) => {
    expect(written(droppedOn(list(before), id, target))).toBe(after);
  });

  it('puts a profile last into another group, or into none', () => {
    expect(written(movedTo(list('a b/X c/X'), 'a', 'X'))).toBe('b/X c/X a/X');
    expect(written(movedTo(list('a b/X c/X'), 'b', undefined))).toBe('a c/X b');
  });
});
