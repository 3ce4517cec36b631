import { isDeepStrictEqual } from 'node:util';
import type { ProfileListing } from '../../../shared/ipc.js';
import { pairsOf } from '../../../shared/profile/pairs.js';
import { draftOf, type ProfileId } from '../../../shared/profile/profile.js';
import { DEFAULT_SCHEDULE, runsByItself } from '../../../shared/profile/schedule.js';
import type { SyncResult } from '../../activity/sync-result.js';
import type { Changes } from '../../schedule/changes.js';
import type { Computer } from '../../schedule/computer.js';
import { MeteredWatch } from '../../schedule/conditions/metered-watch.js';
import { PlaceWatch } from '../../schedule/places/place-watch.js';
import { FolderWatcher } from '../../schedule/folder-watcher.js';
import type { WaitingRun } from '../../../shared/run/waiting.js';
import { Scheduler, type Scheduled, type ScheduleStatus } from '../../schedule/scheduler.js';
import type { Attempt, Cause } from '../../schedule/upcoming.js';
import { byPair, inPair } from '../../schedule/pair-changes.js';
import { isOwnChange } from '../../session/profile/own-change.js';
import type { ProfileService } from '../profiles/profile-service.js';
import { attemptOf, hasChanged, needsSomebody } from './attempt-of.js';

/** What failed is told of once it has failed so often in a row: a server may be away for a moment. */
const FAILURES_BEFORE_NOTICE = 3;

/** How often to look whether there is a network, in milliseconds: nobody tells. */
const NETWORK_MS = 10_000;

export interface ScheduleServiceOptions {
  readonly computer: Computer;
  readonly service: Pick<ProfileService, 'ownerOf' | 'rounds'>;
  /** A run that nobody asked for needs somebody: conflicts or failures are left, or it could not run for a while. */
  readonly onAttention: (id: ProfileId, words: string, result: SyncResult) => void;
  /** A run that nobody asked for went well, and has changed something. */
  readonly onDone: (id: ProfileId, words: string) => void;
  readonly wordsOf: (result: SyncResult) => string;
  readonly onStatus: () => void;
  /** Told which runs are due and have not begun, whenever that has changed. */
  readonly onWaiting: (runs: readonly WaitingRun[]) => void;
  /** Where the application keeps all of its own, as absolute paths: changes there are nobody's. */
  readonly ownPlaces: readonly string[];
  readonly logFailure: (what: string, error: unknown) => void;
}

/** Runs the profiles of the application by themselves: when their schedules say so, and when the computer lets them. */
export class ScheduleService {
  readonly #options: ScheduleServiceOptions;
  /** What was told of a profile last: the same is not told again until it was well in between. */
  readonly #told = new Map<ProfileId, string>();
  #shownWaiting: readonly WaitingRun[] = [];
  readonly #scheduler: Scheduler;
  readonly #line: MeteredWatch;
  readonly #places: PlaceWatch;
  readonly #unfollow: () => void;
  #stopLooking: () => void;
  #online: boolean;
  readonly #check = (): void => this.#scheduler.check();
  /** Not every watcher tells what happened while the computer slept. */
  readonly #wake = (): void => {
    this.#line.askNow();
    this.#scheduler.missedChanges();
  };

  constructor(options: ScheduleServiceOptions) {
    this.#options = options;
    const { computer } = options;
    const { later } = computer;
    this.#online = computer.isOnline();
    this.#scheduler = new Scheduler({
      now: computer.now,
      later,
      run: (id, cause, changes) => this.#run(id, cause, changes),
      watch: (scheduled, changed) => this.#watch(scheduled, changed),
      conditions: () => ({ onBattery: computer.isOnBattery(), metered: this.#line.metered }),
      onStatus: () => {
        this.#publishWaiting();
        options.onStatus();
      },
    });
    this.#places = new PlaceWatch({
      drives: computer.drives,
      later,
      onAppear: (id) => this.#scheduler.placeAppeared(id),
    });
    this.#line = new MeteredWatch({ ask: computer.isMetered, later, onChange: this.#check });
    this.#unfollow = computer.follow(this.#wake, this.#check);
    this.#stopLooking = later(NETWORK_MS, () => this.#lookForNetwork());
  }

  /** Takes over the profiles as they are now. */
  update(listings: readonly ProfileListing[]): void {
    const scheduled = listings.map(scheduledOf);
    this.#line.want(scheduled.some(({ schedule }) => runsByItself(schedule) && !schedule.onMetered));
    this.#places.want(
      new Map(
        scheduled.flatMap(({ id, schedule: { onAppear } }) =>
          onAppear === null ? [] : [[id, onAppear] as const],
        ),
      ),
    );
    this.#scheduler.update(scheduled);
  }

  /** A person has reached both sides of a profile, or entered something else to sign in with. */
  worked(id: ProfileId): void {
    this.#scheduler.worked(id);
  }

  status(id: ProfileId): ScheduleStatus {
    return this.#scheduler.status(id);
  }

  /** The runs that are due and have not begun, the first to begin first. */
  get waiting(): readonly WaitingRun[] {
    return this.#scheduler.waiting;
  }

  /** Lets a profile that waits for its turn run before all others that do. */
  runFirst(id: ProfileId): void {
    this.#scheduler.runFirst(id);
  }

  /** Takes a run that waits off the queue. */
  takeOff(id: ProfileId): void {
    this.#scheduler.takeOff(id);
  }

  /** When the pause ends that somebody asked for; 0, or past, where there is none. */
  get pausedUntilMs(): number {
    return this.#scheduler.pausedUntilMs;
  }

  pauseUntil(ms: number): void {
    this.#scheduler.pauseUntil(ms);
  }

  /** Nothing runs by itself from now on. */
  end(): void {
    this.#unfollow();
    this.#stopLooking();
    this.#line.want(false);
    this.#places.want(new Map());
    this.#scheduler.end();
  }

  #publishWaiting(): void {
    const { waiting } = this.#scheduler;
    if (isDeepStrictEqual(waiting, this.#shownWaiting)) return;
    this.#shownWaiting = waiting;
    this.#options.onWaiting(waiting);
  }

  #lookForNetwork(): void {
    this.#stopLooking = this.#options.computer.later(NETWORK_MS, () => this.#lookForNetwork());
    const online = this.#options.computer.isOnline();
    if (online !== this.#online) this.#line.askNow();
    if (online && !this.#online) this.#scheduler.networkIsBack();
    this.#online = online;
  }

  async #run(id: ProfileId, cause: Cause, changes: Changes): Promise<Attempt> {
    const { service } = this.#options;
    const profile = service.ownerOf(id);
    if (profile === undefined) return 'done';
    const result = await service.rounds.runByItself(
      profile,
      cause === 'start' ? 'schedule' : cause,
      (pairs) => (pairs.length === 1 ? new Map([[id, changes]]) : byPair(pairs, changes)),
    );
    if (result === undefined) return 'busy';
    const attempt = attemptOf(result);
    const failedBefore = this.#scheduler.status(id).failures;
    const told =
      attempt === 'failed'
        ? failedBefore + 1 >= FAILURES_BEFORE_NOTICE
        : attempt === 'refused' || needsSomebody(result);
    if (told) {
      this.#notify(id, result);
    } else if (attempt === 'done' || attempt === 'partly') {
      this.#told.delete(id);
      if (hasChanged(result)) this.#options.onDone(id, this.#options.wordsOf(result));
    }
    return attempt;
  }

  #notify(id: ProfileId, result: SyncResult): void {
    const words = this.#options.wordsOf(result);
    if (this.#told.get(id) === words) return;
    this.#told.set(id, words);
    this.#options.onAttention(id, words, result);
  }

  #watch(scheduled: Scheduled, changed: (changes: Changes) => void): () => void {
    const { id, localFolder, pairs = [{ id, localFolder }], ownNames } = scheduled;
    const { ownPlaces, logFailure } = this.#options;
    const watchers = pairs.map(
      (pair) =>
        new FolderWatcher(pair.localFolder, {
          changed: (changes) => changed(pairs.length === 1 ? changes : inPair(pair.id, changes)),
          ignored: isOwnChange(pair.localFolder, ownNames, ownPlaces),
          failed: (error) => logFailure(`“${pair.localFolder}” cannot be watched for changes`, error),
        }),
    );
    return () => {
      for (const watcher of watchers) void watcher.end();
    };
  }
}

function scheduledOf({ profile, last }: ProfileListing): Scheduled {
  const { id, localFolder, schedule, options } = profile;
  const pairs = pairsOf(profile).map((pair) => ({ id: pair.id, localFolder: pair.localFolder }));
  return {
    id,
    localFolder,
    ...(pairs.length > 1 && { pairs }),
    ownNames: options.ownNames,
    schedule: schedule ?? DEFAULT_SCHEDULE,
    lastMs: last?.ms,
    // Without the place in the list.
    version: JSON.stringify(draftOf(profile)),
  };
}
