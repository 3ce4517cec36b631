import type { Trouble } from '../sqlite/sound-file.js';
import type { StoredState } from './database.js';

/** What the database can be asked through the worker. */
export type Method = keyof StoredState;
export type Args = { readonly [M in Method]: Parameters<StoredState[M]> };
export type Results = { readonly [M in Method]: ReturnType<StoredState[M]> };

/** One call. */
export interface Call<M extends Method = Method> {
  readonly method: M;
  readonly args: Args[M];
}

/** Which database to open: the file, and the name of the pair in it. */
export interface DatabasePlace {
  readonly file: string;
  readonly pair: string;
  /** For how many days the history keeps runs that did something, `null` for ever; 90 unless it is given. */
  readonly historyDays?: number | null | undefined;
}

/** What came of opening it. */
export type Opening =
  | { readonly kind: 'open' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'full' }
  | { readonly kind: 'failed'; readonly message: string };

/** Why none of the calls that came together has happened. */
export interface Failure {
  readonly trouble: Trouble;
  readonly message: string;
}

/** What is said to the database worker. */
export interface StateTalk {
  readonly questions: {
    /** Comes first, and once. */
    readonly open: { readonly about: DatabasePlace; readonly part: never; readonly answer: Opening };
    /** Calls that are one transaction; the answer has what each returned, in their order. */
    readonly calls: {
      readonly about: readonly Call[];
      readonly part: never;
      readonly answer: readonly unknown[];
    };
    /** Comes last. */
    readonly close: { readonly about: undefined; readonly part: never; readonly answer: undefined };
  };
  readonly note: never;
  readonly report: never;
  readonly failure: Failure;
}
