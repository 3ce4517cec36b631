import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../src/main/library/contract/index.js';
import { LocalTarget } from '../../../src/main/targets/local/local-target.js';
import { mountDisk, whyNoDisk, type Disk } from '../../disks/disk.js';

/** Names of the contract that hold a sign which no disk of Windows takes. */
const SIGNS = [
  '¿ñ? €',
  'single \' and double " quotes',
  '""',
  'star * question ?',
  '[a-z]*',
  'a & b | c > d',
  'a:b',
  'back\\slash',
  'C:\\temp',
  'a -> b',
  '-rw-r--r-- 1 a b 5 Jan  1 10:00 x',
  '01-01-26  10:00AM       <DIR>          z',
];

const DISKS = [
  {
    kind: 'exfat',
    refuses: SIGNS,
    foldsNames: true,
    // Each of the ten thousand is waited for until it is on the disk.
    cases: (name: string) => !name.includes('ten thousand'),
  },
  {
    kind: 'ntfs',
    refuses: [
      ...SIGNS,
      ' leading and trailing ',
      'trailing ',
      '...',
      'dot at the end.',
      '226 Transfer complete.',
    ],
    foldsNames: false,
    cases: (name: string) => /\b(names?|letters|paths|time)\b/.test(name),
  },
  {
    kind: 'fat',
    refuses: [],
    foldsNames: true,
    // What carries it out here does other things wrong.
    cases: (name: string) => /replaces a file and leaves|how much room/.test(name),
  },
] as const;

for (const { kind, refuses, foldsNames, cases } of DISKS) {
  const why = await whyNoDisk(kind);
  if (why !== undefined) {
    describe(kind, () => test.skip(`skipped: ${why}`, () => undefined));
    continue;
  }
  describe(`a local folder on a disk with ${kind}`, () => {
    let disk: Disk | undefined;
    beforeAll(async () => {
      disk = await mountDisk(kind);
    });
    afterAll(() => disk?.stop());
    const open = (): LocalTarget => new LocalTarget(disk?.root ?? '', 'local');

    for (const { name, run } of contract({ open, refuses })) if (cases(name)) test(name, run);

    test('is known for what it does with names that differ in case, by what lies in it', async () => {
      const target = open();
      await target.connect(new AbortController().signal);
      expect(target.features.foldsNames).toBe(foldsNames);
      await target.close();
    });
  });
}
