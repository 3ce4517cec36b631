import { link, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CONTRACT_CASES } from '../../src/main/library/contract/index.js';
import type { Target } from '../../src/main/targets/target.js';
import type { Case, Subject } from './contract-subject.js';
import { cutCases } from './contract-cut.js';
import { resumingCases } from './contract-resuming.js';
import { list, nameOfFilling, NEVER, problemOf, put, sizeOfFilling } from './contract.js';

/** Declares the cases that every target has to pass. */
export function describeContract(name: string, start: () => Promise<Subject>): void {
  describe(name, () => {
    let subject: Subject;
    let target: Target;
    let count = 0;
    /** A folder of the test's own, below the root. */
    let home = '';

    beforeAll(async () => {
      subject = await start();
      target = subject.open();
      await target.connect(NEVER);
    });
    afterAll(async () => {
      await target.close();
      await subject.stop();
    });
    beforeEach(async () => {
      count += 1;
      home = `case ${count}`;
      await target.makeFolder(home, NEVER);
    });
    const onDisk = (path: string): string => join(subject.root, home, path);
    const now = (): Case => ({ subject, target, home, onDisk });
    describe('resuming', () => resumingCases(now));
    describe('a line', () => cutCases(now));

    for (const { name, check } of CONTRACT_CASES) {
      test(name, async () => {
        await check({
          target,
          home,
          open: () => subject.open(),
          names: async (folder = '.') => (await readdir(onDisk(folder))).sort(),
          content: (path) => readFile(onDisk(path)),
          fill: async (count) => {
            await fillFolder(onDisk('.'), count);
            await subject.own();
          },
          refusesFiles: [...subject.misreads, ...subject.refusesFiles],
          refusesFolders: [...subject.misreads, ...subject.refusesFolders],
        });
      });
    }

    test('sets times, or does not, as is known of it', () => {
      expect(target.capabilities.setsTimesToMs !== undefined).toBe(subject.setsTimes);
    });

    test('refuses the names that the other end would misread, and touches nothing (S9)', async () => {
      for (const unusual of subject.misreads) {
        const path = `${home}/${unusual}`;
        expect(await problemOf(put(target, path, 'x'))).toBe('name-refused');
        expect(await problemOf(target.removeFile(path, NEVER))).toBe('name-refused');
        expect(await problemOf(target.makeFolder(path, NEVER))).toBe('name-refused');
      }
      expect(await readdir(onDisk('.'))).toEqual([]);
    });

    test('says so where the other end does not accept a name', async () => {
      for (const unusual of subject.refusesFiles) {
        expect(await problemOf(put(target, `${home}/${unusual}`, 'x'))).toBe('name-refused');
      }
      expect(await readdir(onDisk('.'))).toEqual([]);
      for (const unusual of subject.refusesFolders) {
        expect(await problemOf(target.makeFolder(`${home}/${unusual}`, NEVER))).toBe('name-refused');
      }
    });

    test('shows a symbolic link without following it, or leaves it out of harm’s way', async () => {
      await writeFile(onDisk('file'), 'x');
      await symlink('file', onDisk('link'));
      await subject.own();
      const listed = await list(target, home);
      expect(listed.get('file')?.kind).toBe('file');
      expect(listed.has('link')).toBe(true);
    });
  });
}

/** Files on the disk: one of each size, and other names for them, which costs a tenth of as many files. */
async function fillFolder(folder: string, count: number): Promise<void> {
  const sizes = new Map<number, string>();
  for (let start = 0; start < count; start += 1000) {
    const batch = Array.from({ length: Math.min(1000, count - start) }, (_, index) => start + index);
    await Promise.all(
      batch.map(async (n) => {
        const path = join(folder, nameOfFilling(n));
        const size = sizeOfFilling(n);
        const same = sizes.get(size);
        if (same === undefined || start === 0) await writeFile(path, 'x'.repeat(size));
        else await link(same, path);
        sizes.set(size, path);
      }),
    );
  }
}
