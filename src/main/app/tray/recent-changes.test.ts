import { describe, expect, it } from 'vitest';
import { NO_OUTCOMES, type ItemOutcome, type RunReport } from '../../../shared/run/run.js';
import { recentChanges } from './recent-changes.js';

function report(profileId: string, finishedMs: number, items: readonly ItemOutcome[]): RunReport {
  return {
    runId: `${profileId}-${finishedMs}`,
    profileId,
    trigger: 'schedule',
    dryRun: false,
    startedMs: 0,
    finishedMs,
    end: { kind: 'finished' },
    counts: NO_OUTCOMES,
    bytes: 0,
    unreached: { items: 0, bytes: 0 },
    items,
  };
}

function done(path: string, action: ItemOutcome['action']): ItemOutcome {
  return { path, action, outcome: { kind: 'done' }, bytes: 0 };
}

const UP = { kind: 'copy', to: 'remote', replaces: false } as const;
const DOWN = { kind: 'copy', to: 'local', replaces: true } as const;

describe('recent changes', () => {
  it('are those of the newest runs, newest first, each item once', () => {
    const changes = recentChanges([
      report('a', 10, [done('old.txt', UP), done('twice.txt', UP)]),
      report('b', 20, [done('gone.txt', { kind: 'delete', on: 'local' }), done('twice.txt', DOWN)]),
      report('a', 30, [done('twice.txt', DOWN)]),
    ]);
    expect(changes.map(({ profileId, path, what, ms }) => `${profileId} ${path} ${what} ${ms}`)).toEqual([
      'a twice.txt downloaded 30',
      'b twice.txt downloaded 20',
      'b gone.txt deleted 20',
      'a old.txt uploaded 10',
    ]);
  });

  it('stay after a run that changed nothing', () => {
    const before = recentChanges([report('a', 10, [done('old.txt', UP)])]);
    expect(recentChanges([report('a', 20, [])], before)).toEqual(before);
    expect(recentChanges([report('a', 10, [done('old.txt', UP)])], before)).toEqual(before);
  });

  it('are ten at the most, without what failed and without folders that were made', () => {
    const many = Array.from({ length: 30 }, (_, n) => done(`f${n}`, UP));
    expect(recentChanges([report('a', 1, many)])).toHaveLength(10);
    const problem = { kind: 'other', what: 'No.', advice: 'No.' } as const;
    const others: readonly ItemOutcome[] = [
      { path: 'x', action: UP, outcome: { kind: 'failed', problem }, bytes: 0 },
      done('folder', { kind: 'create-folder', on: 'remote' }),
    ];
    expect(recentChanges([report('a', 1, others)])).toEqual([]);
  });
});
