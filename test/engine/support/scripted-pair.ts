import { nextLoopback } from '../../servers/loopback.js';
import type { Script, ScriptedFtp } from '../../servers/scripted/scripted-ftp.js';
import { scriptedSide } from '../../targets/support/scripted.js';
import { Pair, type Tree } from './pair.js';

/** A local folder, and a server that does as it is told, for the remote side. Removing the pair stops the server. */
export async function scriptedPair(
  local: Tree,
  script: Script,
  changes: Parameters<typeof scriptedSide>[1] = {},
): Promise<{ readonly created: Pair; readonly server: ScriptedFtp }> {
  const side = await scriptedSide(script, changes, nextLoopback());
  return { created: await Pair.create(local, {}, side), server: side.server };
}
