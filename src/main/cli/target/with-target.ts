import { openTarget } from '../../targets/open-target.js';
import type { Target } from '../../targets/target.js';
import { profileOptionsOf } from '../even/request.js';
import type { Narrator } from '../output/narrator.js';
import type { Shell } from '../shell.js';
import { persistently, type Place } from '../sign-in/connect.js';

/** Connects one folder, here or on a server, and lets `work` use it. Rejects with a `ProblemError` where that cannot be. */
export function withTarget<T>(
  place: Place,
  shell: Shell,
  narrator: Narrator,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  return persistently(place, shell, narrator, async ({ found, trusted }, { reached, dialogue }) => {
    const { userName, password } = found;
    const options = { ...profileOptionsOf(place.options), dialogue };
    const signIn = { userName, password, trustedCertificate: trusted };
    const target = openTarget(place.remote.address, 'remote', signIn, options);
    try {
      await target.connect(shell.signal);
      await reached();
      return await work(target);
    } finally {
      await target.close();
    }
  });
}
