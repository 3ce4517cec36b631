import type { Profile } from '../../../shared/profile.js';
import { withBothSides, type BothSides } from '../../activity/both-sides.js';
import { pairOf } from '../../activity/pair.js';
import { idOfPair, stateFileOf } from '../../state/state-folder.js';
import { memoryFolder } from '../pair/memory-folder.js';
import type { Narrator } from '../output/narrator.js';
import type { Shell } from '../shell.js';
import { persistently } from '../sign-in/connect.js';
import { profileOf, type EvenRequest, type SignedIn } from './request.js';

/** Both sides, connected, and the profile that stands for the request. */
export interface ConnectedSides extends BothSides {
  readonly profile: Profile;
}

/** What a request is remembered as, once it is known who signs in. */
export interface Memory {
  readonly profile: Profile;
  readonly stateFile: string;
}

/** Where the pair of folders of a request is remembered: with its profile, or under a name of its own. */
export function memoryOf(request: EvenRequest, signedIn: SignedIn, shell: Shell): Memory {
  const draft = profileOf(request, signedIn);
  const id = request.application ?? idOfPair(pairOf({ ...draft, id: '' }));
  const stateFile = stateFileOf(memoryFolder(request.options, shell), id, shell.platform);
  return { profile: { ...draft, id }, stateFile };
}

/** Connects both sides of a request, as `persistently` as that goes, and lets `work` use them. */
export async function withSides<T>(
  request: EvenRequest,
  shell: Shell,
  narrator: Narrator,
  work: (sides: ConnectedSides) => Promise<T>,
): Promise<T> {
  return persistently(request, shell, narrator, ({ found, passphrase, trusted }, { reached, dialogue }) => {
    const signedIn = { userName: found.userName, trustedCertificate: trusted };
    const { profile, stateFile } = memoryOf(request, signedIn, shell);
    const secrets = { password: found.password, passphrase };
    return withBothSides(
      {
        profile,
        stateFile,
        secret: (kind) => Promise.resolve(secrets[kind]),
        signal: shell.signal,
        dialogue,
      },
      async (sides) => {
        await reached();
        return work({ ...sides, profile });
      },
    );
  });
}
