import type { Checkpoint } from './resumable-hash.js';

/** What is said to the thread that computes hashes. It does one after the other, in their order. A failure carries no details. */
export interface HashTalk {
  readonly questions: {
    /** The memory through which the chunks come, `PLACES` of them. Comes first, and once. */
    readonly memory: { readonly about: SharedArrayBuffer; readonly part: never; readonly answer: undefined };
    readonly 'checkpoint-within': {
      readonly about: { readonly id: number; readonly bytes: number };
      readonly part: never;
      readonly answer: Checkpoint | undefined;
    };
    /** Of all that was passed to the hash with this id, hexadecimal. */
    readonly sha256: { readonly about: number; readonly part: never; readonly answer: string };
  };
  readonly note: HashNote;
  /** So many places more are free again. */
  readonly report: number;
  readonly failure: undefined;
}

type HashNote =
  | { readonly kind: 'begin'; readonly hash: number; readonly keepsCheckpoints: boolean }
  | { readonly kind: 'take'; readonly hash: number; readonly place: number; readonly bytes: number }
  /** What follows the checkpoint at `at` comes under the id `as`, and what still comes under the old one is dropped. */
  | { readonly kind: 'resume'; readonly hash: number; readonly at: number; readonly as: number }
  | { readonly kind: 'end'; readonly hash: number };

/** Chunks that may be on their way to the thread, and the most that each holds: 4 MiB in all. */
export const PLACES = 16;
export const PLACE_BYTES = 256 * 1024;

/** Places that are told to be free at once: to hear of each would cost as much as hashing it does. */
export const FREED_AT_ONCE = 4;
