import type { Mode } from './profile.js';

/** Where profiles can be imported from on this computer, beside a file that somebody chooses. */
export interface ImportSources {
  /** Files of other programs that are there. */
  readonly places: readonly { readonly program: string; readonly path: string }[];
  /** The address on the clipboard, without a password; `null` where there is none. */
  readonly address: string | null;
}

/** What to look into: a file that is asked for, one of the places by its position, or the clipboard. */
export type ImportFrom =
  | { readonly kind: 'file' }
  | { readonly kind: 'place'; readonly at: number }
  | { readonly kind: 'clipboard' };

/** A profile that was found, as it is shown before it is imported. Its secrets stay in the main process. */
export interface ShownProfile {
  readonly name: string;
  readonly group?: string | undefined;
  /** `''` where it has to be chosen. */
  readonly localFolder: string;
  readonly remoteFolder: string;
  readonly mode: Mode;
  /** Whether there is a profile of this name, or of the same two folders, already. */
  readonly known: boolean;
  /** Whether somebody should look at it before it is imported. */
  readonly unsure: boolean;
  /** What comes along, a line each. */
  readonly taken: readonly string[];
  /** What does not, or is different, a line each. */
  readonly leftOut: readonly string[];
}

/** What was found, for somebody to look at before it is imported. */
export interface FoundProfiles {
  /** Whose it is, such as `FileZilla`. */
  readonly program: string;
  /** The name of the file; the address where it is the one on the clipboard. */
  readonly file: string;
  readonly profiles: readonly ShownProfile[];
  /** What is in it besides that became no profile, and why. */
  readonly skipped: readonly { readonly name: string; readonly why: string }[];
}

/** A profile that was found and is to be imported: its position, and the local folder that was chosen for it. */
export interface ChosenProfile {
  readonly at: number;
  readonly localFolder: string | null;
}

/** The place of a profile in the list, and its group; without one where absent. */
export interface Arranged {
  readonly id: string;
  readonly group?: string | undefined;
}
