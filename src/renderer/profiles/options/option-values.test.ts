import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS, type ProfileOptions } from '../../../shared/profile/profile-options.js';
import { checkForm, valuesOf, type FormValues } from '../form.js';
import { optionsInShort, optionValuesOf } from './option-values.js';

const USUAL = optionValuesOf(DEFAULT_OPTIONS);

function typed(part: Partial<FormValues>): ReturnType<typeof checkForm> {
  const pair = { name: 'Site', localFolder: '/home/site', remoteFolder: '/srv/site' };
  return checkForm({ ...valuesOf(undefined), ...pair, ...part }, undefined);
}

describe('the options in the form', () => {
  it.each<[string, Partial<ProfileOptions>]>([
    ['the usual ones', {}],
    ['no patterns', { patterns: [] }],
    ['patterns with a comment', { patterns: ['# mine', '*.tmp', '!keep.tmp'] }],
    ['no hidden files', { hidden: 'exclude' }],
    ['1 byte', { maxSizeBytes: 1 }],
    ['10 MB', { maxSizeBytes: 10_000_000 }],
    ['1.5 GB', { maxSizeBytes: 1_500_000_000 }],
    ['2 MiB', { maxSizeBytes: 2_097_152 }],
    ['an odd size', { maxSizeBytes: 1_234_567 }],
    ['the largest size', { maxSizeBytes: Number.MAX_SAFE_INTEGER }],
    ['the newer one', { firstSync: 'newer' }],
    ['no versions', { versions: { kind: 'off' } }],
    ['few versions', { versions: { kind: 'on', days: 1, megabytes: 7 } }],
    ['a low deletion limit', { deletionLimit: { percent: 1, files: 0 } }],
    ['one command at a time', { line: { ...DEFAULT_OPTIONS.line, ftpCommands: 'single' } }],
  ])('are saved untouched as they were: %s', (_what, part) => {
    const options: ProfileOptions = { ...DEFAULT_OPTIONS, ...part };
    expect(typed(optionValuesOf(options))).toHaveProperty('draft.options', options);
  });

  it.each<[string, Partial<FormValues>, string, string]>([
    ['a size that is none', { largest: 'huge' }, 'largest', 'is not a size'],
    ['a size of nothing', { largest: '0 MB' }, 'largest', 'Only empty files'],
    ['half a day', { versionDays: '0.5' }, 'versionDays', 'from 1 to 3,650'],
    ['no room', { versionMegabytes: '' }, 'versionMegabytes', 'from 1 to 10,000,000'],
    ['too many per cent', { deletionLimitPercent: '101' }, 'deletionLimitPercent', 'from 0 to 100'],
    ['fewer than no files', { deletionLimitFiles: '-1' }, 'deletionLimitFiles', 'from 0 to 1,000,000'],
    ['an endless line', { leaveOut: 'x'.repeat(1001) }, 'leaveOut', '1,000 characters'],
  ])('say what is wrong with %s', (_what, part, field, why) => {
    const checked = typed(part);
    expect(checked.kind).toBe('invalid');
    expect(checked).toHaveProperty(`errors.${field}`, expect.stringContaining(why));
  });

  it('ask for no numbers about versions that are not kept', () => {
    expect(typed({ keepVersions: false, versionDays: 'x' })).toMatchObject({ kind: 'valid' });
  });

  it('take lines as they come from any system, without the empty ones', () => {
    expect(typed({ leaveOut: '*.tmp\r\n\r\n  \nbuild/\n' })).toHaveProperty('draft.options.patterns', [
      '*.tmp',
      'build/',
    ]);
  });
});

describe('the options in short', () => {
  it.each<[Partial<FormValues>, string]>([
    [{}, ''],
    [{ leaveOut: `${USUAL.leaveOut}\n` }, ''],
    [{ leaveOut: '' }, 'no patterns'],
    [{ leaveOut: '# mine\n*.tmp' }, '1 pattern'],
    [{ leaveOut: '*.tmp\n*.bak\nbuild/', keepVersions: false }, '3 patterns, versions off'],
    [{ leaveHiddenOut: true, largest: ' 10 MB ' }, 'no hidden files, files up to 10 MB'],
    [{ firstSync: 'newer' }, 'first sync: the newer one wins'],
    [{ versionDays: '7' }, 'versions: 7 days, 1024 MB'],
    [{ deletionLimitFiles: '0' }, 'deletion limit: 25 %, 0 files'],
  ])('of %j are “%s”', (part, words) => {
    expect(optionsInShort({ ...USUAL, ...part })).toBe(words);
  });
});
