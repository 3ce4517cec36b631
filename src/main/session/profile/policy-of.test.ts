import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS, type ProfileOptions } from '../../../shared/profile/profile-options.js';
import { compileFilters } from '../../sync/filters/compile.js';
import { DEFAULT_EXCLUDE_NAMES } from '../../sync/filters/filters.js';
import { DEFAULT_POLICY, type Policy } from '../../sync/base/policy.js';
import { policyOf } from './policy-of.js';

function policy(options: Partial<ProfileOptions>): Policy {
  return policyOf({ mode: 'two-way', deleteExtra: false, options: { ...DEFAULT_OPTIONS, ...options } });
}

describe('what a profile asks of the engine', () => {
  it('takes over mode and deletions', () => {
    expect(policyOf({ mode: 'upload', deleteExtra: true, options: DEFAULT_OPTIONS })).toMatchObject({
      mode: 'upload',
      deleteExtra: true,
    });
  });

  it.each<[string, Partial<ProfileOptions>, object]>([
    ['asks at the initial sync', {}, { firstSync: 'ask' }],
    ['lets a side win there', { firstSync: 'remote' }, { firstSync: 'remote' }],
    ['takes hidden files along', {}, { filters: { hidden: 'include', system: 'exclude', size: {} } }],
    ['leaves hidden files out', { hidden: 'exclude' }, { filters: { hidden: 'exclude' } }],
    ['leaves large files out', { maxSizeBytes: 5 }, { filters: { size: { most: 5 } } }],
    [
      'keeps the order of the patterns',
      { patterns: ['*.tmp', '!a.tmp'] },
      {
        filters: {
          excludeNames: [],
          patterns: [
            { text: '*.tmp', source: { kind: 'profile' } },
            { text: '!a.tmp', source: { kind: 'profile' } },
          ],
        },
      },
    ],
    ['has no filters of its own pair', {}, { filters: { pairMatchNames: [] } }],
    ['stops as usual', {}, { deletionLimit: DEFAULT_POLICY.deletionLimit }],
    [
      'stops sooner',
      { deletionLimit: { percent: 1, files: 0 } },
      { deletionLimit: { share: 0.01, files: 0 } },
    ],
    ['keeps versions', {}, { versions: { kind: 'on', maxAgeMs: 2_592_000_000, maxBytes: 1_024_000_000 } }],
    ['keeps none', { versions: { kind: 'off' } }, { versions: { kind: 'off' } }],
  ])('%s', (_what, options, expected) => {
    expect(policy(options)).toMatchObject(expected);
  });

  it('has what the pair of folders leaves out behind what the profile does', () => {
    const { filters } = policyOf({
      mode: 'two-way',
      deleteExtra: false,
      options: { ...DEFAULT_OPTIONS, patterns: ['*.log'], matchNames: ['*.txt'] },
      ownFilters: { patterns: ['!keep.log'], matchNames: ['a*'] },
    });
    expect(filters).toMatchObject({
      patterns: [
        { text: '*.log', source: { kind: 'profile' } },
        { text: '!keep.log', source: { kind: 'pair' } },
      ],
      matchNames: ['*.txt'],
      pairMatchNames: ['a*'],
    });
  });

  it.each(DEFAULT_EXCLUDE_NAMES)('leaves %s out until somebody says otherwise', (name) => {
    const filters = compileFilters(policy({}).filters, 0);
    expect(filters.problems).toEqual([]);
    expect(filters.verdict(`deep/${name}`, { kind: 'folder' })).toMatchObject({ kind: 'left-out' });
  });

  it('lets somebody bring .git along', () => {
    const filters = compileFilters(policy({ patterns: [] }).filters, 0);
    expect(filters.verdict('.git', { kind: 'folder' })).toEqual({ kind: 'kept' });
  });
});
