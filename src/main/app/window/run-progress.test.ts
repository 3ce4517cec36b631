import { describe, expect, it } from 'vitest';
import { NO_PROGRESS, progressOf, type FollowedRun } from './run-progress.js';

const run = (bytesDone: number, rest: Partial<FollowedRun> = {}): FollowedRun => ({
  name: 'Site',
  progress: { itemsDone: 1, itemsTotal: 4, bytesDone, bytesTotal: 1000 },
  paused: false,
  transfers: [],
  endedBytes: undefined,
  ...rest,
});

describe('the progress on the window, taskbar and dock', () => {
  it('is not there while nothing runs', () => {
    expect(progressOf([])).toBe(NO_PROGRESS);
  });

  it('goes by bytes, with those of transfers under way', () => {
    const transfers = [{ path: 'a', to: 'remote', bytesDone: 250, bytesTotal: 500 } as const];
    expect(progressOf([run(0, { endedBytes: 100, transfers })])).toEqual({
      title: '35% – Site – Evenkeel',
      share: 0.35,
      paused: false,
    });
  });

  it('goes by items where nothing is transferred', () => {
    const progress = { itemsDone: 1, itemsTotal: 4, bytesDone: 0, bytesTotal: 0 };
    expect(progressOf([run(0, { progress })]).share).toBe(0.25);
  });

  it('is one for all runs, and paused where all of them are', () => {
    const two = [run(500), run(1000, { paused: true })];
    expect(progressOf(two)).toEqual({ title: '75% – 2 syncs – Evenkeel', share: 0.75, paused: false });
    expect(progressOf([run(500, { paused: true })]).paused).toBe(true);
  });
});
