import type { RunControl } from '../base/flow/run-control.js';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import type { HashStream } from '../hash/resumable-hash.js';

/** Passes content on unchanged and no faster than the pace of the run, counts its bytes and hashes it. */
export class Meter extends Transform {
  readonly #onBytes: (done: number) => void;
  readonly #hash: HashStream;
  #done: number;

  readonly #control: RunControl;
  readonly #signal: AbortSignal;

  /** `from`: bytes that have passed before. */
  constructor(
    onBytes: (done: number) => void,
    control: RunControl,
    signal: AbortSignal,
    hash: HashStream,
    from: number,
  ) {
    super();
    this.#hash = hash;
    this.#done = from;
    this.#onBytes = onBytes;
    this.#control = control;
    this.#signal = signal;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    const taking = this.#hash.take(chunk);
    if (taking === undefined && this.#control.chunk === undefined) {
      this.#pass(chunk);
      callback();
      return;
    }
    this.#passSlowly(chunk, taking).then(() => {
      callback();
    }, callback);
  }

  async #passSlowly(chunk: Buffer, taking: Promise<void> | undefined): Promise<void> {
    await taking;
    for (let start = 0; start < chunk.length && !this.#signal.aborted;) {
      const end = Math.min(chunk.length, start + (this.#control.chunk ?? chunk.length));
      await this.#control.admit(end - start, this.#signal);
      this.#pass(chunk.subarray(start, end));
      start = end;
    }
  }

  #pass(chunk: Buffer): void {
    this.#done += chunk.length;
    this.#onBytes(this.#done);
    this.push(chunk);
  }
}

/** Joins a content and the meter that it passes, so that either's end or failure is the other's. */
export function feed(content: Readable, meter: Meter): void {
  content.on('error', (error) => meter.destroy(error));
  meter.on('close', () => content.destroy());
  // The failure reaches the target, which reads from the meter; until it does, nobody else listens.
  meter.on('error', () => undefined);
  content.pipe(meter);
}
