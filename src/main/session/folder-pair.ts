import type { Sides } from '../../shared/entry/entry.js';
import type { KeptSecret, Profile } from '../../shared/profile/profile.js';
import { idOfPair, stateFileOf } from '../state/state-folder.js';
import type { Dialogue } from '../targets/open-target.js';
import type { Target } from '../targets/target.js';

/** Where the state of a pair of folders is. */
export interface StatePlace {
  /** The file; it may hold other pairs as well. */
  readonly file: string;
  /** What names the pair in it. */
  readonly pair: string;
  /** For how many days its history keeps runs that did something, `null` for ever; 90 unless it is given. */
  readonly historyDays?: number | null | undefined;
}

/** A pair of folders, and all that it takes to connect them and to keep their records. */
export interface FolderPair {
  /** Which folders they are, who signs in, and how they are synced. */
  readonly profile: Profile;
  readonly place: StatePlace;
  /** Where its state may have been when `ftp://host/` was the folder in which one is signed in. */
  readonly former?: StatePlace | undefined;
  /** What a server is told of the user, or a key opened with; `''` where there is none. What it rejects with is told as it is. */
  readonly secret: (kind: KeptSecret) => Promise<string>;
  /** Where the program keeps its own files, besides what is beside the state: absolute paths of folders and files. */
  readonly ownPlaces: readonly string[];
  /** Gets the dialogue with the server. */
  readonly dialogue?: Dialogue | undefined;
  /** Sides that somebody has connected and will close, whatever the profile says of them. */
  readonly given?: Partial<Sides<Target>> | undefined;
}

/**
 * Where the state of a pair of folders is that no profile of the application stands for, and where it may have been before. `folder` is the
 * one for all state.
 */
export function namelessPlaces(
  folder: string,
  platform: NodeJS.Platform,
  pair: string,
  formerPair: string | undefined,
): Pick<FolderPair, 'place' | 'former'> {
  const placeOf = (name: string): StatePlace => ({
    file: stateFileOf(folder, idOfPair(name), platform),
    pair: name,
  });
  return { place: placeOf(pair), former: formerPair === undefined ? undefined : placeOf(formerPair) };
}
