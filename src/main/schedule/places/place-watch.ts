import { stat } from 'node:fs/promises';
import type { ProfileId } from '../../../shared/profile/profile.js';
import type { AppearingPlace } from '../../../shared/profile/schedule.js';
import { appeared, keyOf, type Seen } from './appearing.js';
import type { Drives } from './drive-labels.js';

/** How often to look, in milliseconds: no system tells of both drives and folders. */
const LOOK_EVERY_MS = 5_000;

export interface PlaceWatchParts {
  readonly drives: Drives;
  /** Calls back after so many milliseconds; the function returned prevents that. */
  readonly later: (ms: number, call: () => void) => () => void;
  /** What a profile waits for is there, and was not before. */
  readonly onAppear: (id: ProfileId) => void;
}

/** Looks every few seconds for the drives and folders that profiles wait for; where none waits, it does nothing. */
export class PlaceWatch {
  readonly #parts: PlaceWatchParts;
  #wanted: ReadonlyMap<ProfileId, AppearingPlace> = new Map();
  #seen: Seen = new Map();
  #looking = false;
  #cancel: (() => void) | undefined;

  constructor(parts: PlaceWatchParts) {
    this.#parts = parts;
  }

  /** What each profile waits for from now on. */
  want(places: ReadonlyMap<ProfileId, AppearingPlace>): void {
    this.#wanted = places;
    if (places.size === 0) {
      this.#cancel?.();
      this.#cancel = undefined;
      this.#seen = new Map();
    } else if (!this.#looking && (this.#cancel === undefined || this.#isNew)) {
      this.#cancel?.();
      void this.#look();
    }
  }

  /** Whether somebody waits for a place that was not looked at yet: only what was seen to be away can appear. */
  get #isNew(): boolean {
    return [...this.#wanted.values()].some((place) => !this.#seen.has(keyOf(place)));
  }

  async #look(): Promise<void> {
    this.#looking = true;
    this.#cancel = undefined;
    const wanted = this.#wanted;
    const now = await this.#lookFor([...wanted.values()]);
    this.#looking = false;
    const here = new Set(appeared(this.#seen, now));
    this.#seen = now;
    if (this.#wanted.size === 0) return;
    if (this.#isNew) void this.#look();
    else this.#cancel = this.#parts.later(LOOK_EVERY_MS, () => void this.#look());
    for (const [id, place] of this.#wanted) if (here.has(keyOf(place))) this.#parts.onAppear(id);
  }

  async #lookFor(places: readonly AppearingPlace[]): Promise<Seen> {
    const volumes = places.some(({ kind }) => kind === 'volume');
    const labels = volumes ? await this.#parts.drives.labels() : new Set<string>();
    const there = async (place: AppearingPlace): Promise<boolean> =>
      place.kind === 'volume' ? labels.has(place.label) : isFolder(place.path);
    return new Map(
      await Promise.all(places.map(async (place) => [keyOf(place), await there(place)] as const)),
    );
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}
