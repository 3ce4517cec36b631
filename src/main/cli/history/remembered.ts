import { ProblemError } from '../../../shared/problem-error.js';
import { shown } from '../../../shared/format/shown.js';
import { asMeantFormerly } from '../../../shared/profile/former-remote.js';
import { likelyMemory } from '../../session/former-memory.js';
import { remembering } from '../../session/past-runs.js';
import type { StateStore } from '../../state/state-store.js';
import type { SyncRequest } from '../sync/request.js';
import { memoryOf } from '../sync/open-session.js';
import type { Reporter } from '../output/reporter.js';
import type { CliContext } from '../cli-context.js';
import { sourcesFor } from '../sign-in/connect.js';
import { findCredentials } from '../sign-in/find-credentials.js';
import { UsageError } from '../usage-error.js';

/**
 * Reads from what is remembered of the pair of folders of a request, without connecting to either; `none` where nothing is. Rejects with a
 * `ProblemError` where it cannot be read, and with the `UsageError` of `read`.
 */
export async function fromMemory<T>(
  request: SyncRequest,
  shell: CliContext,
  reporter: Reporter,
  read: (state: StateStore) => Promise<T>,
  none: T,
): Promise<T> {
  const signedIn = {
    userName: await userNameOf(request, shell, reporter),
    trustedCertificate: request.options.trust,
  };
  const { profile, place: own, former } = memoryOf(request, signedIn, shell);
  const place = await likelyMemory(own, former);
  if (place !== own) {
    const [now, before] = [profile.remoteFolder, asMeantFormerly(profile.remoteFolder)];
    reporter.remark(
      'note',
      `Showing the records of “${shown(before)}”: “${shown(now)}” has none of its own, and was the same folder before.`,
    );
  }
  let mistyped: UsageError | undefined;
  const reading = async (state: StateStore): Promise<T> => {
    try {
      return await read(state);
    } catch (error) {
      // What was typed is no trouble with the memory.
      if (error instanceof UsageError) mistyped = error;
      throw error;
    }
  };
  const answer = await remembering(place, reading, none);
  if (mistyped !== undefined) throw mistyped;
  if (answer.kind === 'refused') throw new ProblemError(answer.problem);
  return answer.value;
}

/** Who would sign in: servers show each user their own folders, so the name belongs to the pair. Nobody is asked for a password. */
async function userNameOf(request: SyncRequest, shell: CliContext, reporter: Reporter): Promise<string> {
  const { remote, application } = request;
  if (application !== undefined || remote.userName !== '') return remote.userName;
  const { ask, ...sources } = sourcesFor(request, shell, reporter);
  const nameOnly = ask && { ...ask, password: () => Promise.resolve('') };
  return (await findCredentials(remote, { ...sources, ask: nameOnly }, false)).userName;
}
