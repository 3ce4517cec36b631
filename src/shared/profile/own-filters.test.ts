import { describe, expect, it } from 'vitest';
import { excludingToo } from './own-filters.js';
import { pairsOf } from './pairs.js';
import { draftOf, type Profile } from './profile.js';
import { DEFAULT_OPTIONS } from './profile-options.js';

const CACHE = { patterns: ['/cache/'], matchNames: [] };
const SITE: Profile = {
  id: 'site',
  name: 'Site',
  localFolder: '/site',
  remoteFolder: 'ftp://example.com/www',
  pairs: [
    { id: 'conf', localFolder: '/conf', remoteFolder: '/config' },
    { id: 'logs', localFolder: '/logs', remoteFolder: '/logs', ownFilters: CACHE },
  ],
  userName: 'anna',
  mode: 'two-way',
  deleteExtra: false,
  options: { ...DEFAULT_OPTIONS, patterns: ['*.tmp'] },
};
const filtersOf = (profile: Profile): readonly unknown[] =>
  pairsOf(profile).map(({ options, ownFilters }) => [options.patterns, ownFilters?.patterns]);

describe('what each pair of folders leaves out', () => {
  it('is its own, whichever pair it is, besides what the profile leaves out', () => {
    expect(filtersOf({ ...SITE, ownFilters: { ...CACHE, patterns: ['*.log'] } })).toEqual([
      [['*.tmp'], ['*.log']],
      [['*.tmp'], undefined],
      [['*.tmp'], ['/cache/']],
    ]);
  });

  it('goes into a saved plan with the pair', () => {
    const [, , logs] = pairsOf(SITE);
    expect(logs && draftOf(logs)).toMatchObject({ ownFilters: CACHE });
  });
});

describe('lines that are added to the filters', () => {
  it.each([
    [{ kind: 'profile' } as const, [['*.tmp', 'x'], undefined], [['*.tmp', 'x'], undefined], ['/cache/']],
    [{ kind: 'pair', id: 'site' } as const, [['*.tmp'], ['x']], [['*.tmp'], undefined], ['/cache/']],
    [{ kind: 'pair', id: 'conf' } as const, [['*.tmp'], undefined], [['*.tmp'], ['x']], ['/cache/']],
    [{ kind: 'pair', id: 'logs' } as const, [['*.tmp'], undefined], [['*.tmp'], undefined], ['/cache/', 'x']],
  ])('of %j are those of no other pair', (scope, site, conf, logs) => {
    const [first, second, third] = filtersOf(excludingToo(SITE, scope, ['x']));
    expect([first, second]).toEqual([site, conf]);
    expect(third).toEqual([site[0]?.length === 2 ? ['*.tmp', 'x'] : ['*.tmp'], logs]);
  });

  it('are among the options where a profile has one pair only', () => {
    const one: Profile = { ...SITE, pairs: undefined };
    const after = excludingToo(one, { kind: 'pair', id: 'site' }, ['x']);
    expect(after.options.patterns).toEqual(['*.tmp', 'x']);
    expect(after.ownFilters).toBeUndefined();
  });
});
