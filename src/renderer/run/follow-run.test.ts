import { expect, it } from 'vitest';
import type { EngineEvent } from '../../shared/run/run.js';
import { transferredBytes as bytesOf } from '../../shared/run/transferred.js';
import { followRun, NO_RUN, tickRun, type RunView } from './follow-run.js';

const progress = (itemsDone: number, bytesDone: number) => ({
  itemsDone,
  itemsTotal: 2,
  bytesDone,
  bytesTotal: 300,
});
const started: EngineEvent = { kind: 'run-started', runId: 'r', dryRun: false, progress: progress(0, 0) };
const transfer = (path: string, bytesDone: number): EngineEvent => ({
  kind: 'transfer-progress',
  transfer: { path, to: 'remote', bytesDone, bytesTotal: 200 },
});
const finished = (path: string, bytesDone: number): EngineEvent => ({
  kind: 'item-finished',
  item: {
    path,
    action: { kind: 'copy', to: 'remote', replaces: false },
    outcome: { kind: 'done' },
    bytes: 100,
  },
  progress: progress(1, bytesDone),
});
const after = (...events: readonly EngineEvent[]): RunView => followRun(NO_RUN, events, 0);

it('counts what is under way, so that one long transfer moves the bar', () => {
  expect(bytesOf(after(started, transfer('a', 50)))).toBe(50);
});

it('counts no byte twice when one transfer ends while another goes on', () => {
  const view = after(started, transfer('a', 100), transfer('b', 40), finished('a', 140));
  expect(view.transfers.map(({ path }) => path)).toEqual(['b']);
  expect(bytesOf(view)).toBe(140);
  expect(bytesOf(followRun(view, [transfer('b', 90)], 0))).toBe(190);
});

it('says nothing of a run of which it has not seen enough', () => {
  expect(bytesOf(after(transfer('a', 100)))).toBeUndefined();
});

it('forgets the run before', () => {
  expect(followRun(after(started, transfer('a', 100)), [started], 0).transfers).toEqual([]);
});

it('keeps the newest failures and counts all of them', () => {
  const failed = (path: string): EngineEvent => ({
    kind: 'item-finished',
    item: {
      path,
      action: { kind: 'copy', to: 'remote', replaces: false },
      outcome: { kind: 'failed', problem: { kind: 'no-space', what: 'Full.', advice: 'Free some.' } },
      bytes: 0,
    },
    progress: progress(1, 0),
  });
  const many = Array.from({ length: 60 }, (_, n) => failed(`file ${n}`));
  const view = after(started, ...many);
  expect(view.failed).toBe(60);
  expect(view.failures).toHaveLength(50);
  expect(view.failures[0]?.path).toBe('file 59');
  expect(followRun(view, [started], 0).failures).toEqual([]);
});

it('draws a stalled run as one whose speed falls to nothing', () => {
  let view = followRun(NO_RUN, [started], 0);
  view = followRun(view, [transfer('a', 100)], 1000);
  for (let ms = 2000; ms <= 9000; ms += 1000) view = tickRun(view, ms);
  expect(view.speeds.points.at(-1)).toEqual({ ms: 9000, speed: 0 });
});
