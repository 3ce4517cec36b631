import { createHash, type Hash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/** Passes content on unchanged, counts its bytes and takes its hash. */
export class Meter extends Transform {
  readonly #onBytes: (done: number) => void;
  readonly #hash: Hash = createHash('sha256');
  #done = 0;

  constructor(onBytes: (done: number) => void) {
    super();
    this.#onBytes = onBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    this.#hash.update(chunk);
    this.#done += chunk.length;
    this.#onBytes(this.#done);
    callback(null, chunk);
  }

  /** The hash of all that passed, hexadecimal. To be asked once, when everything has. */
  sha256(): string {
    return this.#hash.digest('hex');
  }
}
