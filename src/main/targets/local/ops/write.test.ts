import { lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWhole } from './write.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-unit-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (flush: (folder: string) => Promise<void>): Promise<unknown> =>
  writeWhole({
    path: join(folder, 'file'),
    temporaryPath: join(folder, 'part'),
    source: Readable.from([Buffer.from('content')]),
    size: 7,
    from: 0,
    keepsPart: false,
    modifiedMs: undefined,
    permissions: undefined,
    grantsAtMost: undefined,
    look: lstat,
    mayReplace: (stats) => stats.isFile(),
    beforeReplace: () => Promise.resolve(),
    wrongSize: () => new Error('wrong size'),
    flush,
    signal: new AbortController().signal,
  });

test('S5: a file counts as written when its new name is on the disk, which a power cut would undo otherwise', async () => {
  const { promise: flushed, resolve: finish } = Promise.withResolvers<undefined>();
  const asked: (readonly [string, readonly string[]])[] = [];
  let isOver = false;
  const writing = write(async (of) => {
    asked.push([of, await readdir(folder)]);
    await flushed;
  }).then(() => (isOver = true));
  await expect.poll(() => asked).toEqual([[folder, ['file']]]);
  expect(isOver).toBe(false);
  finish(undefined);
  await writing;
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('content');
});

test('a disk that fails to keep the name is told of', async () => {
  await expect(write(() => Promise.reject(new Error('EIO')))).rejects.toThrow('EIO');
});
