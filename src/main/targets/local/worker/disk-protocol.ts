/** What the thread that works on the disk is asked. Of what it cannot do it tells the system's code, `''` where there is none. */
export interface DiskTalk {
  readonly questions: {
    /** What the folder at an absolute path holds, in parts. */
    readonly list: { readonly about: string; readonly part: Columns; readonly answer: undefined };
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
