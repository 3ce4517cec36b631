import { assertNever } from '../assert-never.js';
import { formatUntil } from '../format/time.js';
import type { ProfileId } from '../profile/profile.js';

/** What makes a profile run by itself. */
export type RunCause = 'schedule' | 'watch' | 'start' | 'drive';

/** What keeps a run that is due from beginning; every time in milliseconds since 1970 in UTC. */
export type WaitsFor =
  /** Others run first. */
  | { readonly kind: 'turn' }
  /** The computer is on battery. */
  | { readonly kind: 'power' }
  /** The connection is metered. */
  | { readonly kind: 'unmetered' }
  /** Somebody has paused all schedules. */
  | { readonly kind: 'pause'; readonly untilMs: number }
  | { readonly kind: 'quiet-hours'; readonly untilMs: number }
  /** Something else is under way with the profile, or somebody looks at its plan. */
  | { readonly kind: 'profile' };

/** A run that nobody asked for, which is due and has not begun. */
export interface WaitingRun {
  readonly profileId: ProfileId;
  readonly cause: RunCause;
  readonly waitsFor: WaitsFor;
}

/** What is said of runs that wait, in the window and in the tray. */
export const waitingText = {
  /** Why a run waits, in a few words below or behind the name of its profile. */
  waitsFor: (waitsFor: WaitsFor, nowMs: number): string => {
    switch (waitsFor.kind) {
      case 'turn':
        return 'Waiting for its turn';
      case 'power':
        return 'Waiting for mains power';
      case 'unmetered':
        return 'Waiting for an unmetered connection';
      case 'pause':
        return `Paused until ${formatUntil(waitsFor.untilMs, nowMs)}`;
      case 'quiet-hours':
        return `Waiting until ${formatUntil(waitsFor.untilMs, nowMs)}`;
      case 'profile':
        return 'Waiting until you are done with its plan';
      default:
        return assertNever(waitsFor);
    }
  },
  cause: (cause: RunCause): string => CAUSES[cause],
} as const;

const CAUSES: Readonly<Record<RunCause, string>> = {
  schedule: 'scheduled',
  watch: 'a local file changed',
  start: 'Evenkeel started',
  drive: 'its drive or folder appeared',
};
