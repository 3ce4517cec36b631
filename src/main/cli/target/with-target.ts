import { ProblemError } from '../../../shared/problem-error.js';
import { openTarget, type TargetOptions } from '../../targets/open-target.js';
import { openServerMemory, type OpenServerMemory } from '../../state/server-findings-file.js';
import { stateFileOf } from '../../state/state-folder.js';
import type { Target } from '../../targets/target.js';
import { profileOptionsOf, proxyOf } from '../sync/request.js';
import { memoryFolder } from '../target-arguments/state-folder.js';
import type { Reporter } from '../output/reporter.js';
import type { CliContext } from '../cli-context.js';
import { persistently, type Place } from '../sign-in/connect.js';

/**
 * Connects one folder, here or on a server, and lets `work` use it, which is told how many milliseconds that took. `how` says how the
 * server is reached, where the options do not. Rejects with a `ProblemError` where that cannot be.
 */
export function withTarget<T>(
  place: Place,
  shell: CliContext,
  reporter: Reporter,
  work: (target: Target, connectMs: number) => Promise<T>,
  how: TargetOptions = profileOptionsOf(place.options, place.remote.address),
): Promise<T> {
  return persistently(
    { ...place, proxy: proxyOf(place.options, how) },
    shell,
    reporter,
    async ({ found, passphrase, proxyPassword, trusted }, { reached, dialogue }) => {
      const { userName, password } = found;
      const signIn = { userName, password, passphrase, proxyPassword, trustedCertificate: trusted };
      const memory = await serverMemoryOf(place, shell);
      const target = openTarget(place.remote.address, 'remote', signIn, { ...how, dialogue, memory });
      const begunMs = performance.now();
      try {
        await target.connect(shell.signal).catch((error: unknown) => {
          throw asSaid(error, place);
        });
        const connectMs = performance.now() - begunMs;
        await reached();
        return await work(target, connectMs);
      } finally {
        await Promise.all([target.close(), memory?.saved()]);
      }
    },
  );
}

/** What earlier sessions found out of the server, so that this one need not: beside the baselines, whichever pair they were of. */
async function serverMemoryOf(
  { remote, options }: Place,
  shell: CliContext,
): Promise<OpenServerMemory | undefined> {
  const { address } = remote;
  if (address.kind !== 'server') return undefined;
  const beside = stateFileOf(memoryFolder(options, shell), 'none', shell.platform);
  return openServerMemory(beside, `${address.host}:${address.port}`, shell.now());
}

/** A folder that is missing, as of somebody who only wants to look at it: there is no other side, and nothing is to be made. */
function asSaid(error: unknown, { remote }: Place): unknown {
  if (!(error instanceof ProblemError) || error.problem.kind !== 'folder-missing') return error;
  const problem = {
    kind: 'folder-missing',
    what: `There is no folder “${remote.text}”.`,
    advice: 'Check its path.',
  } as const;
  return new ProblemError(problem, { cause: error });
}
