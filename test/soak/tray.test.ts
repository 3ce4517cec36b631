import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { growthIn, type Sample } from './growth.js';
import { bundle } from '../bundle.js';
import type { inTheTray } from './month.js';

/** `npm run soak -- tray` sets it: even one day takes longer than all other tests of a folder. */
const DAYS = Number(process.env['EVENKEEL_SOAK_DAYS'] ?? '0');

/** So many days have nothing to be compared with: caches fill, the history reaches its age. */
const WARM_UP = 3;
/** So many days at the beginning and at the end are compared. */
const COMPARED = Math.min(5, Math.floor((DAYS - WARM_UP) / 2));

describe('growth', () => {
  const steady: Sample = {
    ...{ day: 1, runs: 0, heapBytes: 50e6, residentBytes: 150e6, handles: 30, threads: 12, timers: 3 },
    ...{ logBytes: 100_000, stateBytes: 1e6 },
  };

  it('is none where figures go up and down', () => {
    const samples = Array.from({ length: 30 }, (_, day) => ({
      ...steady,
      heapBytes: 50e6 + (day % 3) * 1e6,
    }));
    expect(growthIn(samples, 8, 5)).toEqual([]);
  });

  it('is found in whatever climbs, be it slowly', () => {
    const samples = Array.from({ length: 30 }, (_, day) => ({
      ...steady,
      heapBytes: 50e6 + day * 1e6,
      handles: 30 + day,
    }));
    expect(growthIn(samples, 8, 5)).toEqual([
      { figure: 'heapBytes', before: 60e6, after: 77e6 },
      { figure: 'handles', before: 40, after: 57 },
    ]);
  });
});

const Bundle = v.object({ inTheTray: v.custom<typeof inTheTray>((it) => typeof it === 'function') });

describe.runIf(DAYS > 0)('the application in the tray', () => {
  // As it is built, with its threads in files of their own.
  let built: string;
  beforeAll(async () => {
    const out = join(import.meta.dirname, '..', '..', 'out');
    await mkdir(out, { recursive: true });
    built = await mkdtemp(join(out, 'soak-'));
    await bundle(
      {
        month: 'test/soak/month.ts',
        'state-worker': 'src/main/state/worker/state-worker.ts',
        'disk-worker': 'src/main/targets/local/worker/disk-worker.ts',
        'hash-worker': 'src/main/sync/hash/hash-worker.ts',
      },
      built,
      ['electron-store', 'keytar', 'ssh2'],
    );
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterAll(async () => {
    vi.useRealTimers();
    await rm(built, { recursive: true, force: true });
  });

  it(
    `goes through ${DAYS} simulated days and what happens in them`,
    { timeout: DAYS * 600_000 },
    async () => {
      const loaded = v.parse(Bundle, await import(pathToFileURL(join(built, 'month.js')).href));
      const setDate = (ms: number): void => void vi.setSystemTime(ms);
      const month = await loaded.inTheTray(DAYS, setDate, (sample) => {
        process.stdout.write(`${JSON.stringify(sample)}\n`);
      });
      expect(month.runs).toBeGreaterThan(DAYS * 100);
      for (const times of [month.crashes, month.vanished, month.offline, month.attention]) {
        expect(times).toBeGreaterThanOrEqual(Math.floor(DAYS / 4));
      }
      expect(month.watched).toBe(DAYS * 2);
      if (COMPARED > 0) expect(growthIn(month.samples, WARM_UP, COMPARED)).toEqual([]);
    },
  );
});
