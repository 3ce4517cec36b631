import type { SftpChannel } from './channel.js';
import type { LaneLimit, LaneSource } from './channel-limit.js';

/** Bytes that may be on the way on one channel. More than it holds: else it would run dry until the next request arrives. */
const LANE_BYTES = 3 * 1024 * 1024;

/** Bytes of content that a session may hold in all: on the way, or waiting for whoever reads slowly. */
const HELD_BYTES = 16 * 1024 * 1024;

/** A channel, and how busy it is. */
export interface Lane {
  readonly channel: SftpChannel;
  /** Bytes of content on the way. */
  underWay: number;
}

/** Opens a channel on a connection of its own, or on the session's. Rejects where it cannot be had. */
export type OpenLane = (source: LaneSource) => Promise<SftpChannel>;

/** The channels over which the content of one session's files goes. */
export class Lanes {
  /** The session's own channel. */
  readonly first: Lane;
  readonly #open: OpenLane;
  readonly #limit: LaneLimit;
  #others: readonly Promise<Lane | undefined>[] = [];
  #held = 0;

  constructor(first: SftpChannel, open: OpenLane, limit: LaneLimit) {
    this.first = { channel: first, underWay: 0 };
    this.#open = open;
    this.#limit = limit;
  }

  /** All lanes but the first, opened when they are first wanted; `undefined` for one that cannot be had. They never reject. */
  others(): readonly Promise<Lane | undefined>[] {
    this.#others = Array.from({ length: this.#limit.lanes - 1 }, (_, index) =>
      this.#renewed(this.#others[index]),
    );
    return this.#others;
  }

  /** Which of `parts` the next piece should go to; `undefined` where enough is under way, and `some` of it belongs to who asks. */
  freest<T extends { readonly lane: Lane }>(parts: readonly [T, ...T[]], some: boolean): T | undefined {
    const best = parts.reduce((one, other) => (other.lane.underWay < one.lane.underWay ? other : one));
    return some && (best.lane.underWay >= LANE_BYTES || this.#held >= HELD_BYTES) ? undefined : best;
  }

  hold(bytes: number): void {
    this.#held += bytes;
  }

  letGo(bytes: number): void {
    this.#held -= bytes;
  }

  async #renewed(before: Promise<Lane | undefined> | undefined): Promise<Lane | undefined> {
    const lane = await before;
    return lane?.channel.isLost === false ? lane : this.#openOne();
  }

  async #openOne(): Promise<Lane | undefined> {
    const { source } = this.#limit;
    try {
      const lane = { channel: await this.#open(source), underWay: 0 };
      lane.channel.onLoss(() => {
        if (lane.underWay === 0) return;
        // Where the network broke, the session is lost in the same moment.
        setImmediate(() => this.#limit.broke(source, this.first.channel.isLost ? 'lost' : 'lives'));
      });
      return lane;
    } catch {
      // Whatever the reason is: what can be done with fewer is done so from now on.
      this.#limit.refused(source);
      return undefined;
    }
  }
}
