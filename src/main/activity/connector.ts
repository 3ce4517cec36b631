import { ProblemError } from '../../shared/problem-error.js';
import type { Problem } from '../../shared/problem.js';
import type { Profile, KeptSecret } from '../../shared/profile/profile.js';
import { withBothSides, type BothSides } from '../session/both-sides.js';
import type { Surroundings } from './dependencies.js';
import { pairOf } from '../session/pair.js';
import { SecretsOnHand, type Offer } from './secrets-on-hand.js';
import { accountedFor, type Beginning } from '../session/unbegun.js';

interface Connecting {
  readonly signal: AbortSignal;
  /** The run that this is part of: it is entered into the history where it cannot even begin. */
  readonly attempt?: Beginning | undefined;
  /** Why it does not begin, known before anything is connected. */
  readonly refusal?: Problem | undefined;
}

/** Connects both sides of a profile for a piece of work, with the secrets there are. */
export class Connector {
  readonly #surroundings: Surroundings;
  readonly #secrets: SecretsOnHand;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#secrets = new SecretsOnHand(surroundings);
  }

  /** Takes a secret that somebody has entered for the next connection. */
  offer(offer: Offer): void {
    this.#secrets.offer(offer);
  }

  /** Lets `work` use both sides. Rejects with a `ProblemError` for what could not be reached, and as `work` does. */
  connect<T>(
    profile: Profile,
    { signal, attempt, refusal }: Connecting,
    work: (sides: BothSides) => Promise<T>,
  ): Promise<T> {
    const { stateFile, ownPlaces, logFailure } = this.#surroundings;
    const file = stateFile(profile.id);
    const secret = (kind: KeptSecret): Promise<string> => this.#secrets.secretOf(profile, kind);
    const connected = async (): Promise<T> => {
      if (refusal !== undefined) throw new ProblemError(refusal);
      try {
        return await withBothSides({ profile, stateFile: file, ownPlaces, secret, signal }, async (sides) => {
          await this.#secrets.worked(profile);
          return work(sides);
        });
      } finally {
        this.#secrets.failed();
      }
    };
    if (attempt === undefined) return connected();
    const onFailure = (error: unknown): void =>
      logFailure('A run that could not start could not be recorded in the history either', error);
    const known = { beginning: attempt, place: { file, pair: pairOf(profile) } };
    return accountedFor({ attempt: () => known, signal, now: Date.now, onFailure }, connected);
  }
}
