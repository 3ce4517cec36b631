import type { ProfileId } from '../../../shared/profile/profile.js';
import type { Activity } from '../../../shared/run/activity.js';
import type { Settings } from '../../../shared/settings.js';
import type { SyncResult } from '../../activity/sync-result.js';
import { notify } from './notify.js';
import { isNotified, syncWords } from './sync-notifications.js';

export interface RunNoticesParts {
  /** What people call the profile, or the profile of a pair of folders. */
  readonly nameOf: (id: ProfileId) => string;
  /** Shows the profile, or the pair of folders, that a notification is about. */
  readonly show: (id: ProfileId) => void;
  /** Whether the pairs of its profile are being gone through: all are told of at once when the last has ended. */
  readonly isInRound: (id: ProfileId) => boolean;
  /** Whether somebody is looking at the window, or it is closing. */
  readonly isSeen: () => boolean;
  readonly wanted: () => Settings['notifications'];
  readonly log: (what: string) => void;
}

/** Tells of runs by notifications of the system, as far as the settings want them. */
export class RunNotices {
  readonly #parts: RunNoticesParts;

  constructor(parts: RunNoticesParts) {
    this.#parts = parts;
  }

  /** A run that nobody asked for needs somebody. */
  attention(id: ProfileId, words: string): void {
    if (this.#parts.wanted() !== 'none') this.#notify(id, words);
  }

  /** A run that nobody asked for went well. */
  done(id: ProfileId, words: string): void {
    if (this.#parts.wanted() === 'all') this.#notify(id, words);
  }

  /** What *Sync now* came to. */
  synced(id: ProfileId, result: SyncResult): void {
    if (isNotified(result, this.#parts.wanted())) this.#notify(id, syncWords(result));
  }

  /** The end of a run that somebody started in the window and no longer looks at. */
  changed(id: ProfileId, activity: Activity): void {
    if (activity.kind !== 'ran' || activity.report.trigger !== 'window' || this.#parts.isInRound(id)) return;
    this.ranInWindow(id, { kind: 'ran', report: activity.report });
  }

  /** The same, of several pairs of folders together. */
  ranInWindow(id: ProfileId, result: SyncResult): void {
    if (result.kind !== 'ran' || result.report.end.kind === 'stopped' || this.#parts.isSeen()) return;
    this.synced(id, result);
  }

  #notify(id: ProfileId, words: string): void {
    const { nameOf, show, log } = this.#parts;
    notify(nameOf(id), words, () => show(id), log);
  }
}
