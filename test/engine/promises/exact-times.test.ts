import { open, stat, utimes, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { otherSide, type Side } from '../../../src/shared/entry/entry.js';
import { Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

const run = promisify(execFile);
const SIDES: readonly Side[] = ['local', 'remote'];

/** Writes content of the same size, and gives the file its former time, plus so many milliseconds. */
async function edit(side: Side, path: string, content: string, byMs: number): Promise<void> {
  const file = join(pair.root(side), path);
  const { mtimeMs } = await stat(file);
  await writeFile(file, content);
  await utimes(file, new Date(), new Date(mtimeMs + byMs));
}

describe.each(SIDES)('S10: an edit on the %s side that keeps the size', (side) => {
  it.each([1, -1, 20, 1000, 2000, -2000])('and moves the time by %i ms is seen', async (byMs) => {
    pair = await Pair.inSync({ a: 'before' });
    await edit(side, 'a', 'edited', byMs);
    expect(await pair.planned()).toEqual({ a: `copy to ${otherSide(side)}` });
    await pair.sync();
    expect(await pair.tree(otherSide(side))).toEqual({ a: 'edited' });
    expect(await pair.planned()).toEqual({});
  });

  it('a second after another one on the other side is a conflict, and overwrites nothing', async () => {
    pair = await Pair.inSync({ a: 'before' });
    await edit(side, 'a', 'edited', 1000);
    await pair.put(otherSide(side), { a: 'also edited' });
    expect(await pair.planned()).toEqual({ a: 'conflict: edited-on-both-sides' });
    await pair.sync();
    expect(await pair.tree(side)).toEqual({ a: 'edited' });
  });

  it('within a second of the comparison is skipped and reported (S2)', async () => {
    pair = await Pair.inSync({ a: 'before' });
    await pair.put(side, { a: 'second' });
    const plan = await pair.compare();
    await edit(side, 'a', 'edited', 1000);
    const report = await pair.run(plan);
    expect(report.items).toMatchObject([
      { outcome: { kind: 'skipped', problem: { kind: 'changed-meanwhile' } } },
    ]);
    expect(await pair.tree(otherSide(side))).toEqual({ a: 'before' });
  });

  it('within a second of a run makes its undo leave the file as it is', async () => {
    pair = await Pair.inSync({ a: 'before' });
    await pair.put(otherSide(side), { a: 'second' });
    const { runId } = await pair.sync();
    await edit(side, 'a', 'edited', 1000);
    const report = await pair.undo(runId);
    expect(report.items).toMatchObject([
      { outcome: { kind: 'skipped', problem: { kind: 'changed-meanwhile' } } },
    ]);
    expect(await pair.tree(side)).toEqual({ a: 'edited' });
  });

  it.runIf(process.platform === 'linux')('and moves the time by one nanosecond is seen', async () => {
    pair = await Pair.create({ a: 'before' });
    const touch = (time: string): Promise<unknown> => run('touch', ['-d', time, join(pair.root(side), 'a')]);
    await pair.sync();
    await touch('@1767225600.123456788');
    await pair.sync();
    expect(await pair.planned()).toEqual({});
    await touch('@1767225600.123456789');
    expect(await pair.planned()).toEqual({ a: `copy to ${otherSide(side)}` });
  });
});

describe('S2: a big file that is rewritten in place while it is copied', () => {
  const PIECE = 2 ** 20;
  const PIECES = 40;

  const isOver = (stop: AbortSignal): boolean => stop.aborted;

  /** Rewrites the file from end to end again and again, each time as the same letter throughout, until it is told to stop. */
  async function rewrite(file: string, stop: AbortSignal): Promise<void> {
    const handle = await open(file, 'r+');
    try {
      for (let letter = 0x61; !isOver(stop); letter = letter === 0x7a ? 0x61 : letter + 1) {
        const chunk = Buffer.alloc(PIECE, letter);
        for (let at = 0; at < PIECES && !isOver(stop); at += 1)
          await handle.write(chunk, 0, PIECE, at * PIECE);
        // It ends on a whole state.
        if (isOver(stop))
          for (let at = 0; at < PIECES; at += 1) await handle.write(chunk, 0, PIECE, at * PIECE);
      }
    } finally {
      await handle.close();
    }
  }

  it.each(SIDES)(
    'from the %s side never ends as a mix that counts as in sync',
    async (side) => {
      pair = await Pair.inSync({ small: 'small' });
      const file = join(pair.root(side), 'big');
      await writeFile(file, Buffer.alloc(PIECE * PIECES, 0x41));
      for (let round = 0; round < 3; round += 1) {
        const plan = await pair.compare();
        const stop = new AbortController();
        const writing = rewrite(file, stop.signal);
        const report = await pair.run(plan);
        stop.abort();
        await writing;
        const outcomes = report.items.filter(({ path }) => path === 'big').map(({ outcome }) => outcome.kind);
        expect(outcomes).not.toContain('failed');
        const copied = (await pair.tree(otherSide(side)))['big'];
        const after = await pair.compare();
        const isInSync = after.items.get('big')?.action.kind === 'equal';
        if (isInSync) expect(copied).toBe((await pair.tree(side))['big']);
      }
      await pair.sync();
      const [here, there] = [(await pair.tree(side))['big'], (await pair.tree(otherSide(side)))['big']];
      expect(here === there).toBe(true);
    },
    120_000,
  );
});
