import { describe, expect, it } from 'vitest';
import { NO_OUTCOMES, type ItemOutcome, type RunReport } from '../../../shared/run/run.js';
import { retryable } from './retryable.js';

const problem = { kind: 'no-space', what: 'Full.', advice: 'Free some.' } as const;
const copy = { kind: 'copy', to: 'remote', replaces: false } as const;
const item = (path: string, rest: Partial<ItemOutcome> = {}): ItemOutcome => ({
  path,
  action: copy,
  outcome: { kind: 'failed', problem },
  bytes: 0,
  ...rest,
});
const report: RunReport = {
  runId: 'r',
  profileId: 'p',
  trigger: 'window',
  dryRun: false,
  startedMs: 0,
  finishedMs: 1,
  end: { kind: 'finished' },
  counts: NO_OUTCOMES,
  bytes: 0,
  unreached: { items: 0, bytes: 0 },
  items: [
    item('failed'),
    item('skipped', { outcome: { kind: 'skipped', problem } }),
    item('done', { outcome: { kind: 'done' } }),
    item('conflict', { action: { kind: 'conflict', conflict: 'first-meeting' } }),
    item('other'),
  ],
};
const ASKED = ['failed', 'skipped', 'done', 'conflict', 'unknown'];

describe('what can be retried of a run', () => {
  it('is what was asked for and did not come to a good end, with what was planned for it', () => {
    expect([...retryable(report, ASKED)]).toEqual([
      ['failed', copy],
      ['skipped', copy],
    ]);
  });

  it.each<[string, RunReport | undefined]>([
    ['no run', undefined],
    ['a dry run', { ...report, dryRun: true }],
    ['an undo', { ...report, undoes: 'q' }],
    ['a restore', { ...report, restores: 'a' }],
  ])('is nothing of %s', (_what, of) => {
    expect(retryable(of, ASKED).size).toBe(0);
  });
});
