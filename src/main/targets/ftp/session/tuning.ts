import type { ConnectionRange } from '../../../../shared/profile/connection-range.js';
import { beginGrowth, grow, refusedAt, workOf, type Growth, type Reading } from './growth.js';

/** How often the connections are looked at, in milliseconds. */
const LOOK_EVERY_MS = 200;

/** What there is to see of connections at a moment; `bytes` since the first of them. */
export interface TuningInput extends Pick<Reading, 'connections' | 'demand'> {
  readonly bytes: number;
}

export interface TuningOptions {
  readonly range: ConnectionRange;
  /** The number beyond which the server let no further connection in earlier; absent where it never refused one. */
  readonly refused?: number | undefined;
  readonly look: () => TuningInput;
  /** Told of each new limit. */
  readonly onLimit: () => void;
}

/** Finds out how many connections are worth having, while there is work for them. */
export class Tuning {
  readonly #options: TuningOptions;
  #growth: Growth;
  #jobs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: TuningOptions) {
    this.#options = options;
    this.#growth = beginGrowth(options.range, options.refused);
  }

  /** How many connections there may be. */
  get limit(): number {
    return this.#growth.limit;
  }

  /** What `limit` is never raised beyond. */
  get most(): number {
    return this.#growth.most;
  }

  /** Takes note that the server has let in no more than so many. */
  refused(limit: number): void {
    this.#growth = refusedAt(this.#growth, limit);
  }

  /** There is work for as many as there may be: looks on until there is none. */
  atWork(): void {
    const { limit, most, before } = this.#growth;
    if (limit >= most && before === undefined) return;
    this.#timer ??= setTimeout(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  jobDone(): void {
    this.#jobs += 1;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    this.#timer = undefined;
    const { bytes, connections, demand } = this.#options.look();
    if (demand > 0) this.atWork();
    const reading = { atMs: performance.now(), work: workOf(this.#jobs, bytes), connections, demand };
    const { limit } = this.#growth;
    this.#growth = grow(this.#growth, reading);
    if (this.limit !== limit) this.#options.onLimit();
  }
}
