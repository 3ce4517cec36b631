import type { SftpChannel } from './channel.js';
import type { ChannelLimit, ChannelSource } from './channel-limit.js';

/** Bytes that may be on the way on one channel. More than it holds: else it would run dry until the next request arrives. */
const CHANNEL_BYTES = 3 * 1024 * 1024;

/** Bytes of content that a session may hold in all: on the way, or waiting for whoever reads slowly. */
const HELD_BYTES = 16 * 1024 * 1024;

/** A channel, and how busy it is. */
export interface ChannelSlot {
  readonly channel: SftpChannel;
  /** Bytes of content on the way. */
  underWay: number;
}

/** Opens a channel on a connection of its own, or on the session's. Rejects where it cannot be had. */
export type OpenChannel = (source: ChannelSource) => Promise<SftpChannel>;

/** The channels over which the content of one session's files goes. */
export class ContentChannels {
  /** The session's own channel. */
  readonly first: ChannelSlot;
  readonly #open: OpenChannel;
  readonly #limit: ChannelLimit;
  #others: readonly Promise<ChannelSlot | undefined>[] = [];
  #heldBytes = 0;

  constructor(first: SftpChannel, open: OpenChannel, limit: ChannelLimit) {
    this.first = { channel: first, underWay: 0 };
    this.#open = open;
    this.#limit = limit;
  }

  /** The channels beyond the first, each opened on first use; `undefined` if the server refuses it. These promises never reject. */
  others(): readonly Promise<ChannelSlot | undefined>[] {
    this.#others = Array.from({ length: this.#limit.channels - 1 }, (_, index) =>
      this.#renewed(this.#others[index]),
    );
    return this.#others;
  }

  /** Which of `parts` the next chunk should go to; `undefined` where enough is under way, and `some` of it belongs to who asks. */
  freest<T extends { readonly slot: ChannelSlot }>(
    parts: readonly [T, ...T[]],
    some: boolean,
  ): T | undefined {
    const best = parts.reduce((one, other) => (other.slot.underWay < one.slot.underWay ? other : one));
    return some && (best.slot.underWay >= CHANNEL_BYTES || this.#heldBytes >= HELD_BYTES) ? undefined : best;
  }

  hold(bytes: number): void {
    this.#heldBytes += bytes;
  }

  releaseBytes(bytes: number): void {
    this.#heldBytes -= bytes;
  }

  async #renewed(before: Promise<ChannelSlot | undefined> | undefined): Promise<ChannelSlot | undefined> {
    const slot = await before;
    return slot?.channel.isLost === false ? slot : this.#openOne();
  }

  async #openOne(): Promise<ChannelSlot | undefined> {
    const { source } = this.#limit;
    try {
      const slot = { channel: await this.#open(source), underWay: 0 };
      slot.channel.onLoss(() => {
        if (slot.underWay === 0) return;
        // Where the network broke, the session is lost in the same moment.
        setImmediate(() => this.#limit.broke(source, this.first.channel.isLost ? 'lost' : 'lives'));
      });
      return slot;
    } catch {
      // Whatever the reason is: what can be done with fewer is done so from now on.
      this.#limit.refused(source);
      return undefined;
    }
  }
}
