import type { SftpChannel } from '../session/channel.js';
import type { Lane, Lanes } from '../session/channels.js';

/** From so many bytes on the content of a file goes over several channels. */
const SPREAD_BYTES = 4 * 1024 * 1024;

/** A file as it is open on one channel. */
export interface OpenPart {
  readonly lane: Lane;
  readonly handle: Buffer;
}

export interface OpenFileOptions {
  readonly lanes: Lanes;
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
  readonly #lanes: Lanes;
  readonly #parts: [OpenPart, ...OpenPart[]];
  #held = 0;
  #spreads = true;
  #closed = false;

  constructor({ lanes, handle, bytes, reopen }: OpenFileOptions) {
    this.#lanes = lanes;
    this.#parts = [{ lane: lanes.first, handle }];
    if (bytes >= SPREAD_BYTES) for (const lane of lanes.others()) void this.#spreadTo(lane, reopen);
  }

  /** As it is open on the session's own channel. */
  get first(): OpenPart {
    return this.#parts[0];
  }

  /** As it is open on the other channels. */
  get others(): readonly OpenPart[] {
    return this.#parts.slice(1);
  }

  /** Where the next piece should go; `undefined` where enough is under way: to be asked again when a piece of this file is through. */
  next(): OpenPart | undefined {
    return this.#lanes.freest(this.#parts, this.#held > 0);
  }

  /** Carries out a request that moves so many bytes. They count as held until they are let go. */
  async move<T>({ lane }: OpenPart, bytes: number, request: () => Promise<T>): Promise<T> {
    this.#held += bytes;
    this.#lanes.hold(bytes);
    lane.underWay += bytes;
    try {
      return await request();
    } finally {
      lane.underWay -= bytes;
    }
  }

  /** So many bytes are no longer needed here. */
  letGo(bytes: number): void {
    if (this.#closed) return;
    this.#held -= bytes;
    this.#lanes.letGo(bytes);
  }

  /** Closes it on the other channels. Rejects where the server then says that something had gone wrong. */
  async closeOthers(): Promise<void> {
    this.#spreads = false;
    await Promise.all(this.#parts.splice(1).map(closePart));
  }

  /** Closes it, once only: the server gives its handle to the next one. Rejects as `closeOthers` does. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.letGo(this.#held);
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

  async #spreadTo(opening: Promise<Lane | undefined>, reopen: OpenFileOptions['reopen']): Promise<void> {
    const lane = await opening;
    if (lane === undefined || this.#isEnding()) return;
    try {
      const part = { lane, handle: await reopen(lane.channel) };
      if (this.#isEnding()) await closePart(part);
      else this.#parts.push(part);
    } catch {
      // Some servers let a file be opened once only. The first channel does it alone then.
    }
  }
}

async function closePart({ lane, handle }: OpenPart): Promise<void> {
  await lane.channel.command((sftp, done) => sftp.close(handle, done));
}
