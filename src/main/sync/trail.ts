import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Bytes between two marks on a trail. */
export const STEP_BYTES = 256 * 1024;

/** Marks that are kept: what was sent and never arrived lies within their reach, 32 MiB. */
const MARKS_KEPT = 128;

/** A place in a content from which its transfer can go on. */
export interface Mark {
  /** Bytes before it. */
  readonly at: number;
  /** The SHA-256 of all of them, not yet digested. */
  readonly hash: Hash;
  /** The CRC-32 of the last `STEP_BYTES` of them. */
  readonly stepCrc: number;
}

/** Takes the hash of a content as it passes, and remembers places in it to which a transfer that is cut can return. */
export class Trail {
  readonly #hash: Hash;
  readonly #marks: Mark[] = [];
  readonly #leavesMarks: boolean;
  #at: number;
  #crc = 0;

  /** `from`: the mark at which it goes on. Without `leavesMarks` it costs no more than the hash. */
  constructor(leavesMarks: boolean, from?: Mark) {
    this.#leavesMarks = leavesMarks;
    this.#hash = from === undefined ? createHash('sha256') : from.hash.copy();
    this.#at = from?.at ?? 0;
    if (from !== undefined) this.#marks.push(from);
  }

  /** Takes the next piece of the content. */
  take(piece: Uint8Array): void {
    if (!this.#leavesMarks) {
      this.#hash.update(piece);
      return;
    }
    for (let start = 0; start < piece.length;) {
      const part = piece.subarray(start, start + STEP_BYTES - (this.#at % STEP_BYTES));
      this.#hash.update(part);
      this.#crc = crc32(part, this.#crc);
      this.#at += part.length;
      start += part.length;
      if (this.#at % STEP_BYTES === 0) this.#leaveMark();
    }
  }

  #leaveMark(): void {
    this.#marks.push({ at: this.#at, hash: this.#hash.copy(), stepCrc: this.#crc });
    this.#crc = 0;
    if (this.#marks.length > MARKS_KEPT) this.#marks.shift();
  }

  /** The last mark with no more than so many bytes before it; `undefined` where there is none. */
  markWithin(bytes: number): Mark | undefined {
    return this.#marks.findLast(({ at }) => at <= bytes);
  }

  /** The SHA-256 of all that has passed, hexadecimal. */
  sha256(): string {
    return this.#hash.copy().digest('hex');
  }
}
