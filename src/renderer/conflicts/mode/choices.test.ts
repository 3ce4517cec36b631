import { describe, expect, it } from 'vitest';
import type { Observation, PlanItem } from '../../../shared/plan/plan.js';
import { DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import { isAlike, largerSide, newerSide, settlementOf, whyNoMerge, type Choice } from './choices.js';

const GONE: Observation = { class: 'deleted' };
const file = (size: number, ms?: number, precisionMs = 1): Observation => ({
  class: 'modified',
  entry: { kind: 'file', size, ...(ms === undefined ? {} : { modified: { ms, precisionMs } }) },
});
const item = (local: Observation, remote: Observation): PlanItem => ({
  path: 'a.txt',
  local,
  remote,
  action: { kind: 'conflict', conflict: 'edited-on-both-sides' },
  conflict: 'edited-on-both-sides',
});

describe('of two versions', () => {
  it.each([
    ['the local one is newer', file(1, 9000), file(1, 1000), 'local'],
    ['the remote one is newer', file(1, 1000), file(1, 9000), 'remote'],
    ['neither is where two clocks could mean the same', file(1, 1000), file(1, 2500), undefined],
    ['neither is where a listing knows the day only', file(1, 0, 86_400_000), file(1, 9000), undefined],
    ['neither is where a side tells no time', file(1, 9000), file(1), undefined],
    ['neither is where one is gone', file(1, 9000), GONE, undefined],
  ])('%s', (_what, local, remote, side) => {
    expect(newerSide({ local, remote })).toBe(side);
  });

  it.each([
    ['the local one is larger', file(2), file(1), 'local'],
    ['the remote one is larger', file(1), file(2), 'remote'],
    ['neither is where both are as large', file(2), file(2), undefined],
    ['neither is where one is gone', GONE, file(2), undefined],
  ])('%s', (_what, local, remote, side) => {
    expect(largerSide({ local, remote })).toBe(side);
  });
});

describe('merging', () => {
  const profile = { mode: 'two-way', remoteFolder: 'ftp://example.com/', options: DEFAULT_OPTIONS } as const;
  const texts = item(file(5), file(3));
  const inPlace = { ...DEFAULT_OPTIONS, writing: 'in-place' } as const;
  it.each([
    ['two texts', texts, profile, undefined],
    ['an edit against a deletion', item(GONE, file(3)), profile, 'not-two-texts'],
    ['two large files', item(file(3_000_000), file(3)), profile, 'not-two-texts'],
    ['a mode that changes one side', texts, { ...profile, mode: 'upload' } as const, 'not-two-texts'],
    [
      'no versions',
      texts,
      { ...profile, options: { ...DEFAULT_OPTIONS, versions: { kind: 'off' } } } as const,
      'versions-off',
    ],
    ['a server in place', texts, { ...profile, options: inPlace }, 'in-place'],
    ['a folder in place', texts, { ...profile, options: inPlace, remoteFolder: '/mnt/b' }, undefined],
  ])('%s is or is not offered, and why', (_what, one, how, why) => {
    expect(whyNoMerge(one, how)).toBe(why);
  });
});

describe('a choice', () => {
  const older = item(file(5, 1000), file(3, 9000));
  it.each<[Choice, string | undefined]>([
    ['local', 'local'],
    ['remote', 'remote'],
    ['newer', 'remote'],
    ['older', 'local'],
    ['larger', 'local'],
    ['keep-both', 'keep-both'],
    ['skip', 'skip'],
  ])('%s settles for %s', (choice, settlement) => {
    expect(settlementOf(choice, older, 'two-way')).toBe(settlement);
  });

  it('comes to nothing where the times do not tell', () => {
    expect(settlementOf('newer', item(file(1), file(2)), 'two-way')).toBeUndefined();
    expect(settlementOf('older', item(file(1), file(2)), 'two-way')).toBeUndefined();
  });

  it('never changes a side that the mode leaves as it is', () => {
    expect(settlementOf('remote', older, 'upload')).toBeUndefined();
    expect(settlementOf('newer', older, 'upload')).toBeUndefined();
    expect(settlementOf('keep-both', older, 'upload')).toBeUndefined();
    expect(settlementOf('older', older, 'upload')).toBe('local');
  });
});

it('conflicts are alike where the same happened and the same side lacks the file', () => {
  const both = item(file(1), file(2));
  expect(isAlike(both, item(file(8), file(9)))).toBe(true);
  expect(isAlike(both, item(GONE, file(9)))).toBe(false);
  expect(isAlike(both, { ...both, conflict: 'new-on-both-sides' })).toBe(false);
});
