import { shown } from '../../../shared/format/shown.js';
import type { RemoteAddress } from '../../../shared/profile/remote.js';
import { signInFolderOf } from '../../activity/pair.js';
import type { Target } from '../../targets/target.js';
import type { Narrator } from '../output/reporter.js';

/** Says which folder the remote side is, where the address leaves that to the server. */
export function tellSignInFolder(
  address: RemoteAddress,
  target: Pick<Target, 'rootFolder'>,
  narrator: Narrator,
): void {
  const folder = signInFolderOf(address, target);
  if (folder !== undefined) narrator.remark('note', `Remote folder: ${shown(folder)}`);
}
