import { afterQuiet, nextTimes } from '../../shared/profile/next-times.js';
import type { Schedule } from '../../shared/profile/schedule.js';
import type { RunCause as Cause, WaitsFor } from '../../shared/run/waiting.js';

const MINUTE_MS = 60_000;

/** How long to wait before the first, second … retry of what failed; the last one counts for all that follow. */
const RETRY_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);

const WELL = { failures: 0, refused: false } as const;

export type { Cause };

/** What the computer is like at a moment, as far as schedules care. */
export interface Conditions {
  readonly onBattery: boolean;
  /** Whether the connection to the internet is metered. */
  readonly metered: boolean;
}

/** How an attempt ended. */
export type Attempt =
  /** It ran to its end, and left nothing that a next run could do. */
  | 'done'
  /** It ran, or was stopped, and left something: single files that failed, or what it did not come to. The next run looks at everything. */
  | 'partly'
  /** Something else is under way with the profile, or somebody is looking at its plan: it is tried again soon. */
  | 'busy'
  /** It could not run, for example because the server does not answer. */
  | 'failed'
  /** A person has to do something first, for example enter another password: trying on might lock the user out of the server. */
  | 'refused';

const FROM_BEST: readonly Attempt[] = ['done', 'partly', 'busy', 'failed', 'refused'];

/** What attempts with several pairs of folders come to as one. */
export function worstAttempt(attempts: readonly Attempt[]): Attempt {
  return FROM_BEST.findLast((attempt) => attempts.includes(attempt)) ?? 'done';
}

/** When a profile runs next; every time in milliseconds since 1970 in UTC. */
export interface Upcoming {
  readonly schedule: Schedule;
  /** `undefined` where nothing is to come by itself, until something changes. */
  readonly next: { readonly ms: number; readonly cause: Cause } | undefined;
  /** How many attempts in a row have failed. */
  readonly failures: number;
  /** When the last of these ended. */
  readonly failedMs?: number | undefined;
  /** Nothing is tried, whatever changes, before a person has done something. */
  readonly refused: boolean;
  /** The last attempt came while somebody was at work with the profile. */
  readonly inUse?: boolean | undefined;
}

/**
 * What is to come of a profile that is new, or that somebody has changed. As the application starts, what was missed since `lastMs`, when it ran
 * last, is made up.
 */
export function firstOf(
  schedule: Schedule,
  nowMs: number,
  lastMs: number | undefined,
  starting: boolean,
): Upcoming {
  if (!starting) return { schedule, next: regular(schedule, nowMs), ...WELL };
  const next = schedule.atStart ? at(schedule, nowMs, 'start') : missed(schedule, nowMs, lastMs);
  return { schedule, next, ...WELL };
}

/** Something in the local folder has changed. Changes while it waits already change nothing. */
export function changed(upcoming: Upcoming, nowMs: number): Upcoming {
  const { schedule, next, refused } = upcoming;
  if (!schedule.onChange || refused) return upcoming;
  const soon = at(schedule, nowMs, 'watch');
  return next !== undefined && next.ms <= soon.ms ? upcoming : { ...upcoming, next: soon };
}

/** What a profile waits for has appeared: it is time at once. */
export function placeAppeared(upcoming: Upcoming, nowMs: number): Upcoming {
  return upcoming.refused ? upcoming : { ...upcoming, next: at(upcoming.schedule, nowMs, 'drive') };
}

/** Whether it is time, and nothing keeps it from running. */
export function isDue(upcoming: Upcoming, nowMs: number, conditions: Conditions): boolean {
  const { next } = upcoming;
  return next !== undefined && next.ms <= nowMs && blockedBy(upcoming, nowMs, conditions) === undefined;
}

/**
 * What keeps a run from beginning whose time has come; `undefined` where nothing does, or its time has not come. On battery, or where the connection is
 * metered, a profile that must not run then stays due until that is over; one whose turn comes in quiet hours, after a sleep or a pause, until they end.
 */
export function blockedBy(
  { next, schedule, inUse }: Upcoming,
  nowMs: number,
  { onBattery, metered }: Conditions,
): Exclude<WaitsFor, { readonly kind: 'turn' | 'pause' }> | undefined {
  if (next === undefined) return undefined;
  if (next.ms > nowMs) return inUse === true ? { kind: 'profile' } : undefined;
  const untilMs = afterQuiet(nowMs, schedule.quiet);
  if (untilMs > nowMs) return { kind: 'quiet-hours', untilMs };
  if (onBattery && !schedule.onBattery) return { kind: 'power' };
  return metered && !schedule.onMetered ? { kind: 'unmetered' } : undefined;
}

/** What is to come of a profile whose run somebody has taken off the queue: its next regular time, or the next change. */
export function takenOff({ schedule, failures, failedMs, refused }: Upcoming, nowMs: number): Upcoming {
  return { schedule, next: regular(schedule, nowMs), failures, failedMs, refused };
}

/** When to look next whether it is time; `Infinity` where time alone brings nothing: it is due, or nothing is to come. */
export function wakeMs({ next, schedule }: Upcoming, nowMs: number): number {
  if (next === undefined) return Infinity;
  const ms = afterQuiet(Math.max(next.ms, nowMs), schedule.quiet);
  return ms > nowMs ? ms : Infinity;
}

/**
 * What is to come after an attempt. However many times were missed while the computer slept, they were made up by this one. What failed is tried
 * again with growing pauses, but never later than it would run anyway.
 */
export function afterAttempt(upcoming: Upcoming, cause: Cause, attempt: Attempt, endedMs: number): Upcoming {
  const { schedule } = upcoming;
  const anyway = regular(schedule, endedMs);
  switch (attempt) {
    case 'done':
    case 'partly':
      return { schedule, next: anyway, ...WELL };
    case 'busy':
      return { ...upcoming, next: sooner(at(schedule, endedMs + MINUTE_MS, cause), anyway), inUse: true };
    case 'refused':
      return { schedule, next: undefined, failures: upcoming.failures + 1, refused: true };
    case 'failed': {
      const { failures, failedMs } = upcoming;
      // A change in the folder has it tried before the pause is over. That makes no pause longer.
      const retryMs = failedMs === undefined || failures === 0 ? 0 : failedMs + pauseAfter(failures);
      const since = { ...upcoming, inUse: false };
      if (retryMs > endedMs) return { ...since, next: sooner(at(schedule, retryMs, cause), anyway) };
      const again = at(schedule, endedMs + pauseAfter(failures + 1), cause);
      return { ...since, next: sooner(again, anyway), failures: failures + 1, failedMs: endedMs };
    }
  }
}

/** How long to wait after so many failures in a row, in milliseconds. */
function pauseAfter(failures: number): number {
  return RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? MINUTE_MS;
}

/** What has failed is tried again now, for its reason may be gone; one that was refused is not. */
export function atOnce(upcoming: Upcoming, nowMs: number): Upcoming {
  const { schedule, next, failures, refused } = upcoming;
  if (failures === 0 || refused || next === undefined || next.ms <= nowMs) return upcoming;
  return { ...upcoming, next: at(schedule, nowMs, next.cause) };
}

function regular(schedule: Schedule, nowMs: number): Upcoming['next'] {
  const [ms] = nextTimes(schedule.regular, nowMs, 1);
  return ms === undefined ? undefined : at(schedule, ms, 'schedule');
}

/** The first regular time since it ran last; at once where that is past. */
function missed(schedule: Schedule, nowMs: number, lastMs: number | undefined): Upcoming['next'] {
  const [ms] = nextTimes(schedule.regular, lastMs ?? nowMs, 1);
  return ms === undefined ? undefined : at(schedule, Math.max(ms, nowMs), 'schedule');
}

function at(schedule: Schedule, ms: number, cause: Cause): NonNullable<Upcoming['next']> {
  return { ms: afterQuiet(ms, schedule.quiet), cause };
}

function sooner(one: NonNullable<Upcoming['next']>, other: Upcoming['next']): NonNullable<Upcoming['next']> {
  return other !== undefined && other.ms < one.ms ? other : one;
}
