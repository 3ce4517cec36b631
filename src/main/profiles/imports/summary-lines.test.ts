import { describe, expect, it } from 'vitest';
import { makeFound, type Described } from './make-found.js';
import type { FoundProfile, ImportNote } from './found.js';
import { noteLine, importedLines } from './summary-lines.js';

function profile(part: Partial<Described>): FoundProfile {
  const remote = { kind: 'server', protocol: 'sftp', host: 'example.com', path: '' } as const;
  const found = makeFound({ name: 'Site', remote, ...part });
  if (found.kind === 'skipped') throw new Error(found.why.kind);
  return found.profile;
}

describe('what comes along with a profile', () => {
  it.each<[part: Partial<Described>, line: string]>([
    [{}, 'Two-way sync'],
    [{ mode: 'upload' }, 'Upload new and changed files, never delete'],
    [{ mode: 'upload', deleteExtra: true }, 'Upload only; extra files in the remote folder are deleted'],
    [{ mode: 'download', deleteExtra: true }, 'Download only; extra files in the local folder are deleted'],
    [{ mode: 'download' }, 'Download only'],
    [
      { mode: 'upload', deleteExtra: true, options: { force: true } },
      'Mirror to the remote folder; extra files there are deleted',
    ],
  ])('says of %j what it deletes: %s', (part, line) => {
    expect(importedLines(profile(part), 'keyring')).toEqual([line]);
  });

  it('names what is not as in any new one, and where secrets go', () => {
    const all = profile({
      userName: 'anna',
      secrets: { password: 's3cret', passphrase: 'sesame', proxy: 'pr0xy' },
      line: { privateKeyFile: '/key', proxy: 'http://proxy:80' },
      options: {
        patterns: ['a', 'b'],
        matchNames: ['*.jpg'],
        comparison: 'content',
        maxSizeBytes: 2_000_000,
        maxAgeDays: 30,
        versions: { kind: 'on', days: 90, megabytes: 1 },
      },
    });
    expect(importedLines(all, 'keyring')).toEqual([
      'Two-way sync',
      'User name: anna',
      'Password, passphrase of the key, proxy password: saved in the system keyring',
      'Private key: /key',
      'Proxy: http://proxy:80',
      'Excludes: 2 patterns',
      'Only files named *.jpg',
      'Compares file contents',
      'Only files up to 2.0 MB',
      'Only files changed in the last 30 days',
      'Keeps versions for 90 days',
    ]);
    expect(importedLines(all, 'session').join()).toContain('kept until you quit');
    expect(importedLines(all, 'encrypted').join()).toContain('encrypts');
    for (const place of ['keyring', 'encrypted', 'session'] as const) {
      expect(importedLines(all, place).join()).not.toMatch(/s3cret|sesame|pr0xy/);
    }
  });
});

it.each<[note: ImportNote, line: string]>([
  [{ kind: 'commands' }, 'Commands set in WinSCP are never imported.'],
  [{ kind: 'unused', settings: ['A'] }, 'Other setting left out: A'],
  [
    { kind: 'unused', settings: ['A', 'B', 'C', 'D', 'E', 'F', 'G'] },
    'Other settings left out: A, B, C, D, E and 2 more',
  ],
])('%j: %s', (note, line) => {
  expect(noteLine(note, 'winscp')).toBe(line);
});
