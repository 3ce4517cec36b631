import type { Profile } from '../../../shared/profile.js';
import { withBothSides, type BothSides } from '../../activity/both-sides.js';
import { pairOf } from '../../activity/pair.js';
import { applicationFolder, idOfPair, stateFileOf } from '../../state/state-folder.js';
import type { Narrator } from '../output/narrator.js';
import type { Shell } from '../shell.js';
import { persistently } from '../sign-in/connect.js';
import { profileOf, type EvenRequest } from './request.js';

/** Both sides, connected, and the profile that stands for the request. */
export interface ConnectedSides extends BothSides {
  readonly profile: Profile;
}

/** Connects both sides of a request, as `persistently` as that goes, and lets `work` use them. */
export async function withSides<T>(
  request: EvenRequest,
  shell: Shell,
  narrator: Narrator,
  work: (sides: ConnectedSides) => Promise<T>,
): Promise<T> {
  const { options } = request;
  return persistently(request, shell, narrator, ({ found, trusted }, { reached, dialogue }) => {
    const draft = profileOf(request, { userName: found.userName, trustedCertificate: trusted });
    const id = idOfPair(pairOf({ ...draft, id: '' }));
    const profile: Profile = { ...draft, id };
    const stateFile = stateFileOf(options.stateDir ?? applicationFolder(shell), id, shell.platform);
    return withBothSides(
      { profile, stateFile, password: () => Promise.resolve(found.password), signal: shell.signal, dialogue },
      async (sides) => {
        await reached();
        return work({ ...sides, profile });
      },
    );
  });
}
