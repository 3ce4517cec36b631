import { nameOfAddress, nameOfFolder } from './list/dropped.js';
import { guessAddress } from './remote/guess-address.js';

/** What of the form a name can be taken from. */
interface Named {
  readonly name: string;
  readonly localFolder: string;
  readonly remoteFolder: string;
}

/** What a new profile is called as long as nobody has named it: like its local folder, or like the server while only that is known. */
export function suggestedName({ localFolder, remoteFolder }: Omit<Named, 'name'>): string {
  const folder = nameOfFolder(localFolder.trim());
  if (folder !== '') return folder;
  return nameOfAddress((guessAddress(remoteFolder) ?? remoteFolder).trim());
}

/** The form after something was entered: its name follows, as long as it is the suggested one. */
export function withSuggestedName<T extends Named>(before: T, now: T): T {
  const isOwn = now.name !== before.name || before.name !== suggestedName(before);
  return isOwn ? now : { ...now, name: suggestedName(now).slice(0, 120) };
}
