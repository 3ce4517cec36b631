import type { Sides } from '../../shared/entry/entry.js';
import type { KeptSecret, Profile } from '../../shared/profile/profile.js';
import { idOfPair, stateFileOf } from '../state/state-folder.js';
import type { Dialogue } from '../targets/open-target.js';
import type { Target } from '../targets/target.js';

/** Where a pair of folders is remembered. */
export interface MemoryPlace {
  /** The file; it may hold other pairs as well. */
  readonly file: string;
  /** What names the pair in it. */
  readonly pair: string;
}

/** A pair of folders, and all that it takes to connect and remember them. */
export interface FolderPair {
  /** Which folders they are, who signs in, and how they are kept even. */
  readonly profile: Profile;
  readonly place: MemoryPlace;
  /** Where the pair may have been remembered when `ftp://host/` was the folder in which one is signed in. */
  readonly former?: MemoryPlace | undefined;
  /** What a server is told of the user, or a key opened with; `''` where there is none. What it rejects with is told as it is. */
  readonly secret: (kind: KeptSecret) => Promise<string>;
  /** Where the program keeps its own state, besides what is beside the memory: absolute paths of folders and files. */
  readonly ownPlaces: readonly string[];
  /** Gets the dialogue with the server. */
  readonly dialogue?: Dialogue | undefined;
  /** Sides that somebody has connected and will close, whatever the profile says of them. */
  readonly given?: Partial<Sides<Target>> | undefined;
}

/**
 * Where a pair of folders is remembered that no profile of the application stands for, and where it may have been before. `folder` is the one
 * for all that is remembered.
 */
export function namelessPlaces(
  folder: string,
  platform: NodeJS.Platform,
  pair: string,
  formerPair: string | undefined,
): Pick<FolderPair, 'place' | 'former'> {
  const placeOf = (name: string): MemoryPlace => ({
    file: stateFileOf(folder, idOfPair(name), platform),
    pair: name,
  });
  return { place: placeOf(pair), former: formerPair === undefined ? undefined : placeOf(formerPair) };
}
