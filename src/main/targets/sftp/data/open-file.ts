import type { SftpChannel } from '../session/channel.js';
import type { ChannelSlot, ContentChannels } from '../session/channels.js';

/** From so many bytes on the content of a file goes over several channels. */
const SPREAD_BYTES = 4 * 1024 * 1024;

/** A file as it is open on one channel. */
export interface OpenPart {
  readonly slot: ChannelSlot;
  readonly handle: Buffer;
}

export interface OpenFileOptions {
  readonly channels: ContentChannels;
  /** As the first channel has it. */
  readonly handle: Buffer;
  /** Bytes of content that are to be moved. */
  readonly bytes: number;
  /** Opens the same file on another channel. Rejects where that is not possible, or where it is not the same any more. */
  readonly reopen: (channel: SftpChannel) => Promise<Buffer>;
}

/**
 * A file that is open for its content to be moved: on the session's own channel and, where there is much to move, on the others as soon
 * as they have it open. What goes over several channels is carried out in any order.
 */
export class OpenFile {
  readonly #channels: ContentChannels;
  readonly #parts: [OpenPart, ...OpenPart[]];
  #heldBytes = 0;
  #spreads = true;
  #closed = false;

  constructor({ channels, handle, bytes, reopen }: OpenFileOptions) {
    this.#channels = channels;
    this.#parts = [{ slot: channels.first, handle }];
    if (bytes >= SPREAD_BYTES) for (const slot of channels.others()) void this.#spreadTo(slot, reopen);
  }

  /** As it is open on the session's own channel. */
  get first(): OpenPart {
    return this.#parts[0];
  }

  /** As it is open on the other channels. */
  get others(): readonly OpenPart[] {
    return this.#parts.slice(1);
  }

  /** Where the next chunk should go; `undefined` where enough is under way: to be asked again when a chunk of this file is through. */
  next(): OpenPart | undefined {
    return this.#channels.freest(this.#parts, this.#heldBytes > 0);
  }

  /** Carries out a request that moves so many bytes. They count as held until they are released. */
  async move<T>({ slot }: OpenPart, bytes: number, request: () => Promise<T>): Promise<T> {
    this.#heldBytes += bytes;
    this.#channels.hold(bytes);
    slot.underWay += bytes;
    try {
      return await request();
    } finally {
      slot.underWay -= bytes;
    }
  }

  /** So many bytes are no longer needed here. */
  releaseBytes(bytes: number): void {
    if (this.#closed) return;
    this.#heldBytes -= bytes;
    this.#channels.releaseBytes(bytes);
  }

  /** Closes it on the other channels. Rejects where the server then says that something had gone wrong. */
  async closeOthers(): Promise<void> {
    this.#spreads = false;
    await Promise.all(this.#parts.splice(1).map(closePart));
  }

  /** Closes it, once only: the server gives its handle to the next one. Rejects as `closeOthers` does. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.releaseBytes(this.#heldBytes);
    this.#closed = true;
    await Promise.all([closePart(this.first), this.closeOthers()]);
  }

  /** Closes it. Never rejects, and nobody has to wait for it. */
  async release(): Promise<void> {
    await this.close().catch(() => undefined);
  }

  #isEnding(): boolean {
    return !this.#spreads;
  }

  async #spreadTo(
    opening: Promise<ChannelSlot | undefined>,
    reopen: OpenFileOptions['reopen'],
  ): Promise<void> {
    const slot = await opening;
    if (slot === undefined || this.#isEnding()) return;
    try {
      const part = { slot, handle: await reopen(slot.channel) };
      if (this.#isEnding()) await closePart(part);
      else this.#parts.push(part);
    } catch {
      // Some servers let a file be opened once only. The first channel does it alone then.
    }
  }
}

async function closePart({ slot, handle }: OpenPart): Promise<void> {
  await slot.channel.command((sftp, done) => sftp.close(handle, done));
}
