import { homedir } from 'node:os';
import { ProblemError } from '../../shared/problem-error.js';
import { connectBoth, farewell, type BothSides } from '../activity/both-sides.js';
import { onceMore } from '../activity/last-run.js';
import { openState } from '../state/open-state.js';
import { applicationFolder, stateFileOf } from '../state/state-folder.js';
import type { Pairing } from './pairing.js';

/**
 * Opens what is remembered of a pair, connects its sides, lets `work` use them, and closes what it has opened, whatever comes. Rejects
 * with a `ProblemError` for what could not be reached.
 */
export async function withPair<T>(
  pairing: Pairing,
  signal: AbortSignal,
  work: (sides: BothSides) => Promise<T>,
): Promise<T> {
  const { env, platform } = process;
  const folder = pairing.stateFolder ?? applicationFolder({ env, platform, homeFolder: homedir() });
  const file = stateFileOf(folder, pairing.id, platform);
  const { store, damaged } = await openState({ file, pair: pairing.pair });
  try {
    if (damaged !== undefined) throw new ProblemError(onceMore(damaged));
    const [local, remote] = [await pairing.open('local'), await pairing.open('remote')];
    const ours = [local, remote].filter((side) => side.ours).map(({ target }) => target);
    try {
      await connectBoth(ours, signal);
      return await work({ targets: { local: local.target, remote: remote.target }, state: store });
    } finally {
      await farewell(Promise.all(ours.map((target) => target.close())));
    }
  } finally {
    await store.close();
  }
}
