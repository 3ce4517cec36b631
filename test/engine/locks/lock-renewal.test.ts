import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import type { Readable } from 'node:stream';
import type { FileEntry } from '../../../src/shared/entry/entry.js';
import type { WriteOptions } from '../../../src/main/targets/target.js';
import type { RunReport } from '../../../src/shared/run/run.js';
import { FULL_PACE } from '../../../src/shared/run/run.js';
import { RunControl } from '../../../src/main/sync/base/flow/run-control.js';
import { LOCK_FILE } from '../../../src/main/sync/lock/lock-file.js';
import { RENEW_EVERY_MS } from '../../../src/main/sync/lock/lock-renewal.js';
import { whyUnavailable } from '../../servers/start-server.js';
import { Pair, type Served, type Tree } from '../support/pair.js';
import { servedBy } from '../support/served.js';

const PAUSED = { ...FULL_PACE, paused: true } as const;

const OTHER = {
  version: 1,
  id: 'their-run',
  host: 'another-computer',
  user: 'somebody',
  pid: 1,
  startedMs: 0,
  renewals: 3,
};

let pair: Pair;
// Only what renews: servers and lines keep their own time.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(async () => {
  vi.useRealTimers();
  await pair.remove();
});

const lockPath = (): string => join(pair.root('remote'), LOCK_FILE);

async function heldLock(): Promise<Partial<typeof OTHER>> {
  return JSON.parse(await readFile(lockPath(), 'utf8')) as Partial<typeof OTHER>;
}

/** How often the lock there has been renewed; nothing in the moment in which it is replaced. */
async function renewals(): Promise<number | undefined> {
  return heldLock().then(
    (lock) => lock.renewals,
    () => undefined,
  );
}

/** Puts a lock of another computer there, last written so long ago by the clock of the server. */
async function leaveLock(lock: object, ageMs = 0): Promise<void> {
  await writeFile(lockPath(), JSON.stringify(lock));
  const seconds = (Date.now() - ageMs) / 1000;
  await utimes(lockPath(), seconds, seconds);
  await pair.ownRemote();
}

/** Begins a run that holds its lock and does nothing yet. */
async function begin(
  tree: Tree,
  served?: Served,
): Promise<{ control: RunControl; ended: Promise<RunReport> }> {
  pair = await Pair.create(tree, {}, served);
  const control = new RunControl(PAUSED);
  const plan = await pair.compare();
  const targets = await pair.targets();
  const timers = vi.getTimerCount();
  const ended = pair.run(plan, { control, targets });
  await expect.poll(() => vi.getTimerCount()).toBeGreaterThan(timers);
  return { control, ended };
}

function problemOf({ end }: RunReport): { readonly kind: string; readonly what: string } {
  return end.kind === 'broken-off' ? end.problem : { kind: end.kind, what: '' };
}

const SIDES = [undefined, 'pure-ftpd', 'vsftpd', 'openssh'] as const;

for (const name of SIDES) {
  const why = name === undefined ? undefined : await whyUnavailable(name);
  const title = name === undefined ? 'in a folder on this computer' : `on ${name}`;
  if (why !== undefined) {
    test.skip(`a lock ${title}: ${why}`, () => undefined);
    continue;
  }
  const served = (): Promise<Served | undefined> =>
    name === undefined ? Promise.resolve(undefined) : servedBy(name);

  describe(`a lock ${title}`, () => {
    it('is renewed for as long as its run goes on, also while that is paused, and given back in the end', async () => {
      const { control, ended } = await begin({ a: 'x' }, await served());
      expect(await heldLock()).toMatchObject({ renewals: 0 });
      for (const times of [1, 2]) {
        // A minute that passes while the last renewal is still under way brings none.
        const aMinuteLater = (): Promise<number | undefined> => {
          vi.advanceTimersByTime(RENEW_EVERY_MS);
          return renewals();
        };
        await expect.poll(aMinuteLater).toBeGreaterThanOrEqual(times);
      }
      control.set(FULL_PACE);
      expect((await ended).end).toEqual({ kind: 'finished' });
      expect(await readdir(pair.root('remote'))).toEqual(['a']);
    });

    it('that somebody broke meanwhile ends the run at its next renewal, and stays theirs', async () => {
      const { control, ended } = await begin({ a: 'x' }, await served());
      await leaveLock(OTHER);
      vi.advanceTimersByTime(RENEW_EVERY_MS);
      const report = await ended;
      control.set(FULL_PACE);
      expect(problemOf(report)).toMatchObject({ kind: 'changed-meanwhile' });
      expect(problemOf(report).what).toContain('“somebody” on “another-computer” broke this run’s lock');
      expect(await heldLock()).toEqual(OTHER);
      expect(await readdir(pair.root('remote'))).toEqual([LOCK_FILE]);
    });

    it('S10: of another computer is told from one left behind by the clock of its own side alone', async () => {
      pair = await Pair.create({ a: 'x' }, {}, await served());
      // Their clock is days behind.
      await leaveLock({ ...OTHER, startedMs: Date.now() - 72 * 3_600_000 });
      expect(problemOf(await pair.sync()).what).toContain('and last reported just now');
      // Their clock is ahead.
      await leaveLock({ ...OTHER, startedMs: Date.now() + 3_600_000 }, 40 * 60_000);
      const { what } = problemOf(await pair.sync());
      expect(what).toContain('that hasn’t reported for 40 minutes by the clock on the remote side');
      expect(await readdir(pair.root('remote'))).toEqual([LOCK_FILE]);
    });
  });
}

const why = await whyUnavailable('pure-ftpd');

/** Lets something happen at a moment of the writing of a lock on the remote side. */
function atLockWrite(moment: 'before-replace' | 'after', write: number, happen: () => Promise<void>): void {
  let writes = 0;
  pair.wrap = (target, side) => {
    if (side === 'local') return target;
    const original = target.write.bind(target);
    return Object.assign(target, {
      write: async (path: string, source: Readable, options: WriteOptions): Promise<FileEntry> => {
        if (path !== LOCK_FILE || writes++ !== write) return original(path, source, options);
        const beforeReplace = async (): Promise<string | undefined> => {
          if (moment === 'before-replace') await happen();
          return options.beforeReplace();
        };
        const written = await original(path, source, { ...options, beforeReplace });
        if (moment === 'after') await happen();
        return written;
      },
    });
  };
}

describe('a lock that is broken while it is renewed', () => {
  it.each(['before-replace', 'after'] as const)(
    'ends the run at once, and stays theirs: broken %s',
    async (moment) => {
      pair = await Pair.create({ a: 'x' });
      atLockWrite(moment, 1, () => leaveLock(OTHER));
      const control = new RunControl(PAUSED);
      const plan = await pair.compare();
      const targets = await pair.targets();
      const timers = vi.getTimerCount();
      const ended = pair.run(plan, { control, targets });
      await expect.poll(() => vi.getTimerCount()).toBeGreaterThan(timers);
      vi.advanceTimersByTime(RENEW_EVERY_MS);
      const report = await ended;
      expect(problemOf(report).what).toContain('“somebody” on “another-computer” broke this run’s lock');
      expect(await heldLock()).toEqual(OTHER);
      expect(await readdir(pair.root('remote'))).toEqual([LOCK_FILE]);
    },
  );

  it('by a run that does not see it, makes whoever broke it give way before they do anything', async () => {
    pair = await Pair.create({ a: 'x' });
    await leaveLock(OTHER);
    // The renewal that was on its way already arrives when ours has been read back.
    atLockWrite('after', 0, async () => {
      setTimeout(() => void leaveLock({ ...OTHER, renewals: 4 }), 500);
      return Promise.resolve();
    });
    const report = await pair.run(await pair.compare(), { breakLock: true });
    expect(problemOf(report)).toMatchObject({ kind: 'locked' });
    expect(problemOf(report).what).toContain('“somebody” on “another-computer”');
    expect(await heldLock()).toMatchObject({ id: OTHER.id, renewals: 4 });
    expect(await readdir(pair.root('remote'))).toEqual([LOCK_FILE]);
  });

  it('is left to nobody where whoever broke it is stopped before they begin', async () => {
    pair = await Pair.create({ a: 'x' });
    await leaveLock(OTHER);
    const stop = new AbortController();
    atLockWrite('after', 0, () => {
      setTimeout(() => stop.abort(), 200);
      return Promise.resolve();
    });
    const report = await pair.run(await pair.compare(), { breakLock: true, signal: stop.signal });
    expect(report.end).toEqual({ kind: 'stopped' });
    expect(await readdir(pair.root('remote'))).toEqual([]);
  });
});

describe('a lock', () => {
  it('that somebody deleted meanwhile ends the run as well, in the middle of a transfer, and leaves nothing half', async () => {
    pair = await Pair.create({ small: 'x', big: 'x'.repeat(3_000_000) });
    const control = new RunControl({ ...FULL_PACE, bytesPerSecond: 1_000_000 });
    const ended = pair.run(await pair.compare(), { control });
    await expect
      .poll(async () => {
        const names = await readdir(pair.root('remote'));
        return names.includes(LOCK_FILE) && names.some((name) => name.endsWith('.part'));
      })
      .toBe(true);
    await rm(lockPath());
    vi.advanceTimersByTime(RENEW_EVERY_MS);
    const report = await ended;
    expect(problemOf(report).what).toContain('Somebody broke this run’s lock');
    expect((await readdir(pair.root('remote'))).filter((name) => name !== 'small')).toEqual([]);
    expect((await pair.sync()).end).toEqual({ kind: 'finished' });
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
  });

  it('ends an undo as well when somebody has broken it', async () => {
    pair = await Pair.create({ a: 'x' });
    const { runId } = await pair.sync();
    const control = new RunControl(PAUSED);
    const ended = pair.undo(runId, { control });
    await expect.poll(() => vi.getTimerCount()).toBeGreaterThan(0);
    await leaveLock(OTHER);
    vi.advanceTimersByTime(RENEW_EVERY_MS);
    expect(problemOf(await ended)).toMatchObject({ kind: 'changed-meanwhile' });
    expect(await pair.tree('remote')).toEqual({ a: 'x' });
  });

  it('of a make that never renewed its locks is not called left behind', async () => {
    pair = await Pair.create({ a: 'x' });
    await leaveLock({ ...OTHER, renewals: undefined }, 40 * 60_000);
    const { what } = problemOf(await pair.sync());
    expect(what).toContain('is already syncing this folder');
    expect(what).not.toContain('heard');
  });

  it.skipIf(why !== undefined)(
    `is renewed beside many small files on pure-ftpd without doing any of them harm${why === undefined ? '' : `: ${why}`}`,
    async () => {
      const tree = Object.fromEntries(
        Array.from({ length: 1000 }, (_, index) => [`file-${index}`, `content ${index}`]),
      );
      pair = await Pair.create(tree, {}, await servedBy('pure-ftpd'));
      const ended = pair.run(await pair.compare());
      let most = 0;
      let report: RunReport | undefined;
      while (report === undefined) {
        vi.advanceTimersByTime(RENEW_EVERY_MS);
        report = await Promise.race([ended, sleep(5, undefined)]);
        most = Math.max(most, (await renewals()) ?? 0);
      }
      expect(report.end).toEqual({ kind: 'finished' });
      expect(report.counts).toMatchObject({ done: 1000, failed: 0, skipped: 0 });
      expect(most).toBeGreaterThan(2);
      expect(await pair.tree('remote')).toEqual(tree);
    },
  );

  it.skipIf(why !== undefined)(
    `is renewed on pure-ftpd although every connection there may be is busy with a big file${why === undefined ? '' : `: ${why}`}`,
    async () => {
      const big = 'x'.repeat(3_000_000);
      const tree = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`big-${index}`, big]));
      pair = await Pair.create(tree, {}, await servedBy('pure-ftpd'));
      const control = new RunControl({ ...FULL_PACE, bytesPerSecond: 2_000_000 });
      const ended = pair.run(await pair.compare(), { control });
      const parts = async (): Promise<number> =>
        (await readdir(pair.root('remote'))).filter((name) => name.endsWith('.part')).length;
      await expect.poll(parts).toBe(6);
      control.set(PAUSED);
      vi.advanceTimersByTime(RENEW_EVERY_MS);
      await expect.poll(renewals, { timeout: 5_000 }).toBe(1);
      control.set(FULL_PACE);
      expect((await ended).counts).toMatchObject({ done: 8, failed: 0 });
    },
  );
});
