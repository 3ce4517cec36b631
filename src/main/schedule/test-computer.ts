import { DEFAULT_SCHEDULE, type Schedule } from '../../shared/profile/schedule.js';
import { ANYTHING, type Changes } from './changes.js';
import { Scheduler, type Scheduled } from './scheduler.js';
import type { Attempt, Cause } from './upcoming.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A computer whose time passes only when it is told to. */
export class Computer {
  now = new Date(2026, 0, 2, 12).getTime();
  onBattery = false;
  metered = false;
  readonly ran: string[] = [];
  attempt: (id: string) => Attempt | Promise<Attempt> = () => 'done';
  readonly watched = new Map<string, (changes?: Changes) => void>();
  /** What each run had to look at. */
  readonly looked: Changes[] = [];
  readonly ownNames: string[] = [];
  timers = new Set<{ readonly ms: number; readonly call: () => void }>();
  readonly scheduler = new Scheduler({
    now: () => this.now,
    later: (ms, call) => {
      const timer = { ms: this.now + ms, call };
      this.timers.add(timer);
      return () => void this.timers.delete(timer);
    },
    run: async (id, cause: Cause, changes) => {
      this.looked.push(changes);
      this.ran.push(`${id} ${cause} ${this.#clock()}`);
      return this.attempt(id);
    },
    watch: ({ localFolder, ownNames }, changed) => {
      this.watched.set(localFolder, (changes = ANYTHING) => changed(changes));
      this.ownNames.push(ownNames);
      return () => void this.watched.delete(localFolder);
    },
    conditions: () => ({ onBattery: this.onBattery, metered: this.metered }),
    onStatus: () => undefined,
  });

  /** Time passes, and every timer fires when it is its time. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      await settle();
      const next = [...this.timers].sort((one, other) => one.ms - other.ms)[0];
      if (next === undefined || next.ms > end) break;
      this.timers.delete(next);
      this.now = Math.max(this.now, next.ms);
      next.call();
    }
    this.now = end;
    await settle();
  }

  /** The computer sleeps: time passes, timers do not fire. */
  async sleep(ms: number): Promise<void> {
    this.now += ms;
    this.scheduler.check();
    await settle();
  }

  #clock(): string {
    const date = new Date(this.now);
    return `${date.getDate()}. ${date.toTimeString().slice(0, 5)}`;
  }
}

/** Lets everything that is ready go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

/** A profile with this schedule. */
export function profile(id: string, schedule: Partial<Schedule>): Scheduled {
  return {
    id,
    localFolder: `/${id}`,
    ownNames: '.evenkeel-*',
    version: '',
    schedule: { ...DEFAULT_SCHEDULE, ...schedule },
  };
}

export const everyHalfHour = { regular: { kind: 'every', minutes: 30 } } as const;
