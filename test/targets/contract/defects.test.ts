import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONTRACT_CASES } from '../../../src/main/library/contract/index.js';
import { checkCase, type ContractCase } from '../../../src/main/library/contract/setting.js';
import { LocalTarget } from '../../../src/main/targets/local/local-target.js';
import type { Target } from '../../../src/main/targets/target.js';
import { altered, bare, withHashes, type Alteration } from './defects/altered-target.js';
import { settingOnDisk } from './support/setting.js';
import { NEVER } from './support/tools.js';
import { DEFECTS } from './defects/index.js';

const HOME = 'case';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'evenkeel-contract-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Judges a target by one case; resolves with why that does not apply to it, if it does not. */
async function judge(each: ContractCase, make: (sound: Target) => Target): Promise<string | undefined> {
  const open = (): Target => make(new LocalTarget(root, 'local', { links: 'copy', permissions: 'keep' }));
  const target = open();
  await target.connect(NEVER);
  await mkdir(join(root, HOME));
  let skipped: string | undefined;
  const setting = settingOnDisk(
    { root, open, own: () => Promise.resolve(), misreads: [], refusesFiles: [], refusesFolders: [] },
    target,
    HOME,
  );
  await checkCase(each, setting, { skip: (reason) => (skipped = reason) });
  return skipped;
}

const spoilt =
  (spoil: Alteration) =>
  (sound: Target): Target =>
    altered(
      withHashes(sound),
      spoil(withHashes(sound), (path) => join(root, path)),
    );

describe.each(CONTRACT_CASES)('the case “$name”', (each) => {
  const noticed = DEFECTS.filter(([, , cases]) => cases.includes(each.name));

  test('has a defect that it is there for', () => {
    expect(noticed).not.toEqual([]);
  });

  test.each(noticed)('is not passed by a target that %s', async (_what, spoil) => {
    await expect(judge(each, spoilt(spoil))).rejects.toThrow();
  });
});

test('every defect is noticed by a case that there is', () => {
  const names = new Set(CONTRACT_CASES.map(({ name }) => name));
  expect(DEFECTS.flatMap(([, , noticed]) => noticed).filter((name) => !names.has(name))).toEqual([]);
});

// That a sound target passes the others is told by the contract of local folders.
describe('a case that is about something beyond the bare minimum', () => {
  const optional = CONTRACT_CASES.filter(
    ({ name, lacks }) => lacks !== undefined && !name.startsWith('keeps names'),
  );

  test.each(optional)('$name: is passed by a target that can do it', async (each) => {
    expect(await judge(each, withHashes)).toBeUndefined();
  });

  test('is skipped, with the reason, where a target cannot', async () => {
    const skipped: Record<string, string | undefined> = {};
    for (const each of optional) {
      skipped[each.name] = await judge(each, bare);
      await rm(join(root, HOME), { recursive: true });
    }
    expect(skipped).toEqual({
      'gives old and late times to files as well': 'It does not set times.',
      'gives the hashes that it says it can give, and never a wrong one': 'It gives no hashes.',
      'hashes a file where it lies': 'It cannot hash a file where it lies.',
      'says how much room there is': 'It does not tell how much room there is.',
      'gives a file the permissions that it is told to': 'It does not tell of permissions.',
      'makes links and replaces them, where it shows links as such': 'It makes no links.',
      'reads on from the middle of a file': 'It cannot go on in the middle of a file.',
    });
  });
});
