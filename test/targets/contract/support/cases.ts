import { readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CONTRACT_CASES } from '../../../../src/main/library/contract/index.js';
import { checkCase } from '../../../../src/main/library/contract/setting.js';
import type { Target } from '../../../../src/main/targets/target.js';
import type { Case, Subject } from './subject.js';
import { cutCases } from './cut.js';
import { resumingCases } from './resuming.js';
import { settingOnDisk } from './setting.js';
import { list, NEVER, problemOf, put } from './tools.js';

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

    for (const each of CONTRACT_CASES) {
      test(each.name, (context) => checkCase(each, settingOnDisk(subject, target, home), context));
    }

    test('sets times, or does not, as is known of it', () => {
      expect(target.features.setsTimesToMs !== undefined).toBe(subject.setsTimes);
    });

    test('refuses the names that the other end would misread, and touches nothing (S9)', async ({ skip }) => {
      if (subject.misreads.length === 0) skip('It misreads none.');
      for (const unusual of subject.misreads) {
        const path = `${home}/${unusual}`;
        expect(await problemOf(put(target, path, 'x'))).toBe('name-refused');
        expect(await problemOf(target.removeFile(path, NEVER))).toBe('name-refused');
        expect(await problemOf(target.makeFolder(path, NEVER))).toBe('name-refused');
      }
      expect(await readdir(onDisk('.'))).toEqual([]);
    });

    test('says so where the other end does not accept a name', async ({ skip }) => {
      if (subject.refusesFiles.length + subject.refusesFolders.length === 0) skip('It accepts every name.');
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
      // Some servers list what a link leads to, and do not tell.
      const asThemselves = [
        { kind: 'other', what: 'symbolic-link' },
        { kind: 'link', target: 'file' },
      ];
      expect([...asThemselves, listed.get('file')]).toContainEqual(listed.get('link'));
      // Whether it may be deleted or not, what it leads to stays.
      await target.removeFile(`${home}/link`, NEVER).catch(() => undefined);
      expect(await readdir(onDisk('.'))).toContain('file');
    });
  });
}
