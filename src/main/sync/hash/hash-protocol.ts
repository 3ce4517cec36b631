import type { Checkpoint } from './resumable-hash.js';

/** What is asked of the thread that takes hashes. It does one after the other, in their order. */
export type HashRequest =
  /** The memory through which the pieces come, `PLACES` of them. Comes first, and once. */
  | { readonly kind: 'memory'; readonly memory: SharedArrayBuffer }
  | { readonly kind: 'begin'; readonly trail: number; readonly leavesMarks: boolean }
  | { readonly kind: 'take'; readonly trail: number; readonly place: number; readonly bytes: number }
  /** What follows on the mark at `at` comes under the number `as`, and what still comes under the old one is dropped. */
  | { readonly kind: 'go-on'; readonly trail: number; readonly at: number; readonly as: number }
  | {
      readonly kind: 'mark-within';
      readonly trail: number;
      readonly question: number;
      readonly bytes: number;
    }
  | { readonly kind: 'sha256'; readonly trail: number; readonly question: number }
  | { readonly kind: 'end'; readonly trail: number };

export type HashAnswer =
  | { readonly kind: 'ready' }
  /** So many places more are free again. */
  | { readonly kind: 'taken'; readonly places: number }
  | { readonly kind: 'mark'; readonly question: number; readonly mark: Checkpoint | undefined }
  | { readonly kind: 'hash'; readonly question: number; readonly sha256: string };

/** Pieces that may be on their way to the thread, and the most that each holds: 4 MiB in all. */
export const PLACES = 16;
export const PLACE_BYTES = 256 * 1024;

/** Places that are told to be free at once: to hear of each would cost as much as hashing it does. */
export const TOLD_AT_ONCE = 4;
