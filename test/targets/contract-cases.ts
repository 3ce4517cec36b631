import { setTimeout as delay } from 'node:timers/promises';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Target } from '../../src/main/targets/target.js';
import type { Case, Subject } from './contract-subject.js';
import { resumingCases } from './contract-resuming.js';
import { A_TIME, get, list, NEVER, noise, problemOf, put, stalling } from './contract.js';

const NAMES = [
  'with spaces in it',
  ' leading and trailing ',
  'two  spaces',
  'Übergröße äöü',
  'e\u0301 decomposed',
  '日本語',
  'emoji 🙂 family 👩‍👩‍👧',
  '-dash',
  '-rf',
  'a -v b',
  '[brackets]',
  'star * question ?',
  '{braces,too}',
  'single \' and double " quotes',
  '100% %20 percent',
  'back\\slash',
  '~tilde',
  '#hash;semi=colon',
  'a -> b',
  '.hidden',
  'total 5',
];

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

    test('lists an empty folder', async () => {
      expect(await list(target, home)).toEqual(new Map());
    });

    test('lists a file with its size, and nothing else', async () => {
      await put(target, `${home}/one`, 'hello');
      expect([...(await list(target, home)).keys()]).toEqual(['one']);
      expect((await list(target, home)).get('one')).toMatchObject({ kind: 'file', size: 5 });
    });

    test('lists a thousand entries, each once', async () => {
      await Promise.all(
        Array.from({ length: 1000 }, (_, n) => writeFile(onDisk(`file ${n}`), 'x'.repeat(n % 7))),
      );
      const listed = await list(target, home);
      expect(listed.size).toBe(1000);
      for (let n = 0; n < 1000; n += 1) {
        expect(listed.get(`file ${n}`)).toMatchObject({ kind: 'file', size: n % 7 });
      }
    });

    test('rejects the listing of a folder that is not there, rather than taking it for empty (S8)', async () => {
      expect(await problemOf(list(target, `${home}/nowhere`))).toBe('not-found');
      expect(await problemOf(list(target, `${home}/no/where`))).toBe('not-found');
    });

    test('rejects the listing of a file', async () => {
      await put(target, `${home}/file`, 'x');
      await problemOf(list(target, `${home}/file`));
    });

    test('works in nested folders', async () => {
      for (const folder of ['a', 'a/b', 'a/b/c d']) await target.makeFolder(`${home}/${folder}`, NEVER);
      await put(target, `${home}/a/b/c d/deep`, 'deep');
      expect((await list(target, `${home}/a/b`)).get('c d')).toEqual({ kind: 'folder' });
      expect((await get(target, `${home}/a/b/c d/deep`)).toString()).toBe('deep');
    });

    test('keeps every name as it is', async () => {
      const kept = NAMES.filter(
        (unusual) => !subject.misreads.includes(unusual) && !subject.refusesFiles.includes(unusual),
      );
      const folders = kept.filter((unusual) => !subject.refusesFolders.includes(unusual));
      for (const unusual of kept) await put(target, `${home}/${unusual}`, unusual);
      for (const unusual of folders) {
        await target.makeFolder(`${home}/${unusual}.d`, NEVER);
        await put(target, `${home}/${unusual}.d/${unusual}`, 'inside');
      }
      const expected = [...kept, ...folders.map((unusual) => `${unusual}.d`)].sort();
      expect((await readdir(onDisk('.'))).sort()).toEqual(expected);
      expect([...(await list(target, home)).keys()].sort()).toEqual(expected);
      for (const unusual of kept) {
        const path = `${home}/${unusual}`;
        expect((await get(target, path)).toString()).toBe(unusual);
        expect(await target.stat(path, NEVER)).toMatchObject({ kind: 'file' });
        await target.removeFile(path, NEVER);
      }
      for (const unusual of folders) {
        const path = `${home}/${unusual}`;
        expect(await target.stat(`${path}.d`, NEVER)).toEqual({ kind: 'folder' });
        expect([...(await list(target, `${path}.d`)).keys()]).toEqual([unusual]);
        await target.removeFile(`${path}.d/${unusual}`, NEVER);
        await target.removeFolder(`${path}.d`, NEVER);
      }
      expect(await readdir(onDisk('.'))).toEqual([]);
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
        expect(await problemOf(target.makeFolder(`${home}/${unusual}.d`, NEVER))).toBe('name-refused');
      }
    });

    test('refuses paths that lead out of the root (S9)', async () => {
      for (const path of [
        '..',
        '../x',
        `${home}/../../x`,
        `${home}//x`,
        '/etc/passwd',
        `${home}/a\r\nDELE b`,
      ]) {
        expect(await problemOf(target.stat(path, NEVER))).toBe('name-refused');
        expect(await problemOf(put(target, path, 'x'))).toBe('name-refused');
        expect(await problemOf(target.removeFile(path, NEVER))).toBe('name-refused');
        expect(await problemOf(list(target, path))).toBe('name-refused');
      }
    });

    test('carries five million bytes and none at all, unharmed', async () => {
      const big = noise(5 * 1024 * 1024);
      expect(await put(target, `${home}/big`, big)).toMatchObject({ size: big.length });
      expect(await put(target, `${home}/empty`, '')).toMatchObject({ size: 0 });
      expect(big.equals(await readFile(onDisk('big')))).toBe(true);
      expect(big.equals(await get(target, `${home}/big`))).toBe(true);
      expect(await get(target, `${home}/empty`)).toHaveLength(0);
    });

    test('keeps line ends and zero bytes', async () => {
      const bytes = Buffer.from('a\r\nb\nc\rd\0e\xff', 'latin1');
      await put(target, `${home}/bytes`, bytes);
      expect(await readFile(onDisk('bytes'))).toEqual(bytes);
      expect(await get(target, `${home}/bytes`)).toEqual(bytes);
    });

    test('replaces a file and leaves no temporary file', async () => {
      await put(target, `${home}/file`, 'old and longer');
      await put(target, `${home}/file`, 'new');
      expect((await get(target, `${home}/file`)).toString()).toBe('new');
      expect(await readdir(onDisk('.'))).toEqual(['file']);
    });

    test('says of a written file what listing and stat say of it afterwards', async () => {
      const written = await put(target, `${home}/file`, 'content');
      const listed = (await list(target, home)).get('file');
      const stat = await target.stat(`${home}/file`, NEVER);
      for (const entry of [listed, stat]) {
        if (entry?.kind !== 'file' || !entry.modified || !written.modified) throw new Error('No time.');
        expect(entry.size).toBe(written.size);
        const step = Math.max(entry.modified.precisionMs, written.modified.precisionMs);
        expect(Math.abs(entry.modified.ms - written.modified.ms)).toBeLessThan(step);
      }
    });

    test('sets the time of a file as finely as it says, or says that it cannot', async () => {
      const { setsTimesToMs } = target.capabilities;
      expect(setsTimesToMs !== undefined).toBe(subject.setsTimes);
      const written = await put(target, `${home}/file`, 'content', { modifiedMs: A_TIME });
      if (setsTimesToMs === undefined) {
        expect(Math.abs((written.modified?.ms ?? 0) - Date.now())).toBeLessThan(3_600_000);
      } else {
        expect(Math.abs((written.modified?.ms ?? 0) - A_TIME)).toBeLessThan(setsTimesToMs);
      }
    });

    test('says what lies under a path', async () => {
      await put(target, `${home}/file`, 'abc');
      expect(await target.stat('', NEVER)).toEqual({ kind: 'folder' });
      expect(await target.stat(home, NEVER)).toEqual({ kind: 'folder' });
      expect(await target.stat(`${home}/file`, NEVER)).toMatchObject({ kind: 'file', size: 3 });
      expect(await target.stat(`${home}/nothing`, NEVER)).toBeUndefined();
      expect(await target.stat(`${home}/no/thing`, NEVER)).toBeUndefined();
    });

    test('makes a folder once, and not where a file is', async () => {
      await target.makeFolder(`${home}/folder`, NEVER);
      await target.makeFolder(`${home}/folder`, NEVER);
      await put(target, `${home}/file`, 'x');
      expect(await problemOf(target.makeFolder(`${home}/file`, NEVER))).toBe('already-exists');
    });

    test('deletes files and empty folders, and does not mind if they are gone', async () => {
      await put(target, `${home}/file`, 'x');
      await target.makeFolder(`${home}/folder`, NEVER);
      for (let times = 0; times < 2; times += 1) {
        await target.removeFile(`${home}/file`, NEVER);
        await target.removeFolder(`${home}/folder`, NEVER);
      }
      expect(await readdir(onDisk('.'))).toEqual([]);
    });

    test('does not delete a folder that is not empty, nor a file as if it were a folder', async () => {
      await target.makeFolder(`${home}/folder`, NEVER);
      await put(target, `${home}/folder/.file`, 'x');
      expect(await problemOf(target.removeFolder(`${home}/folder`, NEVER))).toBe('not-empty');
      expect(await problemOf(target.removeFolder(`${home}/folder/.file`, NEVER))).toBe('not-a-folder');
      expect(await readdir(onDisk('folder'))).toEqual(['.file']);
    });

    test('does not read what is not there', async () => {
      expect(await problemOf(get(target, `${home}/nothing`))).toBe('not-found');
    });

    test('does not write into a folder that is not there, nor over a folder', async () => {
      await problemOf(put(target, `${home}/no/file`, 'x'));
      await mkdir(onDisk('folder'));
      await subject.own();
      expect(await problemOf(put(target, `${home}/folder`, 'x'))).toBe('already-exists');
      expect(await readdir(onDisk('.'))).toEqual(['folder']);
    });

    test('leaves the old file when the source is too short or too long (S3)', async () => {
      await put(target, `${home}/file`, 'old');
      for (const size of [9, 1]) {
        expect(await problemOf(put(target, `${home}/file`, 'new', { size }))).toBe('transfer-incomplete');
      }
      expect(await readFile(onDisk('file'), 'utf8')).toBe('old');
      expect(await readdir(onDisk('.'))).toEqual(['file']);
    });

    test('leaves the old file when the source fails (S3)', async () => {
      await put(target, `${home}/file`, 'old');
      const source = stalling(Buffer.from('new'));
      const writing = problemOf(put(target, `${home}/file`, source, { size: 100 }));
      await delay(50);
      source.destroy(new Error('broken'));
      await writing;
      expect(await readFile(onDisk('file'), 'utf8')).toBe('old');
      expect(await readdir(onDisk('.'))).toEqual(['file']);
    });

    test('shows the new file only after the last check, and not at all if that fails (S2, S3)', async () => {
      await put(target, `${home}/file`, 'old');
      const beforeReplace = async (): Promise<undefined> => {
        expect(await readFile(onDisk('file'), 'utf8')).toBe('old');
        // The check may use the target itself.
        await target.stat(`${home}/file`, NEVER);
        throw new Error('changed meanwhile');
      };
      await problemOf(put(target, `${home}/file`, 'new', { beforeReplace }));
      expect(await readFile(onDisk('file'), 'utf8')).toBe('old');
      expect(await readdir(onDisk('.'))).toEqual(['file']);
    });

    test('stops a transfer on abort and leaves nothing under the real name (S3)', async () => {
      const abort = new AbortController();
      const source = stalling(noise(300_000));
      const writing = problemOf(put(target, `${home}/file`, source, { size: 1e6, signal: abort.signal }));
      await delay(100);
      abort.abort();
      expect(await writing).toBe('stopped');
      expect(source.destroyed).toBe(true);
      expect(await readdir(onDisk('.'))).toEqual([]);
    });

    test('stops reading on abort, and goes on working afterwards', async () => {
      await put(target, `${home}/file`, noise(3_000_000));
      const abort = new AbortController();
      const stream = await target.read(`${home}/file`, { signal: abort.signal });
      const reading = problemOf(
        (async () => {
          for await (const piece of stream) if (piece) abort.abort();
        })(),
      );
      expect(await reading).toBe('stopped');
      const unread = await target.read(`${home}/file`, { signal: NEVER });
      unread.destroy();
      expect(await get(target, `${home}/file`)).toHaveLength(3_000_000);
    });

    test('does nothing for a signal that is aborted already', async () => {
      const aborted = AbortSignal.abort();
      expect(await problemOf(target.stat(home, aborted))).toBe('stopped');
      expect(await problemOf(target.read(home, { signal: aborted }))).toBe('stopped');
      expect(await problemOf(put(target, `${home}/file`, 'x', { signal: aborted }))).toBe('stopped');
      expect(await problemOf(target.makeFolder(`${home}/folder`, aborted))).toBe('stopped');
      expect(await readdir(onDisk('.'))).toEqual([]);
    });

    test('does many things at once', async () => {
      const content = (n: number): Buffer => noise(1000 * (n % 50) + n);
      const numbers = Array.from({ length: 60 }, (_, n) => n);
      await Promise.all(
        numbers.map((n) =>
          put(target, `${home}/${n}`, content(n), {
            beforeReplace: async () => {
              expect(await target.stat(`${home}/${n}`, NEVER)).toBeUndefined();
              return undefined;
            },
          }),
        ),
      );
      const read = await Promise.all(numbers.map((n) => get(target, `${home}/${n}`)));
      for (const n of numbers) expect(read[n]?.equals(content(n))).toBe(true);
      await Promise.all(numbers.map((n) => target.removeFile(`${home}/${n}`, NEVER)));
      expect(await readdir(onDisk('.'))).toEqual([]);
    });

    test('can be closed twice, and does nothing afterwards but fail', async () => {
      const other = subject.open();
      await other.connect(NEVER);
      await other.close();
      await other.close();
    });

    test('can be connected to again after a stop', async () => {
      const other = subject.open();
      expect(await problemOf(other.connect(AbortSignal.abort()))).toBe('stopped');
      await other.connect(NEVER);
      await other.close();
    });

    test('moves a file, and a folder with all that is in it', async () => {
      await put(target, `${home}/a ü.txt`, 'content 5');
      await target.makeFolder(`${home}/from`, NEVER);
      await put(target, `${home}/from/inside`, 'content 6');
      await target.makeFolder(`${home}/to`, NEVER);
      await target.move(`${home}/a ü.txt`, `${home}/to/b 🙂.txt`, NEVER);
      await target.move(`${home}/from`, `${home}/to/moved`, NEVER);
      expect((await readdir(onDisk('.'))).sort()).toEqual(['to']);
      expect((await get(target, `${home}/to/b 🙂.txt`)).toString()).toBe('content 5');
      expect((await get(target, `${home}/to/moved/inside`)).toString()).toBe('content 6');
      expect(await problemOf(target.move(`${home}/nothing`, `${home}/to/x`, NEVER))).toBe('not-found');
    });

    test('S4: keeps a file with its content and time under another name', async () => {
      const modifiedMs = Date.UTC(2024, 4, 5, 6, 7, 8);
      await put(target, `${home}/file`, 'content 7', { modifiedMs });
      const before = await target.stat(`${home}/file`, NEVER);
      await target.makeFolder(`${home}/kept`, NEVER);
      const beforeReplace = (): Promise<string> => Promise.resolve(`${home}/kept/1-file`);
      await put(target, `${home}/file`, 'content 8', { beforeReplace });
      expect((await get(target, `${home}/kept/1-file`)).toString()).toBe('content 7');
      expect(await target.stat(`${home}/kept/1-file`, NEVER)).toEqual(before);
      expect((await get(target, `${home}/file`)).toString()).toBe('content 8');
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
