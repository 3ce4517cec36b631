import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { Target } from '../../targets/target.js';
import { readLockAgain, writeLock, type Lock, type LockPlace } from './lock-file.js';
import { lockLostProblem } from './lock-messages.js';

/** How often a run says that it goes on, in milliseconds. */
export const RENEW_EVERY_MS = 60_000;

export interface RenewalInput {
  readonly target: Target;
  /** Named in problems. */
  readonly side: Side;
  /** Its name in the root. */
  readonly file: ItemPath;
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

  /**
   * Somebody may break the lock at any moment of this. What they wrote is looked for until just before theirs would be replaced, and once
   * more afterwards; of what still slips in between they find out themselves, when they look whether their own lock stays.
   */
  async #renew(): Promise<void> {
    const { lock, temporaryPath } = this.#input;
    const renewed: Lock = { ...lock, renewals: this.#renewals + 1 };
    try {
      await this.#expectOwn();
      await writeLock(this.#place, renewed, temporaryPath, () => this.#expectOwn());
      this.#renewals += 1;
      await this.#expectOwn();
    } catch {
      // A line that is cut is told of by the items that it carries; the lock is renewed when there is one again.
    }
  }

  get #place(): LockPlace {
    const { target, file } = this.#input;
    return { target, file, signal: this.#ending.signal };
  }

  /** Rejects where the lock is another's or gone, after it has said so to whoever listens. */
  async #expectOwn(): Promise<void> {
    const { side, lock } = this.#input;
    const held = await readLockAgain(this.#place);
    if (held?.id === lock.id) return;
    clearInterval(this.#timer);
    const lost = new ProblemError(lockLostProblem(held, side));
    this.#lost.abort(lost);
    throw lost;
  }
}
