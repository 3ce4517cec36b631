import type { ItemPath, Side } from '../../shared/entry.js';
import { ProblemError } from '../../shared/problem-error.js';
import type { Target } from '../targets/target.js';
import { readLockAgain, writeLock, type Lock } from './lock-file.js';
import { lockLostProblem } from './lock-words.js';

/** How often a run says that it goes on, in milliseconds. */
export const RENEW_EVERY_MS = 60_000;

export interface RenewalInput {
  readonly target: Target;
  /** Named in problems. */
  readonly side: Side;
  /** As it was written when it was taken. */
  readonly lock: Lock;
  readonly temporaryPath: ItemPath;
}

/**
 * Keeps a lock fresh for as long as its run goes on, so that others can tell it from one whose run was cut off, and finds out when
 * somebody has broken it. A computer that wakes up does so at once.
 */
export class LockRenewal {
  readonly #input: RenewalInput;
  readonly #lost = new AbortController();
  readonly #ending = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #renewals = 0;
  #underWay: Promise<void> | undefined;

  constructor(input: RenewalInput) {
    this.#input = input;
    this.#timer = setInterval(() => {
      // One that has to wait for its turn, or for a line that is gone, is not asked for twice.
      this.#underWay ??= this.#renew().finally(() => (this.#underWay = undefined));
    }, RENEW_EVERY_MS);
  }

  /** Aborted when the lock is another's or gone; the reason is a `ProblemError` that says so. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Ends the renewals. Never rejects. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    this.#ending.abort();
    await this.#underWay;
  }

  async #renew(): Promise<void> {
    const { target, side, lock, temporaryPath } = this.#input;
    const { signal } = this.#ending;
    try {
      const held = await readLockAgain(target, signal);
      if (held?.id === lock.id) {
        this.#renewals += 1;
        await writeLock(target, { ...lock, renewals: this.#renewals }, temporaryPath, signal);
        return;
      }
      clearInterval(this.#timer);
      this.#lost.abort(new ProblemError(lockLostProblem(held, side)));
    } catch {
      // A line that is cut is told of by the items that it carries; the lock is renewed when there is one again.
    }
  }
}
