/** What is asked of the thread that works on the disk. Answers to one `id` come in order. */
export type DiskRequest =
  | { readonly kind: 'list'; readonly id: number; readonly folder: string }
  | { readonly kind: 'hash'; readonly id: number; readonly path: string; readonly follow: boolean }
  /** Whatever is under way for this `id` is wanted no more. */
  | { readonly kind: 'drop'; readonly id: number };

export type DiskAnswer =
  | { readonly kind: 'entries'; readonly id: number; readonly entries: Columns; readonly last: boolean }
  | { readonly kind: 'hashed'; readonly id: number; readonly sha256: string }
  /** `code` is the system's, `''` where there is none. */
  | { readonly kind: 'failed'; readonly id: number; readonly code: string };

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

interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** One end of the line between the two threads. */
export interface DiskLine<Out, In> {
  readonly post: (message: Out) => void;
  readonly listen: (listener: (message: In) => void) => void;
}

/** Both ends are parts of one build, so what arrives is what the other end's types say; this is the one place that trusts it. */
export function diskLineOver<Out, In>(port: Port): DiskLine<Out, In> {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => port.on('message', (message) => listener(message as In)),
  };
}
