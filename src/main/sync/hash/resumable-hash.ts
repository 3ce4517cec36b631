import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Bytes between two checkpoints. */
export const STEP_BYTES = 256 * 1024;

/** Checkpoints that are kept: what was sent and never arrived lies within their reach, 32 MiB. */
const CHECKPOINTS_KEPT = 128;

/** A place in a content from which its transfer can be resumed. */
export interface Checkpoint {
  /** Bytes before it. */
  readonly at: number;
  /** The CRC-32 of the last `STEP_BYTES` of them. */
  readonly stepCrc: number;
}

interface Kept extends Checkpoint {
  /** The SHA-256 of all before it, not yet digested. */
  readonly hash: Hash;
}

/** Hashes a content as it passes, and keeps checkpoints to which a transfer that is cut can return. */
export class ResumableHash {
  #hash = createHash('sha256');
  readonly #checkpoints: Kept[] = [];
  readonly #keepsCheckpoints: boolean;
  #at = 0;
  #crc = 0;

  /** Without `keepsCheckpoints` it costs no more than the hash. */
  constructor(keepsCheckpoints: boolean) {
    this.#keepsCheckpoints = keepsCheckpoints;
  }

  /** Takes the next chunk of the content. */
  take(chunk: Uint8Array): void {
    if (!this.#keepsCheckpoints) {
      this.#hash.update(chunk);
      return;
    }
    for (let start = 0; start < chunk.length;) {
      const part = chunk.subarray(start, start + STEP_BYTES - (this.#at % STEP_BYTES));
      this.#hash.update(part);
      this.#crc = crc32(part, this.#crc);
      this.#at += part.length;
      start += part.length;
      if (this.#at % STEP_BYTES === 0) this.#keepCheckpoint();
    }
  }

  #keepCheckpoint(): void {
    this.#checkpoints.push({ at: this.#at, hash: this.#hash.copy(), stepCrc: this.#crc });
    this.#crc = 0;
    if (this.#checkpoints.length > CHECKPOINTS_KEPT) this.#checkpoints.shift();
  }

  /** The last checkpoint with no more than so many bytes before it; `undefined` where there is none. */
  checkpointWithin(bytes: number): Checkpoint | undefined {
    const checkpoint = this.#checkpoints.findLast(({ at }) => at <= bytes);
    return checkpoint && { at: checkpoint.at, stepCrc: checkpoint.stepCrc };
  }

  /** Drops all that has passed since the checkpoint at `at`: what comes next follows that. */
  returnTo(at: number): void {
    const checkpoint = this.#checkpoints.findLast((each) => each.at === at);
    if (checkpoint === undefined) throw new Error('There is no such checkpoint.');
    this.#checkpoints.splice(this.#checkpoints.indexOf(checkpoint) + 1);
    this.#hash = checkpoint.hash.copy();
    this.#at = at;
    this.#crc = 0;
  }

  /** The SHA-256 of all that has passed, hexadecimal. */
  sha256(): string {
    return this.#hash.copy().digest('hex');
  }
}

/** Hashes a content as it passes, in this thread or another. */
export interface HashStream {
  /**
   * Takes the next chunk of the content. Where that has to wait its turn, resolves when it is done: before, the chunk must neither be passed
   * on nor be changed, and no other may come. Rejects where the hash cannot be taken any more.
   */
  readonly take: (chunk: Uint8Array) => Promise<void> | undefined;
  /** The last checkpoint with no more than so many bytes before it, if there is one and it can be told. */
  readonly checkpointWithin: (bytes: number) => Promise<Checkpoint | undefined>;
  /** Drops what has passed since a checkpoint. What comes next is taken by what this returns, and nothing by this one any more. */
  readonly resumeFrom: (checkpoint: Checkpoint) => HashStream;
  /** The SHA-256 of all that has passed, hexadecimal. Rejects as `take` does. */
  readonly sha256: () => Promise<string>;
  /** Frees what is kept of the content. */
  readonly end: () => void;
}
