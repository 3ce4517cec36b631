import type { ProfileId } from '../../shared/profile/profile.js';
import { ANYTHING, NO_CHANGES, together, toLookAt, type Changes } from './changes.js';
import { runsByItself, type Schedule } from '../../shared/profile/schedule.js';
import type { WaitingRun } from '../../shared/run/waiting.js';
import { queued, toFront, waitingRuns, type Queue } from './queue.js';
import {
  afterAttempt,
  atOnce,
  changed,
  firstOf,
  isDue,
  placeAppeared,
  takenOff,
  wakeMs,
  type Attempt,
  type Cause,
  type Conditions,
  type Upcoming,
} from './upcoming.js';

/** A timer further off than this is looked at again: clocks are changed, computers sleep. */
const LONGEST_WAIT_MS = 15 * 60_000;

/** How many profiles run by themselves at once. */
const AT_ONCE = 2;

/** A profile as far as its schedule goes. */
export interface Scheduled {
  readonly id: ProfileId;
  readonly schedule: Schedule;
  readonly localFolder: string;
  /** Its pairs of folders where it has several, by name: what changes in any of them has it run. */
  readonly pairs?: readonly { readonly id: ProfileId; readonly localFolder: string }[] | undefined;
  /** What it calls its own files there: the pattern in the profile. */
  readonly ownNames: string;
  /** When it ran last; milliseconds since 1970 in UTC. */
  readonly lastMs?: number | undefined;
  /** Another one after every change that a person makes to the profile: what was refused is tried again then. */
  readonly version: string;
}

export interface SchedulerParts {
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
  /** Calls back after so many milliseconds; the function returned prevents that. */
  readonly later: (ms: number, call: () => void) => () => void;
  /** Runs a profile; of `changes` no more than these items need be looked at. Never rejects. */
  readonly run: (id: ProfileId, cause: Cause, changes: Changes) => Promise<Attempt>;
  /** Calls back whenever something in its local folders has changed and come to rest; the function returned ends that. */
  readonly watch: (scheduled: Scheduled, changed: (changes: Changes) => void) => () => void;
  readonly conditions: () => Conditions;
  /** Something that `status` or `waiting` tells is another now. */
  readonly onStatus: () => void;
}

/** What a profile is told to do by itself. */
export interface ScheduleStatus {
  /** When it runs next, if it does; milliseconds since 1970 in UTC. */
  readonly nextMs?: number | undefined;
  /** It is its turn, but others run first. */
  readonly waiting: boolean;
  readonly running: boolean;
  /** How many attempts in a row have failed. */
  readonly failures: number;
}

interface ScheduledProfile {
  readonly scheduled: Scheduled;
  readonly upcoming: Upcoming;
  readonly unwatch: (() => void) | undefined;
  /** What has changed in its folder since it was looked at. */
  readonly changes: Changes;
  /** When everything was compared last, and nothing failed; milliseconds since 1970 in UTC. */
  readonly everythingMs: number | undefined;
}

/** Runs profiles when it is time for them: one at a time each, a few at once, never two of the same. */
export class Scheduler {
  readonly #parts: SchedulerParts;
  readonly #profiles = new Map<ProfileId, ScheduledProfile>();
  readonly #running = new Set<ProfileId>();
  #queue: Queue = [];
  #cancelTimer: (() => void) | undefined;
  #pausedUntilMs = 0;
  #started = false;
  #ended = false;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
  }

  /** Takes over the profiles as they are now. The first call counts as the start of the application. */
  update(profiles: readonly Scheduled[]): void {
    if (this.#ended) return;
    const starting = !this.#started;
    this.#started = true;
    const ids = new Set(profiles.map(({ id }) => id));
    for (const id of [...this.#profiles.keys()]) if (!ids.has(id)) this.#drop(id);
    for (const scheduled of profiles) this.#take(scheduled, starting);
    this.check();
  }

  /** Looks whether it is time for something: after a sleep, when power comes back, when the clock was changed. */
  check(): void {
    if (this.#ended) return;
    const now = this.#parts.now();
    if (now >= this.#pausedUntilMs) {
      const conditions = this.#parts.conditions();
      const due = [...this.#idle]
        .filter(([, upcoming]) => isDue(upcoming, now, conditions))
        .map(([id]) => id);
      // Quiet hours may have begun for one that waits for its turn.
      this.#queue = queued(this.#queue, due);
    }
    this.#startNext();
    this.#setTimer();
    this.#parts.onStatus();
  }

  /** A person has reached both sides of a profile: what was refused before is tried again when it is time. */
  worked(id: ProfileId): void {
    const profile = this.#profiles.get(id);
    if (profile?.upcoming.refused !== true) return;
    const { schedule, lastMs } = profile.scheduled;
    this.#set(id, () => firstOf(schedule, this.#parts.now(), lastMs, false));
    this.check();
  }

  /** The network is there again: what has failed for want of it need not wait for its next try. */
  networkIsBack(): void {
    for (const id of this.#profiles.keys()) this.#set(id, (upcoming) => atOnce(upcoming, this.#parts.now()));
    this.check();
  }

  /** The drive or folder that a profile waits for is there. */
  placeAppeared(id: ProfileId): void {
    this.#set(id, (upcoming) => placeAppeared(upcoming, this.#parts.now()));
    this.check();
  }

  /** Nothing runs by itself before this time; what was due then runs afterwards, once. 0 ends the pause. */
  pauseUntil(ms: number): void {
    this.#pausedUntilMs = ms;
    if (ms > this.#parts.now()) this.#queue = [];
    this.check();
  }

  get pausedUntilMs(): number {
    return this.#pausedUntilMs;
  }

  status(id: ProfileId): ScheduleStatus {
    const upcoming = this.#profiles.get(id)?.upcoming;
    const wake = upcoming === undefined ? Infinity : wakeMs(upcoming, this.#parts.now());
    return {
      nextMs: Number.isFinite(wake) ? wake : upcoming?.next?.ms,
      waiting: this.#queue.includes(id),
      running: this.#running.has(id),
      failures: upcoming?.failures ?? 0,
    };
  }

  /** The runs that are due and have not begun, the first to begin first. */
  get waiting(): readonly WaitingRun[] {
    return waitingRuns(this.#queue, this.#idle, this.#parts.now(), {
      ...this.#parts.conditions(),
      pausedUntilMs: this.#pausedUntilMs,
    });
  }

  /** Lets a profile that waits for its turn run before all others that do. */
  runFirst(id: ProfileId): void {
    this.#queue = toFront(this.#queue, id);
    this.check();
  }

  /** Takes a run that waits off the queue: the profile runs at its next time, or after the next change, and looks at all that has changed until then. */
  takeOff(id: ProfileId): void {
    if (this.#running.has(id)) return;
    this.#queue = this.#queue.filter((queued) => queued !== id);
    this.#set(id, (upcoming) => takenOff(upcoming, this.#parts.now()));
    this.check();
  }

  /** Ends all timers and watchers. What runs already is not stopped by this. */
  end(): void {
    this.#ended = true;
    this.#cancelTimer?.();
    this.#queue = [];
    for (const id of [...this.#profiles.keys()]) this.#drop(id);
  }

  /** What is to come of the profiles that do not run just now. */
  get #idle(): ReadonlyMap<ProfileId, Upcoming> {
    const idle = [...this.#profiles].filter(([id]) => !this.#running.has(id));
    return new Map(idle.map(([id, { upcoming }]) => [id, upcoming]));
  }

  #take(scheduled: Scheduled, starting: boolean): void {
    const { id, schedule, lastMs } = scheduled;
    const before = this.#profiles.get(id);
    if (!runsByItself(schedule)) {
      this.#drop(id);
      return;
    }
    const same =
      before !== undefined && JSON.stringify(before.scheduled.schedule) === JSON.stringify(schedule);
    // When it ran last is no sign: the attempt that was refused counts as a run.
    const acted = before?.upcoming.refused === true && scheduled.version !== before.scheduled.version;
    const upcoming =
      same && !acted ? before.upcoming : firstOf(schedule, this.#parts.now(), lastMs, starting);
    if (same && watchedIn(before.scheduled) === watchedIn(scheduled)) {
      this.#profiles.set(id, { ...before, scheduled, upcoming });
      return;
    }
    before?.unwatch?.();
    const unwatch = schedule.onChange
      ? this.#parts.watch(scheduled, (changes) => this.#recordChange(id, changes))
      : undefined;
    this.#profiles.set(id, { scheduled, upcoming, unwatch, changes: ANYTHING, everythingMs: undefined });
  }

  #drop(id: ProfileId): void {
    this.#profiles.get(id)?.unwatch?.();
    this.#profiles.delete(id);
    this.#queue = this.#queue.filter((queued) => queued !== id);
  }

  #recordChange(id: ProfileId, changes: Changes): void {
    const profile = this.#profiles.get(id);
    if (profile === undefined) return;
    const upcoming = changed(profile.upcoming, this.#parts.now());
    this.#profiles.set(id, { ...profile, upcoming, changes: together(profile.changes, changes) });
    this.check();
  }

  #startNext(): void {
    while (this.#running.size < AT_ONCE) {
      const [id, ...rest] = this.#queue;
      if (id === undefined) return;
      this.#queue = rest;
      const profile = this.#profiles.get(id);
      if (profile === undefined) continue;
      const cause = profile.upcoming.next?.cause ?? 'schedule';
      const known = cause === 'watch' ? profile.changes : ANYTHING;
      const changes = toLookAt(known, profile.everythingMs, this.#parts.now());
      // What changes from now on is for the next time.
      this.#profiles.set(id, {
        ...profile,
        upcoming: { ...profile.upcoming, next: undefined },
        changes: NO_CHANGES,
      });
      this.#running.add(id);
      void this.#run(id, cause, changes);
    }
  }

  async #run(id: ProfileId, cause: Cause, changes: Changes): Promise<void> {
    const beganMs = this.#parts.now();
    const attempt = await this.#parts.run(id, cause, changes);
    this.#running.delete(id);
    const now = this.#parts.now();
    this.#noteAttempt(id, attempt, changes, beganMs);
    this.#set(id, (upcoming) => {
      const after = afterAttempt(upcoming, cause, attempt, now);
      // Something has changed while it ran.
      const since = upcoming.next;
      return since === undefined || after.refused || (after.next !== undefined && after.next.ms <= since.ms)
        ? after
        : { ...after, next: since };
    });
    this.check();
  }

  /** What came to nothing is looked at again, with all the rest. */
  #noteAttempt(id: ProfileId, attempt: Attempt, looked: Changes, beganMs: number): void {
    const profile = this.#profiles.get(id);
    if (profile === undefined) return;
    if (attempt !== 'done') this.#profiles.set(id, { ...profile, changes: ANYTHING });
    else if (looked.kind === 'anything') this.#profiles.set(id, { ...profile, everythingMs: beganMs });
  }

  /** After this, changes may have been missed: everything is looked at the next time that something has changed. */
  missedChanges(): void {
    for (const [id, profile] of this.#profiles) this.#profiles.set(id, { ...profile, changes: ANYTHING });
    this.check();
  }

  #set(id: ProfileId, change: (upcoming: Upcoming) => Upcoming): void {
    const profile = this.#profiles.get(id);
    if (profile !== undefined) this.#profiles.set(id, { ...profile, upcoming: change(profile.upcoming) });
  }

  /** One timer, for the soonest. What is due already waits for its turn, or for power. */
  #setTimer(): void {
    this.#cancelTimer?.();
    const now = this.#parts.now();
    const soonest = Math.min(
      ...[...this.#profiles.values()].map(({ upcoming }) => wakeMs(upcoming, now)),
      this.#pausedUntilMs > now ? this.#pausedUntilMs : Infinity,
    );
    if (this.#profiles.size === 0) {
      this.#cancelTimer = undefined;
      return;
    }
    this.#cancelTimer = this.#parts.later(Math.min(soonest - now, LONGEST_WAIT_MS), () => this.check());
  }
}

/** What is watched of a profile, as a text to compare. */
function watchedIn({ localFolder, pairs = [], ownNames }: Scheduled): string {
  return JSON.stringify([ownNames, localFolder, pairs]);
}
