import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
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

function passes(name: keyof typeof RULES, args: readonly unknown[]): boolean {
  return v.safeParse(RULES[name].arguments, args).success;
}

describe('the rules of the requests', () => {
  it.each([
    ['open', []],
    ['saveProfile', [null, DRAFT, KEEP]],
    ['saveProfile', ['a-1', DRAFT, { ...KEEP, passphrase: { kind: 'set', secret: 'x' } }]],
    ['deleteProfile', ['a-1']],
    ['settle', ['a-1', null, 'local', 'item']],
    ['settle', ['a-1', ['sub/file.txt'], null, 'below']],
    ['run', ['a-1', 'dry-run']],
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
    ['settle', ['a-1', 'sub/file.txt', 'local', 'item'], 'one path in place of a list'],
    ['settle', ['a-1', null, 'both', 'item'], 'a settlement that does not exist'],
    ['run', ['a-1', 'force'], 'a way to run that does not exist'],
    ['history', ['a-1', { limit: 1_000_000 }], 'a page without measure'],
    ['outcomes', ['a-1', 'run-1', { limit: 5, only: ['lost'] }], 'an end that does not exist'],
    ['trustCertificate', ['a-1', 'AB:CD'], 'a fingerprint that is too short'],
  ])('stop %s with %j: %s', (name, args) => {
    expect(passes(name, args)).toBe(false);
  });
});
