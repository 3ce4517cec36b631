import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Case } from './subject.js';
import { noise, problemOf, put, stalling, temporaryFor } from './tools.js';

/** The cases about transfers that go on where an earlier one was cut. */
export function resumingCases(now: () => Case): void {
  test('says whether it can go on in the middle of a file', () => {
    const { subject, target } = now();
    expect(target.features.resumes).toBe(subject.resumes);
  });

  test('leaves what has arrived of a file where it is told to, and goes on from there (S3)', async ({
    skip,
  }) => {
    const { subject, target, home, onDisk } = now();
    if (!subject.resumes) skip('It cannot go on in the middle of a file.');
    const content = noise(700_000);
    const part = temporaryFor(`${home}/file`);
    await put(target, `${home}/file`, 'old');
    const source = stalling(content.subarray(0, 500_000));
    const cut = problemOf(
      put(target, `${home}/file`, source, { size: content.length, temporaryPath: part, keepsPart: true }),
    );
    await expect.poll(async () => (await stat(join(subject.root, part))).size).toBeGreaterThan(100_000);
    source.destroy(new Error('broken'));
    await cut;
    expect(await readFile(onDisk('file'), 'utf8')).toBe('old');
    const written = await put(target, `${home}/file`, content.subarray(100_000), {
      size: content.length,
      temporaryPath: part,
      resumeFrom: 100_000,
    });
    expect(written.size).toBe(content.length);
    expect((await readFile(onDisk('file'))).equals(content)).toBe(true);
    expect(await readdir(onDisk('.'))).toEqual(['file']);
  });

  test('does not take a file for whole that was resumed and came up short (S3)', async ({ skip }) => {
    const { subject, target, home, onDisk } = now();
    if (!subject.resumes) skip('It cannot go on in the middle of a file.');
    const part = temporaryFor(`${home}/file`);
    await writeFile(join(subject.root, part), noise(100_000));
    await subject.own();
    const options = { size: 300_000, temporaryPath: part, resumeFrom: 100_000 };
    for (const length of [199_999, 200_001]) {
      expect(
        await problemOf(put(target, `${home}/file`, noise(length), { ...options, keepsPart: true })),
      ).toBe('transfer-incomplete');
    }
    expect(await problemOf(put(target, `${home}/file`, noise(5), options))).toBe('transfer-incomplete');
    expect(await readdir(onDisk('.'))).toEqual([]);
  });
}
