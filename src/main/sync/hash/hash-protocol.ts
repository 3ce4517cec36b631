import type { Checkpoint } from './resumable-hash.js';

/** What is said to the thread that takes hashes. It does one after the other, in their order. A failure has nothing to say for itself. */
export interface HashTalk {
  readonly questions: {
    /** The memory through which the pieces come, `PLACES` of them. Comes first, and once. */
    readonly memory: { readonly about: SharedArrayBuffer; readonly part: never; readonly answer: undefined };
    readonly 'mark-within': {
      readonly about: { readonly trail: number; readonly bytes: number };
      readonly part: never;
      readonly answer: Checkpoint | undefined;
    };
    /** Of all that has passed on the trail of this number, hexadecimal. */
    readonly sha256: { readonly about: number; readonly part: never; readonly answer: string };
  };
  readonly note: HashNote;
  /** So many places more are free again. */
  readonly report: number;
  readonly failure: undefined;
}

type HashNote =
  | { readonly kind: 'begin'; readonly trail: number; readonly leavesMarks: boolean }
  | { readonly kind: 'take'; readonly trail: number; readonly place: number; readonly bytes: number }
  /** What follows on the mark at `at` comes under the number `as`, and what still comes under the old one is dropped. */
  | { readonly kind: 'go-on'; readonly trail: number; readonly at: number; readonly as: number }
  | { readonly kind: 'end'; readonly trail: number };

/** Pieces that may be on their way to the thread, and the most that each holds: 4 MiB in all. */
export const PLACES = 16;
export const PLACE_BYTES = 256 * 1024;

/** Places that are told to be free at once: to hear of each would cost as much as hashing it does. */
export const TOLD_AT_ONCE = 4;
