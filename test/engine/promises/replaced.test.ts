import { cp, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Side } from '../../../src/shared/entry/entry.js';
import { Pair } from '../support/pair.js';

/** The time that npm gives to every file of every package. */
const PACKED = new Date(Date.UTC(1985, 9, 26, 8, 15));

let pair: Pair;
beforeEach(async () => {
  pair = await Pair.create({}, {});
});
afterEach(() => pair.remove());

async function unpack(side: Side, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(pair.root(side), path);
    await mkdir(join(file, '..'), { recursive: true });
    await rm(file, { force: true });
    await writeFile(file, content);
    await utimes(file, PACKED, PACKED);
  }
}

describe('S11: a file that takes another’s place with the same size and time', () => {
  test.each(['local', 'remote'] as const)(
    'is copied from the %s side where it holds something else',
    async (side) => {
      await unpack(side, { 'package.json': '{"version":"1.2.3"}', 'index.js': 'same' });
      await pair.sync();
      await unpack(side, { 'package.json': '{"version":"1.2.4"}', 'index.js': 'same' });
      const other = side === 'local' ? 'remote' : 'local';
      expect(await pair.planned()).toEqual({ 'package.json': `copy to ${other}` });
      await pair.sync();
      expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
      expect(await pair.planned()).toEqual({});
    },
  );

  test('is a conflict where the other side was edited as well', async () => {
    await unpack('local', { a: 'one' });
    await pair.sync();
    await unpack('local', { a: 'two' });
    await pair.put('remote', { a: 'three' });
    expect(await pair.planned()).toEqual({ a: 'conflict: edited-on-both-sides' });
  });

  test('is found where two files have swapped their names', async () => {
    await unpack('local', { a: 'one', b: 'two' });
    await pair.sync();
    const at = (name: string): string => join(pair.root('local'), name);
    await rename(at('a'), at('c'));
    await rename(at('b'), at('a'));
    await rename(at('c'), at('b'));
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ a: 'two', b: 'one' });
  });

  test('is found where two folders have swapped their names', async () => {
    await unpack('local', { 'x/a': 'one', 'y/a': 'two' });
    await pair.sync();
    const at = (name: string): string => join(pair.root('local'), name);
    await rename(at('x'), at('z'));
    await rename(at('y'), at('x'));
    await rename(at('z'), at('y'));
    await pair.sync();
    expect(await pair.tree('remote')).toMatchObject({ 'x/a': 'two', 'y/a': 'one' });
  });

  test('is looked at once, and not again when it holds the same', async () => {
    await unpack('local', { a: 'one' });
    await pair.sync();
    await unpack('local', { a: 'one' });
    await pair.sync();
    const { ino } = await stat(join(pair.root('local'), 'a'), { bigint: true });
    const record = await pair.state.recordOf('a');
    expect(record).toMatchObject({
      sides: { local: { id: expect.stringContaining(`.${String(ino)}:`) as string } },
    });
    expect(await pair.planned()).toEqual({});
  });

  test('with a time as fine as a clock’s, is copied as well where that costs little', async () => {
    await pair.put('local', { a: 'one' });
    await pair.sync();
    const file = join(pair.root('local'), 'a');
    const other = join(pair.root('local'), '..', 'other');
    await cp(file, other, { preserveTimestamps: true });
    const { atime, mtime } = await stat(file);
    await writeFile(other, 'two');
    await utimes(other, atime, mtime);
    await rename(other, file);
    await pair.sync();
    expect(await readFile(join(pair.root('remote'), 'a'), 'utf8')).toBe('two');
  });
});
