import type { Problem } from '../../../shared/problem.js';
import type { Profile } from '../../../shared/profile/profile.js';
import type { OutcomeCounts, RunEnd, RunTrigger } from '../../../shared/run/run.js';
import type { SyncResult } from '../../activity/sync-result.js';

/** What a webhook is sent. Properties may be added; none is removed or changes its meaning. */
export interface Message {
  readonly version: 1;
  readonly event: 'needs-attention' | 'test';
  /** In ISO 8601, UTC. */
  readonly time: string;
  readonly profile: { readonly id: string; readonly name: string };
  /** The same in a sentence or two. */
  readonly summary: string;
  /** Present where it ran. */
  readonly run?: {
    readonly id: string;
    readonly trigger: RunTrigger;
    readonly result: 'finished' | 'stopped' | 'failed';
    readonly startedAt: string;
    readonly finishedAt: string;
    readonly counts: Pick<OutcomeCounts, 'done' | 'failed' | 'skipped' | 'conflicts'>;
    /** Bytes transferred. */
    readonly bytes: number;
  };
  /** Present where it could not run, or not go on. */
  readonly problem?: Pick<Problem, 'kind' | 'what' | 'advice'>;
}

const RESULTS: Readonly<Record<RunEnd['kind'], 'finished' | 'stopped' | 'failed'>> = {
  finished: 'finished',
  stopped: 'stopped',
  'broken-off': 'failed',
};

/** What is told of a run that needs attention. */
export function messageOf(
  { id, name }: Pick<Profile, 'id' | 'name'>,
  result: SyncResult,
  summary: string,
  nowMs: number,
): Message {
  const message = {
    version: 1,
    event: 'needs-attention',
    time: isoOf(nowMs),
    profile: { id, name },
    summary,
  } as const;
  switch (result.kind) {
    case 'shown':
      return message;
    case 'not-run':
      return { ...message, problem: told(result.problem) };
    case 'ran': {
      const { runId, trigger, end, startedMs, finishedMs, bytes } = result.report;
      const { done, failed, skipped, conflicts } = result.report.counts;
      const run = {
        id: runId,
        trigger,
        result: RESULTS[end.kind],
        startedAt: isoOf(startedMs),
        finishedAt: isoOf(finishedMs),
        counts: { done, failed, skipped, conflicts },
        bytes,
      };
      return end.kind === 'broken-off'
        ? { ...message, run, problem: told(end.problem) }
        : { ...message, run };
    }
  }
}

/** What is sent to see whether it arrives. */
export function testMessage(summary: string, nowMs: number): Message {
  return { version: 1, event: 'test', time: isoOf(nowMs), profile: { id: 'test', name: 'Test' }, summary };
}

// What a server said, and which certificate it has, are for whoever sits at this computer.
function told({ kind, what, advice }: Problem): Pick<Problem, 'kind' | 'what' | 'advice'> {
  return { kind, what, advice };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
