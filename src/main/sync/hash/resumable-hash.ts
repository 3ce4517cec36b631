import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Bytes between two marks on a trail. */
export const STEP_BYTES = 256 * 1024;

/** Marks that are kept: what was sent and never arrived lies within their reach, 32 MiB. */
const MARKS_KEPT = 128;

/** A place in a content from which its transfer can go on. */
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

/** Takes the hash of a content as it passes, and remembers places in it to which a transfer that is cut can return. */
export class ResumableHash {
  #hash = createHash('sha256');
  readonly #marks: Kept[] = [];
  readonly #leavesMarks: boolean;
  #at = 0;
  #crc = 0;

  /** Without `leavesMarks` it costs no more than the hash. */
  constructor(leavesMarks: boolean) {
    this.#leavesMarks = leavesMarks;
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
  markWithin(bytes: number): Checkpoint | undefined {
    const mark = this.#marks.findLast(({ at }) => at <= bytes);
    return mark && { at: mark.at, stepCrc: mark.stepCrc };
  }

  /** Forgets all that has passed behind the mark at `at`, which it has told of: what comes next follows on that. */
  returnTo(at: number): void {
    const mark = this.#marks.findLast((each) => each.at === at);
    if (mark === undefined) throw new Error('There is no such mark on the trail.');
    this.#marks.splice(this.#marks.indexOf(mark) + 1);
    this.#hash = mark.hash.copy();
    this.#at = at;
    this.#crc = 0;
  }

  /** The SHA-256 of all that has passed, hexadecimal. */
  sha256(): string {
    return this.#hash.copy().digest('hex');
  }
}

/** Takes the hash of a content as it passes, here or beside this thread. */
export interface HashStream {
  /**
   * Takes the next piece of the content. Where that has to wait its turn, resolves when it is done: before, the piece must neither be passed
   * on nor be changed, and no other may come. Rejects where the hash cannot be taken any more.
   */
  readonly take: (piece: Uint8Array) => Promise<void> | undefined;
  /** The last mark with no more than so many bytes before it, if there is one and it can be told. */
  readonly markWithin: (bytes: number) => Promise<Checkpoint | undefined>;
  /** Forgets what has passed behind a mark. What comes next is taken by what this returns, and nothing by this one any more. */
  readonly goOnFrom: (mark: Checkpoint) => HashStream;
  /** The SHA-256 of all that has passed, hexadecimal. Rejects as `take` does. */
  readonly sha256: () => Promise<string>;
  /** Lets go of all that is known of the content. */
  readonly end: () => void;
}
