import type { ItemOutcome, RunId } from '../../../shared/run/run.js';
import type { BaselineUpdate, StateStore } from '../../state/state-store.js';

/** Items that may wait for what came of them to be written. After a kill the next run has to look at each. */
const UNWRITTEN_AT_MOST = 100;

/**
 * Writes what came of items. What is not written when the run is killed the next one finds out by itself (S5), so no item waits for
 * that of another.
 */
export class OutcomeWriter {
  readonly #state: Pick<StateStore, 'finish' | 'hurry'>;
  readonly #runId: RunId;
  readonly #onFailure: (error: unknown) => void;
  readonly #unwritten = new Set<Promise<void>>();

  /** `onFailure` is called at once: a state that can't be written any more must not be given more to write. */
  constructor(
    state: Pick<StateStore, 'finish' | 'hurry'>,
    runId: RunId,
    onFailure: (error: unknown) => void,
  ) {
    this.#state = state;
    this.#runId = runId;
    this.#onFailure = onFailure;
  }

  /** Resolves as soon as the next item may be dealt with. */
  async write(item: ItemOutcome, update: BaselineUpdate | undefined): Promise<void> {
    const written = this.#state.finish({ runId: this.#runId, item, update });
    this.#unwritten.add(written);
    written.then(() => this.#unwritten.delete(written), this.#onFailure);
    if (this.#unwritten.size < UNWRITTEN_AT_MOST) return;
    this.#state.hurry();
    await Promise.race(this.#unwritten);
  }

  /** Resolves when all of it is written; rejects where it could not be. */
  async settled(): Promise<void> {
    this.#state.hurry();
    await Promise.all(this.#unwritten);
  }
}
