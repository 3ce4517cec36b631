import { ProblemError } from '../../../shared/problem-error.js';
import { openTarget, type TargetOptions } from '../../targets/open-target.js';
import { openServerFindings, type OpenServerFindings } from '../../state/server-findings-file.js';
import { stateFileOf } from '../../state/state-folder.js';
import type { Target } from '../../targets/target.js';
import { profileOptionsOf, proxyOf } from '../sync/request.js';
import { stateFolderOf } from '../target-arguments/state-folder.js';
import type { Reporter } from '../output/reporter.js';
import type { CliContext } from '../cli-context.js';
import { connectWithRetries, type ConnectionRequest } from '../sign-in/connect-with-retries.js';
import { signInText } from '../text/sign-in.js';

/**
 * Connects one folder, here or on a server, and lets `work` use it, which is told how many milliseconds that took. `how` says how the
 * server is reached, where the options do not. Rejects with a `ProblemError` where that cannot be.
 */
export function withTarget<T>(
  place: ConnectionRequest,
  context: CliContext,
  reporter: Reporter,
  work: (target: Target, connectMs: number) => Promise<T>,
  how: TargetOptions = profileOptionsOf(place.options, place.remote.address),
): Promise<T> {
  return connectWithRetries(
    { ...place, proxy: proxyOf(place.options, how) },
    context,
    reporter,
    async ({ found, passphrase, proxyPassword, trusted }, { reached, dialogue }) => {
      const { userName, password } = found;
      const signIn = { userName, password, passphrase, proxyPassword, trustedCertificate: trusted };
      const findings = await findingsOf(place, context);
      const target = openTarget(place.remote.address, 'remote', signIn, { ...how, dialogue, findings });
      const begunMs = performance.now();
      try {
        await target.connect(context.signal).catch((error: unknown) => {
          throw asSaid(error, place);
        });
        const connectMs = performance.now() - begunMs;
        await reached();
        return await work(target, connectMs);
      } finally {
        await Promise.all([target.close(), findings?.saved()]);
      }
    },
  );
}

/** What earlier sessions found out of the server, so that this one need not: beside the baselines, whichever pair they were of. */
async function findingsOf(
  { remote, options }: ConnectionRequest,
  context: CliContext,
): Promise<OpenServerFindings | undefined> {
  const { address } = remote;
  if (address.kind !== 'server') return undefined;
  const beside = stateFileOf(stateFolderOf(options, context), 'none', context.platform);
  return openServerFindings(beside, `${address.host}:${address.port}`, context.now());
}

/** A folder that is missing, as of somebody who only wants to look at it: there is no other side, and nothing is to be made. */
function asSaid(error: unknown, { remote }: ConnectionRequest): unknown {
  if (!(error instanceof ProblemError) || error.problem.kind !== 'folder-missing') return error;
  const problem = { kind: 'folder-missing', ...signInText.folderMissing(remote.text) } as const;
  return new ProblemError(problem, { cause: error });
}
