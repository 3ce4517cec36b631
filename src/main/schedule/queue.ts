import type { ProfileId } from '../../shared/profile/profile.js';
import type { WaitingRun } from '../../shared/run/waiting.js';
import { blockedBy, type Conditions, type Upcoming } from './upcoming.js';

/** Whose turn it is, the first to run first. */
export type Queue = readonly ProfileId[];

/** The queue once these profiles are due: those that waited keep their places, the others stand behind them; who is not due any more goes. */
export function queued(queue: Queue, due: readonly ProfileId[]): Queue {
  const waiting = queue.filter((id) => due.includes(id));
  return [...waiting, ...due.filter((id) => !waiting.includes(id))];
}

/** The queue with a profile in front that stands in it. */
export function toFront(queue: Queue, id: ProfileId): Queue {
  return queue.includes(id) ? [id, ...queue.filter((one) => one !== id)] : queue;
}

/**
 * The runs that wait, in the order in which they will begin: those in the queue, then those that something else keeps, the longest due first. `upcoming`
 * is of the profiles that do not run just now.
 */
export function waitingRuns(
  queue: Queue,
  upcoming: ReadonlyMap<ProfileId, Upcoming>,
  nowMs: number,
  conditions: Conditions & { readonly pausedUntilMs: number },
): readonly WaitingRun[] {
  const { pausedUntilMs } = conditions;
  const inTurn = queue.flatMap((profileId): readonly WaitingRun[] => {
    const cause = upcoming.get(profileId)?.next?.cause;
    return cause === undefined ? [] : [{ profileId, cause, waitsFor: { kind: 'turn' } }];
  });
  const blocked = [...upcoming]
    .filter(([id]) => !queue.includes(id))
    .toSorted(([, one], [, other]) => (one.next?.ms ?? 0) - (other.next?.ms ?? 0))
    .flatMap(([profileId, one]): readonly WaitingRun[] => {
      if (one.next === undefined) return [];
      const paused = pausedUntilMs > nowMs && one.next.ms <= nowMs;
      const waitsFor = paused
        ? ({ kind: 'pause', untilMs: pausedUntilMs } as const)
        : blockedBy(one, nowMs, conditions);
      return waitsFor === undefined ? [] : [{ profileId, cause: one.next.cause, waitsFor }];
    });
  return [...inTurn, ...blocked];
}
