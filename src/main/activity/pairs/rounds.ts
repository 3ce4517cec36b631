import type { ProfileId } from '../../../shared/profile/profile.js';
import type { PairsAtWork } from '../../../shared/run/activity.js';

/** What a step with one pair of folders says of those that follow. */
export type StepEnd =
  /** Whatever came of it, the next one is to be tried. */
  | 'next'
  /** It was stopped, or met what each of them would meet, such as a refused password. */
  | 'end';

interface Round {
  readonly doing: PairsAtWork['doing'];
  waiting: readonly ProfileId[];
  stopped: boolean;
}

/** Goes through the pairs of folders of profiles, one after another: at most once at a time for each profile. */
export class Rounds {
  readonly #rounds = new Map<ProfileId, Round>();
  readonly #report: (id: ProfileId, round: PairsAtWork | null) => void;

  /** `report` hears, by the name of the profile, how far it has come; `null` once it is over. */
  constructor(report: (id: ProfileId, round: PairsAtWork | null) => void) {
    this.#report = report;
  }

  /** What is being done with the pairs of a profile; `null` where nothing is. */
  of(id: ProfileId): PairsAtWork | null {
    const round = this.#rounds.get(id);
    return round === undefined ? null : { doing: round.doing, waiting: round.waiting };
  }

  /**
   * Does `step` with one pair after the other, unless it is stopped before, and `conclude` once at the end. The caller has seen that nothing is done with
   * them. Resolves with those whose turn did not come; rejects as `step` and `conclude` do.
   */
  async go(
    id: ProfileId,
    doing: PairsAtWork['doing'],
    pairs: readonly ProfileId[],
    step: (pair: ProfileId) => Promise<StepEnd>,
    conclude?: () => Promise<void>,
  ): Promise<readonly ProfileId[]> {
    const round: Round = { doing, waiting: pairs, stopped: false };
    this.#rounds.set(id, round);
    try {
      const left = await this.#each(id, round, step);
      await conclude?.();
      return left;
    } finally {
      this.#rounds.delete(id);
      this.#report(id, null);
    }
  }

  async #each(
    id: ProfileId,
    round: Round,
    step: (pair: ProfileId) => Promise<StepEnd>,
  ): Promise<readonly ProfileId[]> {
    for (;;) {
      const [next, ...rest] = round.waiting;
      if (next === undefined) return [];
      round.waiting = rest;
      this.#report(id, this.of(id));
      const end = await step(next);
      if (round.stopped) return [];
      if (end === 'end') return round.waiting;
    }
  }

  /** No other pair's turn comes any more; what is done with one just now is for the caller to stop. */
  stop(id: ProfileId): void {
    const round = this.#rounds.get(id);
    if (round === undefined) return;
    round.stopped = true;
    round.waiting = [];
  }
}
