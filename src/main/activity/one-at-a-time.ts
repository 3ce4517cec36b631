/**
 * A task that may be stopped; what it resolves with is called when it has ended. With `release`, it says before that that it has come to its
 * result, and only tidies up: the next one can be asked for from then on, and begins when this one has ended.
 */
export type Task = (signal: AbortSignal, release: () => void) => Promise<() => void>;

interface Job {
  readonly controller: AbortController;
  readonly done: Promise<undefined>;
}

/** Does one task at a time. */
export class OneAtATime {
  readonly #onFailure: (error: unknown) => void;
  readonly #prepare: () => Promise<void>;
  #job: Job | undefined;
  /** Resolves when what tidies up has ended. */
  #tidying: Promise<unknown> = Promise.resolve();

  /**
   * `onFailure` is called with what a task rejected with, or its end threw. `prepare` is called before each task, to end what goes on beside
   * them.
   */
  constructor(onFailure: (error: unknown) => void, prepare: () => Promise<void> = () => Promise.resolve()) {
    this.#onFailure = onFailure;
    this.#prepare = prepare;
  }

  /** Whether a task is under way. */
  get atWork(): boolean {
    return this.#job !== undefined;
  }

  /** Resolves when the task that is under way, if any is, has ended. Never rejects. */
  async ended(): Promise<void> {
    await this.#job?.done;
  }

  /** Does a task; the caller has seen that none is under way. Never rejects. */
  async do(task: Task): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const controller = new AbortController();
    const before = this.#tidying;
    const job = { controller, done: promise };
    this.#job = job;
    const release = (): void => {
      if (this.#job !== job) return;
      this.#job = undefined;
      this.#tidying = promise;
    };
    try {
      await before;
      await this.#prepare();
      const conclude = await task(controller.signal, release);
      release();
      conclude();
    } catch (error) {
      release();
      this.#onFailure(error);
    } finally {
      resolve(undefined);
    }
  }

  /** Stops what is under way, if anything is, and resolves when it has ended, and so has what only tidies up. */
  async stop(): Promise<void> {
    const job = this.#job;
    job?.controller.abort();
    await Promise.all([job?.done, this.#tidying]);
  }
}
