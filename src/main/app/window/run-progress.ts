import type { ProfileId } from '../../../shared/profile/profile.js';
import type { Activity } from '../../../shared/run/activity.js';
import type { EngineEvent, RunProgress } from '../../../shared/run/run.js';
import { runText } from '../../../shared/run/text.js';
import {
  followTransfers,
  NOTHING_TRANSFERRED,
  transferredBytes,
  type Transferred,
} from '../../../shared/run/transferred.js';

/** How far all runs together have come, for the title of the window, the taskbar and the dock. */
export interface WindowProgress {
  readonly title: string;
  /** 0 to 1; absent while nothing runs. */
  readonly share?: number | undefined;
  readonly paused: boolean;
}

/** A run under way. */
export interface FollowedRun extends Transferred {
  readonly name: string;
  readonly progress: RunProgress;
  readonly paused: boolean;
}

export const NO_PROGRESS: WindowProgress = { title: 'Evenkeel', paused: false };

/** How often the window's title and the taskbar change at most, in milliseconds. */
const EVERY_MS = 500;

/** What the window shows of these runs. */
export function progressOf(runs: readonly FollowedRun[]): WindowProgress {
  const [first] = runs;
  if (first === undefined) return NO_PROGRESS;
  const share = runs.reduce((sum, run) => sum + shareOf(run), 0) / runs.length;
  const paused = runs.every((run) => run.paused);
  const name = runs.length === 1 ? first.name : undefined;
  return { title: runText.windowTitle(Math.floor(share * 100), runs.length, name), share, paused };
}

function shareOf({ progress, ...transferred }: FollowedRun): number {
  const { itemsDone, itemsTotal, bytesDone, bytesTotal } = progress;
  if (bytesTotal === 0) return itemsTotal === 0 ? 0 : itemsDone / itemsTotal;
  return Math.min(1, (transferredBytes(transferred) ?? bytesDone) / bytesTotal);
}

/** Follows all runs that change something, and shows how far they have come on the window. */
export class RunProgressDisplay {
  readonly #nameOf: (id: ProfileId) => string;
  readonly #show: (progress: WindowProgress) => void;
  readonly #runs = new Map<ProfileId, FollowedRun>();
  #timer: NodeJS.Timeout | undefined;

  constructor(nameOf: (id: ProfileId) => string, show: (progress: WindowProgress) => void) {
    this.#nameOf = nameOf;
    this.#show = show;
  }

  /** Takes in what is going on with a profile. */
  onActivity(id: ProfileId, activity: Activity): void {
    if (activity.kind === 'running' && !activity.dryRun) {
      const known = this.#runs.get(id) ?? NOTHING_TRANSFERRED;
      const { progress, pace } = activity;
      this.#runs.set(id, { ...known, name: this.#nameOf(id), progress, paused: pace.paused });
    } else if (!this.#runs.delete(id)) return;
    this.#showNow();
  }

  /** Takes in what the engine tells of it. */
  onEvents(id: ProfileId, events: readonly EngineEvent[]): void {
    const run = this.#runs.get(id);
    if (run === undefined) return;
    const transferred = events.reduce<Transferred>(followTransfers, run);
    const progress = events.reduce(
      (last, event) => ('progress' in event && event.kind !== 'scan-progress' ? event.progress : last),
      run.progress,
    );
    this.#runs.set(id, { ...run, ...transferred, progress });
    this.#timer ??= setTimeout(() => this.#showNow(), EVERY_MS);
  }

  #showNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#show(progressOf([...this.#runs.values()]));
  }
}
