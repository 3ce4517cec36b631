import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MOST_MERGED_BYTES } from '../../shared/merge/merge-text.js';
import { RULES } from './rules.js';

const DRAFT = {
  name: 'Site',
  localFolder: '/home/site',
  remoteFolder: 'ftp://example.com/site',
  userName: 'anna',
  mode: 'two-way',
  deleteExtra: false,
};

const KEEP = { password: { kind: 'keep' }, passphrase: { kind: 'keep' }, proxy: { kind: 'keep' } };

const FILE = { kind: 'file', size: 3, modified: { ms: 1, ns: 2, precisionMs: 1e-6 } };
const SEEN = { local: FILE, remote: { kind: 'file', size: 5, modified: undefined } };

function passes(name: keyof typeof RULES, args: readonly unknown[]): boolean {
  return v.safeParse(RULES[name].arguments, args).success;
}

describe('the rules of the requests', () => {
  it.each([
    ['open', []],
    ['saveProfile', [null, DRAFT, KEEP]],
    ['saveProfile', ['a-1', DRAFT, { ...KEEP, passphrase: { kind: 'set', secret: 'x' } }]],
    ['deleteProfile', ['a-1']],
    ['settle', ['a-1', [{ paths: null, settlement: 'local', reach: 'item' }]]],
    ['settle', ['a-1', [{ paths: ['sub/file.txt'], settlement: null, reach: 'below' }]]],
    ['settleMerge', ['a-1', 'sub/file.txt', new Uint8Array(3), SEEN]],
    ['run', ['a-1', 'dry-run']],
    ['runOnly', ['a-1', ['sub/file.txt']]],
    ['openItem', ['a-1', 'sub/file.txt', 'local']],
    ['copyItems', ['a-1', ['sub/file.txt'], 'url']],
    ['update', ['download']],
    ['history', ['a-1', { limit: 50 }]],
    ['outcomes', ['a-1', 'run-1', { limit: 500, after: 12, only: ['failed', 'skipped'] }]],
    ['trustCertificate', ['a-1', Array.from({ length: 32 }, () => 'AB').join(':')]],
  ] as const)('let a proper %s through', (name, args) => {
    expect(passes(name, args)).toBe(true);
  });

  it.each<[keyof typeof RULES, readonly unknown[], string]>([
    ['open', [1], 'more than it takes'],
    ['watch', [], 'less than it takes'],
    ['watch', ['../../etc'], 'a profile id that is a path'],
    ['compare', [{ toString: 'a-1' }], 'something else than text'],
    ['saveProfile', [null, { ...DRAFT, extra: 1 }, KEEP], 'a draft with more in it'],
    ['saveProfile', [null, { ...DRAFT, name: '  ' }, KEEP], 'a draft without a name'],
    ['saveProfile', [null, DRAFT, { ...KEEP, password: { kind: 'set' } }], 'a new password that is missing'],
    ['saveProfile', [null, DRAFT, { ...KEEP, password: { kind: 'erase' } }], 'a change that does not exist'],
    [
      'settle',
      ['a-1', [{ paths: 'sub/file.txt', settlement: 'local', reach: 'item' }]],
      'one path in place of a list',
    ],
    [
      'settle',
      ['a-1', [{ paths: null, settlement: 'both', reach: 'item' }]],
      'a settlement that does not exist',
    ],
    ['settle', ['a-1', [{ paths: ['a'], settlement: 'merge', reach: 'item' }]], 'a merge without its text'],
    ['settleMerge', ['a-1', 'a', 'text', SEEN], 'a text without an encoding'],
    ['settleMerge', ['a-1', 'a', new Uint8Array(3), { local: FILE }], 'a merge of one file'],
    ['run', ['a-1', 'force'], 'a way to run that does not exist'],
    ['runOnly', ['a-1', []], 'nothing to run'],
    ['update', ['https://example.org/evil.AppImage'], 'an update from elsewhere'],
    ['update', ['open-page', 'https://example.org'], 'a page from elsewhere'],
    ['openItem', ['a-1', 'sub/file.txt', 'server'], 'a side that does not exist'],
    ['showItem', ['a-1', 7, 'local'], 'a path that is no text'],
    ['history', ['a-1', { limit: 1_000_000 }], 'a page without measure'],
    ['outcomes', ['a-1', 'run-1', { limit: 5, only: ['lost'] }], 'an end that does not exist'],
    ['trustCertificate', ['a-1', 'AB:CD'], 'a fingerprint that is too short'],
  ])('stop %s with %j: %s', (name, args) => {
    expect(passes(name, args)).toBe(false);
  });

  it('stop a merged text that is too large', () => {
    const merged = (bytes: number) => ['a-1', 'a', new Uint8Array(bytes), SEEN];
    expect(passes('settleMerge', merged(MOST_MERGED_BYTES))).toBe(true);
    expect(passes('settleMerge', merged(MOST_MERGED_BYTES + 1))).toBe(false);
  });
});
