/** Work that may be stopped; what it resolves with is called when the next piece may begin. */
export type Piece = (signal: AbortSignal) => Promise<() => void>;

interface Job {
  readonly controller: AbortController;
  readonly done: Promise<undefined>;
}

/** Does one piece of work after the other. */
export class OneAtATime {
  readonly #onFailure: (error: unknown) => void;
  #job: Job | undefined;

  /** `onFailure` is told of what a piece of work rejected with, or its end threw. */
  constructor(onFailure: (error: unknown) => void) {
    this.#onFailure = onFailure;
  }

  /** Whether a piece of work is under way. */
  get atWork(): boolean {
    return this.#job !== undefined;
  }

  /** Does a piece of work; the caller has seen that none is under way. Never rejects. */
  async do(work: Piece): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const controller = new AbortController();
    this.#job = { controller, done: promise };
    try {
      const conclude = await work(controller.signal);
      this.#job = undefined;
      conclude();
    } catch (error) {
      this.#job = undefined;
      this.#onFailure(error);
    } finally {
      resolve(undefined);
    }
  }

  /** Stops what is under way, if anything is, and resolves when it has ended. */
  async stop(): Promise<void> {
    const job = this.#job;
    job?.controller.abort();
    await job?.done;
  }
}
