import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Pair } from '../support/pair.js';

/** When everything happens. */
const MOMENT = Date.UTC(2026, 10, 29, 12);

let pair: Pair;
beforeEach(async () => {
  pair = await Pair.create({}, {});
  pair.now = () => MOMENT + 5;
});
afterEach(() => pair.remove());

/** A file of this moment, as a program writes it that is still at work. */
async function writeNow(side: 'local' | 'remote', path: string, content: string): Promise<Date> {
  const file = join(pair.root(side), path);
  await writeFile(file, content);
  const now = new Date(MOMENT);
  await utimes(file, now, now);
  return now;
}

/** An edit within the same step of the clock: another content, the same size, the same time. */
async function editUnseen(side: 'local' | 'remote', path: string, content: string): Promise<void> {
  const file = join(pair.root(side), path);
  const { mtime } = await stat(file);
  await writeFile(file, content);
  await utimes(file, mtime, mtime);
}

describe('S11: an edit within the clock step in which a file was synchronized', () => {
  test('is found by its content in the next run, on the side that was read', async () => {
    await writeNow('local', 'a', 'one');
    await pair.sync();
    await editUnseen('local', 'a', 'two');
    expect(await pair.planned()).toEqual({ a: 'copy to remote' });
    await pair.sync();
    expect(await readFile(join(pair.root('remote'), 'a'), 'utf8')).toBe('two');
    expect(await pair.planned()).toEqual({});
  });

  test('is found on the side that was written', async () => {
    await writeNow('local', 'a', 'one');
    await pair.sync();
    await editUnseen('remote', 'a', 'two');
    expect(await pair.planned()).toEqual({ a: 'copy to local' });
  });

  test('is a conflict where the other side was edited as well', async () => {
    await writeNow('local', 'a', 'one');
    await pair.sync();
    await editUnseen('local', 'a', 'two');
    await pair.put('remote', { a: 'three' });
    expect(await pair.planned()).toEqual({ a: 'conflict: edited-on-both-sides' });
  });

  test('is asked about where the initial sync went by times alone, because nobody read either', async () => {
    const now = await writeNow('local', 'a', 'one');
    await writeFile(join(pair.root('remote'), 'a'), 'one');
    await utimes(join(pair.root('remote'), 'a'), now, now);
    await pair.sync();
    await editUnseen('remote', 'a', 'two');
    expect(await pair.planned()).toEqual({ a: 'conflict: edited-on-both-sides' });
  });

  test('without one, the file is proven once and then not read any more', async () => {
    await writeNow('local', 'a', 'one');
    await pair.sync();
    pair.now = () => MOMENT + 60_000;
    expect(await pair.planned()).toEqual({});
    await pair.sync();
    expect(await pair.state.recordOf('a')).not.toHaveProperty('unproven');
  });

  test('a file that lay there for long is proven by its time', async () => {
    await pair.put('local', { old: 'x' });
    await pair.sync();
    expect(await pair.state.recordOf('old')).not.toHaveProperty('unproven');
  });
});
