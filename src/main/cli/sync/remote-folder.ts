import { posix, dirname, basename } from 'node:path';
import { ProblemError } from '../../../shared/problem-error.js';
import type { Profile } from '../../../shared/profile/profile.js';
import type { RemoteAddress } from '../../../shared/profile/remote.js';
import { openTarget, type SignIn } from '../../targets/open-target.js';
import { signInText } from '../text/sign-in.js';

/** Makes the last level of the remote folder. Rejects with a `ProblemError` where what it would lie in is missing as well. */
export async function makeRemoteFolder(
  address: RemoteAddress,
  signIn: SignIn,
  options: Profile['options'],
  signal: AbortSignal,
): Promise<void> {
  const { above, name } = splitAddress(address);
  if (name === '' || name === '.' || name === '..') {
    throw new ProblemError({ kind: 'invalid', ...signInText.folderNameless, side: 'remote' });
  }
  const target = openTarget(above, 'remote', signIn, options);
  try {
    await target.connect(signal);
    await target.makeFolder(name, signal);
  } finally {
    await target.close();
  }
}

function splitAddress(address: RemoteAddress): { readonly above: RemoteAddress; readonly name: string } {
  if (address.kind === 'folder') {
    return { above: { ...address, path: dirname(address.path) }, name: basename(address.path) };
  }
  const parent = posix.dirname(address.path);
  return { above: { ...address, path: parent === '.' ? '' : parent }, name: posix.basename(address.path) };
}
