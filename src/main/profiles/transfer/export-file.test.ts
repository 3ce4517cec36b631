import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../shared/profile/profile.js';
import { DEFAULT_LINE, DEFAULT_OPTIONS } from '../../../shared/profile/profile-options.js';
import { without } from '../../../shared/without.js';
import { exportText, parseExport } from './export-file.js';

const SITE: Profile = {
  id: 'site',
  name: 'Site',
  group: 'Customers',
  localFolder: '/home/site',
  remoteFolder: 'ftp://example.com/site',
  userName: 'anna',
  mode: 'upload',
  deleteExtra: true,
  options: { ...DEFAULT_OPTIONS, connections: 2 },
};
const FINGERPRINT = Array.from({ length: 32 }, () => 'AB').join(':');

function file(profiles: readonly unknown[], version = 1): string {
  return JSON.stringify({ kind: 'evenkeel-profiles', version, profiles });
}

describe('a file of exported profiles', () => {
  it('brings a profile back as it was, under no name of this computer', () => {
    const draft = without(SITE, 'id');
    const text = exportText([SITE]);
    expect(text).not.toContain('"id"');
    expect(parseExport(text)).toEqual({
      kind: 'profiles',
      drafts: [{ draft, hadCommands: false }],
      unfit: 0,
    });
  });

  it('brings the filters of each pair of folders back', () => {
    const ownFilters = { patterns: ['/cache/', '!keep.tmp'], matchNames: ['*.php'] };
    const pairs = [{ id: 'conf', localFolder: '/home/conf', remoteFolder: '/conf', ownFilters }];
    const profile: Profile = { ...SITE, ownFilters: { ...ownFilters, matchNames: [] }, pairs };
    expect(parseExport(exportText([profile]))).toMatchObject({
      drafts: [{ draft: { ownFilters: { patterns: ownFilters.patterns, matchNames: [] }, pairs } }],
      unfit: 0,
    });
  });

  it('holds no certificate that was trusted here', () => {
    expect(exportText([{ ...SITE, trustedCertificate: FINGERPRINT }])).not.toContain('AB:AB');
  });

  it.each([
    ['a password', { password: 's3cret' }],
    ['a password in its address', { remoteFolder: 'ftp://anna:s3cret@example.com/site' }],
    [
      'a password for its proxy',
      { options: { ...SITE.options, line: { ...DEFAULT_LINE, proxy: 'socks5://anna:s3cret@proxy:1080' } } },
    ],
  ])('never brings %s', (_what, part) => {
    const draft = without(SITE, 'id');
    const parsed = parseExport(file([{ ...draft, ...part }]));
    expect(parsed.kind === 'profiles' && parsed.drafts).toHaveLength(1);
    expect(JSON.stringify(parsed)).not.toContain('s3cret');
  });

  it('makes no profile run by itself, nor trust a server', () => {
    const draft = without(SITE, 'id');
    const parsed = parseExport(
      file([
        {
          ...draft,
          trustedCertificate: FINGERPRINT,
          schedule: { atStart: true },
          options: { ...SITE.options, unattended: true },
        },
      ]),
    );
    expect(parsed).toEqual({ kind: 'profiles', drafts: [{ draft, hadCommands: false }], unfit: 0 });
  });

  it('brings no commands, and says that there were some', () => {
    const commands = { before: 'rm -rf /', after: 'curl evil', minutes: 1 };
    expect(exportText([{ ...SITE, commands }])).not.toContain('rm -rf');
    const draft = without(SITE, 'id');
    for (const written of [commands, 'rm -rf /', null]) {
      const parsed = parseExport(file([{ ...draft, commands: written }]));
      expect(parsed).toEqual({ kind: 'profiles', drafts: [{ draft, hadCommands: true }], unfit: 0 });
    }
  });

  it('counts what is no profile, or has what no profile has', () => {
    const draft = without(SITE, 'id');
    const parsed = parseExport(file([draft, { name: 'Half' }, { ...draft, runAfter: 'rm -rf /' }]));
    expect(parsed).toMatchObject({ kind: 'profiles', drafts: [{ draft: { name: 'Site' } }], unfit: 2 });
  });

  it.each([
    ['{', 'no-export'],
    ['[]', 'no-export'],
    ['{"profiles": []}', 'no-export'],
    [file([], 2), 'newer'],
  ])('%s is %s', (text, kind) => {
    expect(parseExport(text).kind).toBe(kind);
  });
});
