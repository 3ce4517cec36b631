/** What is known when a server's folders can be looked at. Paths are absolute. */
export interface FolderBrowser {
  /** Names it in further requests. */
  readonly id: string;
  /** The highest folder that can be opened. */
  readonly root: string;
  /** The folder to show first: the one in the address, else the one that the server puts the user into. */
  readonly start: string;
  /** The folder that the server puts the user into, where it says so. */
  readonly signIn?: string | undefined;
}

/** The folders in a folder. */
export interface FolderPage {
  /** Names, sorted. */
  readonly names: readonly string[];
  /** How many more there are, which are too many to show. */
  readonly more: number;
}

/** How many folders of one folder are shown. */
export const FOLDERS_AT_MOST = 2_000;
