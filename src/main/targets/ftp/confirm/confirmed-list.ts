import { throwIfStopped } from '../../../../shared/problem-error.js';
import type { Listed, OnRecord } from '../../target.js';
import type { Learned } from '../session/learned.js';
import { isAsExpected, type Confirmation } from './confirmation.js';
import type { Confirmer } from './confirmer.js';

/** How often STAT has to say something else than a listing before it is not relied on any more. */
const BELIEVED_AFTER = 2;

/** A folder, and both ways of finding out what it holds. */
export interface Asked {
  /** Its absolute path, in wire form. */
  readonly folder: string;
  readonly expected: OnRecord;
  /** The same with names as `list` tells them. */
  readonly recorded: OnRecord;
  readonly signal: AbortSignal;
  /** Lists it. Rejects as the listing does. */
  readonly list: () => Promise<readonly Listed[]>;
}

/** What a folder holds, and whether that was confirmed in place of being listed: then names are in wire form. */
export interface Found {
  readonly listed: readonly Listed[];
  readonly confirmed: boolean;
  /** What the server told of its files while it was confirmed, in wire form. */
  readonly told?: readonly Listed[] | undefined;
}

/**
 * Confirms what is on record of folders instead of listing them, as far as the server can be relied on for that. It is tried on one folder that
 * is listed as well: only where both say the same, others are confirmed alone. One folder of which STAT says something else than a listing
 * ends it for that server, for good, once that has happened twice.
 */
export class ConfirmedList {
  readonly #confirmer: Confirmer;
  readonly #learned: Learned;
  readonly #learn: (confirms: boolean) => void;
  #trial: Promise<void> | undefined;
  #contradictions = 0;

  /** `learn` is told what has been found out of the server. */
  constructor(confirmer: Confirmer, learned: Learned, learn: (confirms: boolean) => void) {
    this.#confirmer = confirmer;
    this.#learned = learned;
    this.#learn = learn;
  }

  /** What the folder holds. Rejects as its listing does. */
  async find(asked: Asked): Promise<Found> {
    while (this.#mayAsk(asked) && this.#learned.confirms === 'untried') {
      // One after the other: what the first one finds out saves the others the listing.
      if (this.#trial === undefined) return await this.#try(asked);
      await this.#trial;
    }
    if (!this.#mayAsk(asked)) return { listed: await asked.list(), confirmed: false };
    const confirmation = await this.#ask(asked);
    if (confirmation?.kind === 'same') {
      return { listed: confirmation.listed, confirmed: true, told: confirmation.told };
    }
    const listed = withTimes(await asked.list(), confirmation, asked);
    if (confirmation?.kind === 'other' && isAsExpected(listed, asked.recorded))
      this.#contradicted(confirmation);
    return { listed, confirmed: false };
  }

  #mayAsk({ folder, expected }: Asked): boolean {
    const { single, confirms } = this.#learned;
    return !single && confirms !== 'no' && this.#confirmer.canAsk(folder, expected);
  }

  async #try(asked: Asked): Promise<Found> {
    const over = Promise.withResolvers<undefined>();
    this.#trial = over.promise;
    try {
      const [confirmation, shown] = await Promise.all([this.#ask(asked), asked.list()]);
      const listed = withTimes(shown, confirmation, asked);
      if (confirmation !== undefined) this.#judge(confirmation, isAsExpected(listed, asked.recorded), asked);
      return { listed, confirmed: false };
    } finally {
      this.#trial = undefined;
      over.resolve(undefined);
    }
  }

  #judge(confirmation: Confirmation, unchanged: boolean, { expected }: Asked): void {
    switch (confirmation.kind) {
      case 'same':
        // An empty folder proves little of how a server lists.
        if (!unchanged) this.#conclude('no');
        else if (expected.entries.size > 0) this.#conclude('yes');
        break;
      case 'other':
        if (unchanged) this.#contradicted(confirmation);
        break;
      case 'no-listing':
        this.#conclude('no');
        break;
    }
  }

  /**
   * A listing has shown what is on record, and STAT something else. What it shows of single files, or not for certain, may well have another reason;
   * and once, somebody may have changed the folder between the two.
   */
  #contradicted({ what }: Extract<Confirmation, { kind: 'other' }>): void {
    if (what !== 'listing') return;
    this.#contradictions += 1;
    if (this.#contradictions >= BELIEVED_AFTER) this.#conclude('no');
  }

  #conclude(confirms: 'yes' | 'no'): void {
    if (this.#learned.confirms === confirms) return;
    this.#learned.confirms = confirms;
    this.#learn(confirms === 'yes');
  }

  /** `undefined` where the connection broke: then the listing tells what is wrong. */
  async #ask({ folder, expected, signal }: Asked): Promise<Confirmation | undefined> {
    try {
      return await this.#confirmer.ask(folder, expected, signal);
    } catch {
      throwIfStopped(signal);
      return undefined;
    }
  }
}

/** A listing with the times that were told more finely: what they show, a coarse listing must not hide again (S10). */
function withTimes(
  listed: readonly Listed[],
  confirmation: Confirmation | undefined,
  { expected, recorded }: Asked,
): readonly Listed[] {
  if (confirmation?.kind !== 'other' || confirmation.times.size === 0) return listed;
  const { times } = confirmation;
  const wire = [...expected.entries.keys()];
  const told = new Map(
    [...recorded.entries.keys()].map((name, index) => [name, times.get(wire[index] ?? '')]),
  );
  return listed.map(({ name, entry }) => {
    const modified = told.get(name);
    if (entry.kind !== 'file' || modified === undefined) return { name, entry };
    const isFiner = modified.precisionMs < (entry.modified?.precisionMs ?? Infinity);
    return { name, entry: isFiner ? { ...entry, modified } : entry };
  });
}
