import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import type { Tally } from '../../shared/plan/plan.js';
import { ProblemError } from '../../shared/problem-error.js';
import type { RunId } from '../../shared/run/run.js';
import { connectBoth, farewell, type BothSides } from '../session/both-sides.js';
import { withProvenMemory } from '../session/former-memory.js';
import { onceMore } from '../session/last-run.js';
import { accountedFor, type Attempt } from '../session/unbegun.js';
import { openState } from '../state/open-state.js';
import { applicationFolder, idOfPair, stateFileOf } from '../state/state-folder.js';
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
  const { place, former } = placesOf(pairing);
  const { store, damaged } = await openState(place);
  try {
    if (damaged !== undefined) throw new ProblemError(onceMore(damaged));
    const [local, remote] = [await pairing.open('local'), await pairing.open('remote')];
    const ours = [local, remote].filter((side) => side.ours).map(({ target }) => target);
    try {
      await connectBoth(ours, signal);
      const targets = { local: local.target, remote: remote.target };
      return await withProvenMemory({ state: store, place }, former, remote.target, (memory) =>
        work({ targets, ...memory }),
      );
    } finally {
      await farewell(Promise.all(ours.map((target) => target.close())));
    }
  } finally {
    await store.close();
  }
}

/**
 * Does the same for a run, which `work` is told the name of. One that cannot begin is in the history all the same. `unreached` is what is
 * known to be ahead of it.
 */
export function withPairForRun<T>(
  pairing: Pairing,
  { dryRun, signal }: { readonly dryRun: boolean; readonly signal: AbortSignal },
  unreached: Tally,
  work: (sides: BothSides, runId: RunId) => Promise<T>,
): Promise<T> {
  const runId = randomUUID();
  let attempt: Attempt = {
    beginning: {
      runId,
      profileId: pairing.id,
      trigger: 'library',
      dryRun,
      startedMs: Date.now(),
      unreached,
    },
    ...placesOf(pairing),
  };
  // Where the history cannot be written either, what kept the run from beginning is still what has to be told.
  return accountedFor({ attempt: () => attempt, signal, now: Date.now }, () =>
    withPair(pairing, signal, (sides) => {
      attempt = { beginning: attempt.beginning, place: sides.place };
      return work(sides, runId);
    }),
  );
}

/** Where a pair is remembered, and where it may have been before. */
function placesOf({ id, pair, formerPair, stateFolder }: Pairing): Pick<Attempt, 'place' | 'former'> {
  const { env, platform } = process;
  const folder = stateFolder ?? applicationFolder({ env, platform, homeFolder: homedir() });
  const before = formerPair === undefined ? undefined : idOfPair(formerPair);
  return {
    place: { file: stateFileOf(folder, id, platform), pair },
    former:
      formerPair === undefined || before === undefined
        ? undefined
        : { file: stateFileOf(folder, before, platform), pair: formerPair },
  };
}
