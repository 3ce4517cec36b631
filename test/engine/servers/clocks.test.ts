import { stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, test } from 'vitest';
import type { Target } from '../../../src/main/targets/target.js';
import type { Entry, Timestamp } from '../../../src/shared/entry/entry.js';
import { whyUnavailable } from '../../servers/start-server.js';
import { Pair, type Tree } from '../support/pair.js';
import { servedBy } from '../support/served.js';

let pair: Pair;
afterEach(() => pair.remove());

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How a side tells the true time of a file. */
type Telling = (ms: number) => Timestamp;

/** In steps of so many milliseconds, by a clock that is so far ahead. */
const inSteps =
  (precisionMs: number, aheadMs = 0): Telling =>
  (ms) => ({ ms: Math.floor((ms + aheadMs) / precisionMs) * precisionMs, precisionMs });

interface Clock {
  /** How its listings tell times. */
  readonly listed: Telling;
  /** How it tells the time of a single file. */
  readonly asked: Telling;
  /** Where false, a file gets the time of its writing. */
  readonly setsTimes?: boolean;
  /** Whether its times are local times. */
  readonly localTimes?: boolean;
  /** The true time of the writing. */
  readonly nowMs?: () => number;
}

/** A real folder whose times are told in another way. */
function clocked(target: Target, clock: Clock, root: string): Target {
  const told = (entry: Entry, telling: Telling): Entry =>
    entry.kind === 'file' && entry.modified !== undefined
      ? { ...entry, modified: telling(entry.modified.ms) }
      : entry;
  const changes: Partial<Target> = {
    features: { ...target.features, localTimes: clock.localTimes === true },
    list: async function* (folder, signal) {
      for await (const chunk of target.list(folder, signal)) {
        yield chunk.map((item) => ({ ...item, entry: told(item.entry, clock.listed) }));
      }
    },
    stat: async (path, signal) => {
      const entry = await target.stat(path, signal);
      return entry === undefined ? undefined : told(entry, clock.asked);
    },
    write: async (path, source, options) => {
      // What is to be set is told by this side's own clock, as FAT and servers without UTC have it.
      const behind = clock.asked(0).ms;
      const modifiedMs = options.modifiedMs === undefined ? undefined : options.modifiedMs - behind;
      const written = await target.write(path, source, { ...options, modifiedMs });
      if (clock.setsTimes !== false) return { ...written, ...told(written, clock.asked) } as typeof written;
      const now = (clock.nowMs?.() ?? Date.now()) / SECOND;
      await utimes(join(root, path), now, now);
      return { ...written, modified: clock.asked(now * SECOND) };
    },
  };
  return new Proxy(target, {
    get(of, key): unknown {
      const value: unknown = Reflect.get(key in changes ? changes : of, key);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}

/** Has a side tell its times in another way from now on. */
function setClock(clocks: { local?: Clock; remote?: Clock }): void {
  pair.wrap = (target, side) => {
    const clock = clocks[side];
    return clock === undefined ? target : clocked(target, clock, pair.root(side));
  };
}

/** Gives a file on one side a time of its own. */
async function touch(side: 'local' | 'remote', path: string, ms: number): Promise<void> {
  await utimes(join(pair.root(side), path), ms / SECOND, ms / SECOND);
}

/** What `ls` and most servers show: minutes for half a year, then days. */
const likeLs =
  (nowMs: number, aheadMs = 0): Telling =>
  (ms) =>
    inSteps(nowMs - ms > 182 * DAY ? DAY : MINUTE, aheadMs)(ms);

const TREE: Tree = { a: 'one', b: 'three', 'deep/c': 'fifteen', 'deep/d': 'x', 'alone/e': 'yes' };

/** Expects that nothing is to be done, and that an edit on either side is seen for what it is. */
async function expectSharpEyes(): Promise<void> {
  expect(await pair.planned()).toEqual({});
  await pair.sync();
  expect(await pair.planned()).toEqual({});
  await pair.put('local', { a: 'ONE' });
  await pair.put('remote', { 'deep/c': 'FIFTEEN' });
  // Old times are told to the day only by some; edits are young.
  for (const [side, path] of [
    ['local', 'a'],
    ['remote', 'deep/c'],
  ] as const) {
    await touch(side, path, Date.now() - DAY);
  }
  expect(await pair.planned()).toEqual({ a: 'copy to remote', 'deep/c': 'copy to local' });
  const report = await pair.sync();
  expect(report.counts).toMatchObject({ done: 2, conflicts: 0, failed: 0, skipped: 0 });
  expect(await pair.tree('local')).toEqual(await pair.tree('remote'));
  expect(await pair.planned()).toEqual({});
}

describe('S10: clocks lie', () => {
  it.each([
    ['asked for single files, it tells the second', inSteps(SECOND)],
    ['asked for single files, it knows no more', undefined],
  ])(
    'a listing that knows the minute transfers nothing again and misses nothing: %s',
    async (_case, asked) => {
      pair = await Pair.create(TREE);
      const listed = inSteps(MINUTE);
      setClock({ remote: { listed, asked: asked ?? listed } });
      await pair.sync();
      await expectSharpEyes();
    },
  );

  it('a listing that knows the day only transfers nothing again, and notices an edit of another day or size', async () => {
    pair = await Pair.create(TREE);
    const listed = inSteps(DAY);
    setClock({ remote: { listed, asked: listed } });
    await pair.sync();
    expect(await pair.planned()).toEqual({});
    await touch('remote', 'a', Date.UTC(2026, 2, 1));
    await pair.put('remote', { b: 'another size' });
    expect(await pair.planned()).toEqual({ a: 'copy to local', b: 'copy to local' });
  });

  it.each([
    ['asked for single files, it tells the second', 0, true],
    ['asked for single files, it knows no more', 0, false],
    ['its zone is ten hours behind', -10 * HOUR, false],
    ['its zone is nine hours ahead', 9 * HOUR, false],
  ])(
    'files that pass six months between two runs are not taken for changed: %s',
    async (_case, ahead, exact) => {
      pair = await Pair.create(TREE);
      const now = Date.UTC(2026, 5, 1);
      const clockAt = (nowMs: number): Clock => ({
        listed: likeLs(nowMs, ahead),
        asked: exact ? inSteps(SECOND) : likeLs(nowMs, ahead),
      });
      setClock({ remote: clockAt(now) });
      await pair.sync();
      expect(await pair.planned()).toEqual({});
      setClock({ remote: clockAt(now + 365 * DAY) });
      expect(await pair.planned()).toEqual({});
      // An edit is young, so that its minute shows again.
      await touch('remote', 'b', now + 364 * DAY);
      expect(await pair.planned()).toEqual({ b: 'copy to local' });
      await pair.sync();
      expect(await pair.planned()).toEqual({});
    },
  );

  it('a server whose clock is two hours ahead and sets no times is compared with itself', async () => {
    pair = await Pair.create(TREE);
    let now = Date.UTC(2026, 3, 1);
    const ahead = inSteps(SECOND, 2 * HOUR);
    setClock({ remote: { listed: ahead, asked: ahead, setsTimes: false, nowMs: () => (now += MINUTE) } });
    await pair.sync();
    await expectSharpEyes();
  });

  it('a file that was edited here within the two hours by which the server is ahead is still new', async () => {
    pair = await Pair.create({ a: 'one' });
    const now = Date.UTC(2026, 3, 1);
    const ahead = inSteps(SECOND, 2 * HOUR);
    setClock({ remote: { listed: ahead, asked: ahead, setsTimes: false, nowMs: () => now } });
    await pair.sync();
    await pair.put('local', { a: 'two' });
    await touch('local', 'a', now + HOUR);
    expect(await pair.planned()).toEqual({ a: 'copy to remote' });
  });

  it.each([2 * SECOND, 10 * MINUTE])(
    'a disk that counts in steps of %i ms is compared as finely as it counts',
    async (step) => {
      pair = await Pair.create(TREE);
      for (const [index, path] of Object.keys(TREE).entries()) {
        await touch('local', path, Date.UTC(2026, 0, 1) + index * 1234);
      }
      setClock({ remote: { listed: inSteps(step), asked: inSteps(step) } });
      await pair.sync();
      expect(await pair.planned()).toEqual({});
      await pair.sync();
      await pair.put('local', { a: 'ONE' });
      await touch('local', 'a', Date.UTC(2026, 1, 1) + 1999);
      await touch('remote', 'b', Date.UTC(2026, 1, 1) + 1999);
      expect(await pair.planned()).toEqual({ a: 'copy to remote', b: 'copy to local' });
      await pair.sync();
      expect(await pair.planned()).toEqual({});
    },
  );

  describe.each(['local', 'remote'] as const)('daylight saving on the %s side', (side) => {
    const localTimes = true;
    const winter: Clock = { listed: inSteps(2 * SECOND), asked: inSteps(2 * SECOND), localTimes };
    const summer: Clock = { listed: inSteps(2 * SECOND, HOUR), asked: inSteps(2 * SECOND, HOUR), localTimes };

    it('changes nothing when it begins, and nothing when it ends', async () => {
      pair = await Pair.create(TREE);
      setClock({ [side]: winter });
      await pair.sync();
      setClock({ [side]: summer });
      await expectSharpEyes();
      setClock({ [side]: winter });
      await pair.put('local', { a: 'one more' });
      expect(await pair.planned()).toEqual({ a: 'copy to remote' });
      await pair.sync();
      expect(await pair.planned()).toEqual({});
    });

    it('hides no edit that was made meanwhile, on either side', async () => {
      pair = await Pair.create({ ...TREE, f: 'x', g: 'y', h: 'z' });
      setClock({ [side]: winter });
      await pair.sync();
      setClock({ [side]: summer });
      await pair.put('local', { a: 'ONE' });
      await pair.put('remote', { b: 'THREE' });
      await pair.put('local', { f: 'L' });
      await pair.put('remote', { f: 'R' });
      await pair.delete(side, 'g');
      expect(await pair.planned()).toEqual({
        a: 'copy to remote',
        b: 'copy to local',
        f: 'conflict: edited-on-both-sides',
        g: `delete on ${side === 'local' ? 'remote' : 'local'}`,
      });
    });

    it('S1: is found out by a comparison, and written by the run only', async () => {
      pair = await Pair.create(TREE);
      setClock({ [side]: winter });
      await pair.sync();
      const before = await pair.state.childrenOf('');
      setClock({ [side]: summer });
      await pair.run(await pair.compare(), { dryRun: true });
      expect(await pair.state.childrenOf('')).toEqual(before);
      await pair.sync();
      expect(await pair.state.childrenOf('')).not.toEqual(before);
    });
  });

  describe('files that a job writes anew every hour', () => {
    const hourly = async (content: string): Promise<void> => {
      const before = await listedTimes();
      for (const [path, ms] of before) {
        await writeFile(join(pair.root('local'), path), content);
        await touch('local', path, ms + HOUR);
      }
    };
    const listedTimes = async (): Promise<readonly (readonly [string, number])[]> => {
      const rows = [...(await pair.state.childrenOf('')), ...(await pair.state.childrenOf('d'))];
      return rows.flatMap(({ path, record }) =>
        record.kind === 'file' ? [[path, record.sides.local.modified?.ms ?? 0] as const] : [],
      );
    };

    it.each([false, true])(
      'are edited, whatever their times have in common (local times: %s)',
      async (localTimes) => {
        pair = await Pair.create({ 'a.rrd': '1111', 'b.rrd': '1111', 'd/c.rrd': '1111' });
        const clock: Clock = { listed: inSteps(SECOND), asked: inSteps(SECOND), localTimes };
        setClock({ local: clock });
        await pair.sync();
        for (const content of ['2222', '3333', '4444']) {
          await hourly(content);
          const report = await pair.sync();
          expect(report.counts).toMatchObject({ done: 3, conflicts: 0 });
          expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
        }
      },
    );
  });

  const ahead = (aheadMs: number, localTimes: boolean): Clock => ({
    listed: inSteps(2 * SECOND, aheadMs),
    asked: inSteps(2 * SECOND, aheadMs),
    localTimes,
  });

  it('a change of the clock is said in the plan', async () => {
    pair = await Pair.create(TREE);
    setClock({ remote: ahead(0, true) });
    await pair.sync();
    setClock({ remote: ahead(HOUR, true) });
    expect((await pair.compare()).clockChanges).toEqual([{ side: 'remote', shiftMs: HOUR }]);
    await pair.sync();
    expect((await pair.compare()).clockChanges).toEqual([]);
  });

  it('one file that kept its time refutes a change of the clock, in whichever folder it lies', async () => {
    pair = await Pair.create({ ...TREE, 'other/kept': 'x' });
    setClock({ remote: ahead(0, true) });
    await pair.sync();
    for (const path of Object.keys(TREE)) {
      const { mtimeMs } = await stat(join(pair.root('remote'), path));
      await touch('remote', path, mtimeMs + HOUR);
    }
    const planned = Object.keys(TREE).map((path) => [path, 'copy to local']);
    expect(await pair.planned()).toEqual(Object.fromEntries(planned));
  });

  it('the times of a side that tells those of UTC are never shifted by a clock', async () => {
    pair = await Pair.create(TREE);
    setClock({ remote: ahead(0, false) });
    await pair.sync();
    setClock({ remote: ahead(HOUR, false) });
    const planned = Object.keys(TREE).map((path) => [path, 'copy to local']);
    expect(await pair.planned()).toEqual(Object.fromEntries(planned));
  });

  it('a file that is alone in its folder and another hour old was edited, since no other bears witness', async () => {
    pair = await Pair.inSync({ a: 'one', 'folder/b': 'two' });
    for (const [folder, path] of [
      ['', 'a'],
      ['folder', 'folder/b'],
    ] as const) {
      const row = (await pair.state.childrenOf(folder)).find((each) => each.path === path);
      const then = row?.record.kind === 'file' ? (row.record.sides.local.modified?.ms ?? 0) : 0;
      await touch('local', path, then + (path === 'a' ? HOUR : 2 * HOUR));
    }
    expect(await pair.planned()).toEqual({ a: 'copy to remote', 'folder/b': 'copy to remote' });
  });

  it('files that somebody gave another time, all but one, were edited and not shifted by a clock', async () => {
    pair = await Pair.inSync({ a: 'one', b: 'two', c: 'three' });
    const [row] = await pair.state.childrenOf('');
    const then = row?.record.kind === 'file' ? (row.record.sides.local.modified?.ms ?? 0) : 0;
    await touch('local', 'a', then + HOUR);
    await touch('local', 'b', then + MINUTE + HOUR);
    expect(await pair.planned()).toEqual({ a: 'copy to remote', b: 'copy to remote' });
  });
});

/** Declares a test on a real server, or says by name why it is skipped. */
async function onServer(
  name: 'vsftpd' | 'proftpd' | 'ftp-srv',
  title: string,
  work: () => Promise<void>,
  options: Parameters<typeof servedBy>[1] = {},
): Promise<void> {
  const why = await whyUnavailable(name);
  if (why !== undefined) {
    test.skip(`S10: ${title}, on ${name}: ${why}`, () => undefined);
    return;
  }
  test(`S10: ${title}, on ${name}`, async () => {
    pair = await Pair.create(TREE, {}, await servedBy(name, options));
    await work();
  });
}

for (const name of ['vsftpd', 'ftp-srv'] as const) {
  await onServer(
    name,
    'a listing that knows the minute transfers nothing again and misses nothing',
    async () => {
      await pair.sync();
      await expectSharpEyes();
    },
  );
}

await onServer(
  'vsftpd',
  'files that pass six months between two runs are not taken for changed',
  async () => {
    // It shows minutes for 182 days. The files pass that while the test waits.
    for (const [index, path] of Object.keys(TREE).entries()) {
      await touch('local', path, Date.now() - 182 * DAY + 3 * SECOND + index * 100);
    }
    await pair.sync();
    expect(await pair.planned()).toEqual({});
    await sleep(5 * SECOND);
    expect(await pair.planned()).toEqual({});
    await pair.put('remote', { a: 'ONE' });
    expect(await pair.planned()).toEqual({ a: 'copy to local' });
  },
);

for (const zone of ['Pacific/Honolulu', 'Asia/Tokyo']) {
  await onServer(
    'proftpd',
    `a server that lists in the time of ${zone} is understood`,
    async () => {
      await pair.sync();
      await expectSharpEyes();
    },
    { listsInZone: zone },
  );
  await onServer(
    'proftpd',
    `old files on a server that lists in the time of ${zone} are not taken for changed`,
    async () => {
      // At four and at twenty o'clock UTC, so that it is another day there for some of them.
      await pair.put('remote', TREE);
      await pair.delete('local', ...Object.keys(TREE));
      for (const [index, path] of Object.keys(TREE).entries()) {
        await touch('remote', path, Date.UTC(2020, 4, 10 + index, index % 2 === 0 ? 4 : 20));
      }
      const report = await pair.sync();
      expect(report.counts).toMatchObject({ skipped: 0, failed: 0 });
      expect(await pair.planned()).toEqual({});
      await pair.put('remote', { a: 'ONE' });
      expect(await pair.planned()).toEqual({ a: 'copy to local' });
    },
    { listsInZone: zone },
  );
}
