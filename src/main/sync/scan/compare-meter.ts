import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { Problem } from '../../../shared/problem.js';
import { ON_SIDE } from '../base/side-labels.js';

/** How much one comparison takes in before it is held to have no end. */
export interface CompareBounds {
  /** Files and folders in all. */
  readonly entries: number;
  /** Characters of all their paths, those of each side counted. */
  readonly pathLetters: number;
  /** How many folders may lie in one another. */
  readonly depth: number;
  /** How long, in milliseconds, listings may be under way without anything coming. */
  readonly stillMs: number;
}

/** More than anybody keeps in sync at once, and less than fills the memory. */
export const COMPARE_AT_MOST: CompareBounds = {
  entries: 3_000_000,
  pathLetters: 2 ** 30,
  depth: 500,
  stillMs: 30 * 60_000,
};

/** How many more entries have to arrive before they are told of. */
const REPORTED_EVERY = 100;

const LOOKED_AFTER_MS = 10_000;

/** One listing while it arrives. */
export interface ListingUnderWay {
  /** So many entries have come so far, and not been handed over yet. */
  readonly seen: (entries: number) => void;
  readonly took: (names: readonly { readonly name: string }[]) => void;
  readonly end: () => void;
}

/** Counts the entries that the listings of one comparison return, and stops it where there is no end to them. */
export class CompareMeter {
  readonly #bounds: CompareBounds;
  readonly #report: (arriving: number) => void;
  readonly #over = new AbortController();
  readonly #watch: NodeJS.Timeout;
  #problem: Problem | undefined;
  #decided = 0;
  #arriving = 0;
  #reported = 0;
  #letters = 0;
  #listings = 0;
  #busy = 0;
  #movedMs = performance.now();

  /** `tell` gets how many entries of listings under way have come. */
  constructor(bounds: CompareBounds, report: (arriving: number) => void) {
    this.#bounds = bounds;
    this.#report = report;
    this.#watch = setInterval(() => this.#look(), Math.min(LOOKED_AFTER_MS, bounds.stillMs)).unref();
  }

  /** Aborted as soon as it is too much. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Why it was stopped; `undefined` as long as it was not. */
  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** Entries of listings that are still under way. */
  get arriving(): number {
    return this.#arriving;
  }

  /** Why a folder is not looked into; `undefined` where it may be. */
  tooDeep(folder: ItemPath): Problem | undefined {
    if (folder.split('/').length <= this.#bounds.depth) return undefined;
    return {
      kind: 'listing-incomplete',
      what: `More than ${this.#bounds.depth} folders are nested, seemingly without end. Anything deeper was skipped.`,
      advice: 'Exclude the top one with a filter, or remove the link that leads back to a folder above.',
      path: folder,
    };
  }

  /** A listing begins. */
  begin(side: Side, folder: ItemPath): ListingUnderWay {
    let seen = 0;
    let taken = 0;
    this.#listings += 1;
    this.#moved();
    const grow = (entries: number): void => {
      if (entries <= seen) return;
      this.#arriving += entries - seen;
      seen = entries;
      this.#moved();
      this.#check(side, folder);
      if (this.#arriving - this.#reported < REPORTED_EVERY) return;
      this.#reported = this.#arriving;
      this.#report(this.#arriving);
    };
    return {
      seen: grow,
      took: (names) => {
        taken += names.length;
        for (const { name } of names) this.#letters += folder.length + 1 + name.length;
        grow(taken);
      },
      end: () => {
        this.#listings -= 1;
        this.#arriving -= seen;
        this.#reported = Math.min(this.#reported, this.#arriving);
        this.#moved();
      },
    };
  }

  /** How many files and folders have been decided upon. */
  decided(items: number): void {
    this.#decided = items;
    this.#moved();
  }

  /** Does something that takes its time although nothing is listed meanwhile. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work;
    } finally {
      this.#busy -= 1;
      this.#moved();
    }
  }

  close(): void {
    clearInterval(this.#watch);
  }

  #check(side: Side, folder: ItemPath): void {
    const { entries, pathLetters } = this.#bounds;
    if (this.#decided + this.#arriving > entries) {
      this.#stop(endless(side, folder, `after ${entries.toLocaleString('en')} files and folders`));
    } else if (this.#letters > pathLetters) {
      this.#stop(endless(side, folder, 'or its names are too long to keep'));
    }
  }

  #moved(): void {
    this.#movedMs = performance.now();
  }

  #look(): void {
    if (this.#listings === 0 || this.#busy > 0) this.#moved();
    if (performance.now() - this.#movedMs < this.#bounds.stillMs) return;
    this.#stop({
      kind: 'timed-out',
      what: `Nothing has been listed for ${Math.round(this.#bounds.stillMs / 60_000)} minutes, so the comparison was stopped. Nothing was changed.`,
      advice: 'Check the connection, then compare again.',
    });
  }

  #stop(problem: Problem): void {
    this.#problem ??= problem;
    this.#over.abort();
  }
}

function endless(side: Side, folder: ItemPath, because: string): Problem {
  const where = folder === '' ? 'The folder' : `“${folder}”`;
  return {
    kind: 'listing-incomplete',
    what: `${where} ${ON_SIDE[side]} seems to have no end: the comparison was stopped ${because}. Nothing was changed.`,
    advice: 'Exclude what you don’t need with a filter, or sync smaller folders one by one.',
    side,
    path: folder,
  };
}
