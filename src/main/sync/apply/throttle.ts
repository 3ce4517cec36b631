import type { RunControl } from '../base/flow/run-control.js';
import { Transform, type TransformCallback } from 'node:stream';
import type { HashStream } from '../hash/resumable-hash.js';

/** Passes content on unchanged and no faster than the pace of the run, counts its bytes and leaves its trail. */
export class Meter extends Transform {
  readonly #onBytes: (done: number) => void;
  readonly #trail: HashStream;
  #done: number;

  readonly #control: RunControl;
  readonly #signal: AbortSignal;

  /** `from`: bytes that have passed before. */
  constructor(
    onBytes: (done: number) => void,
    control: RunControl,
    signal: AbortSignal,
    trail: HashStream,
    from: number,
  ) {
    super();
    this.#trail = trail;
    this.#done = from;
    this.#onBytes = onBytes;
    this.#control = control;
    this.#signal = signal;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    const taking = this.#trail.take(chunk);
    if (taking === undefined && this.#control.piece === undefined) {
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
      const end = Math.min(chunk.length, start + (this.#control.piece ?? chunk.length));
      await this.#control.admit(end - start, this.#signal);
      this.#pass(chunk.subarray(start, end));
      start = end;
    }
  }

  #pass(piece: Buffer): void {
    this.#done += piece.length;
    this.#onBytes(this.#done);
    this.push(piece);
  }
}
