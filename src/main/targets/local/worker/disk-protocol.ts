/** What the thread that works on the disk is asked. Of what it cannot do it tells the system's code, `''` where there is none. */
export interface DiskTalk {
  readonly questions: {
    /** What a folder holds: all but the last chunk in parts. */
    readonly list: { readonly about: Way; readonly part: Columns; readonly answer: Last };
    /** SHA-256 of the file at an absolute path, hexadecimal; of one that is dropped, anything. */
    readonly hash: {
      readonly about: { readonly path: string; readonly follow: boolean };
      readonly part: never;
      readonly answer: string;
    };
  };
  readonly note: never;
  readonly report: never;
  readonly failure: string;
}

/** The way to a folder. Each folder on it has to be one, and not a link unless links are followed (S9). */
export interface Way {
  /** An absolute path. */
  readonly root: string;
  /** The names of the folders below, the folder itself last. */
  readonly folders: readonly string[];
  readonly follow: boolean;
}

/** The last chunk of a folder's content, and on which devices the folders on the way turned out to lie, the root's left out. */
export interface Last {
  readonly columns: Columns;
  readonly devices: readonly number[];
}

/** Entries of a folder in a form that crosses from thread to thread at little cost. */
export interface Columns {
  /** With `BETWEEN_NAMES` between one and the next: one text crosses faster than a thousand. */
  readonly names: string;
  /** A letter an entry: `f` for a file, `d` for a folder, `l` for a link, `x` for anything else. */
  readonly kinds: string;
  /**
   * Of each entry, one after the other: size, modification time in milliseconds and the nanoseconds beyond them, mode, and the five
   * numbers of `FileMarks`; noughts for what is no file.
   */
  readonly numbers: Float64Array;
}

export const NUMBERS_EACH = 9;

/** Is in no name. */
export const BETWEEN_NAMES = '\0';
