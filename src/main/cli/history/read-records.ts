import { ProblemError } from '../../../shared/problem-error.js';
import { asMeantFormerly } from '../../../shared/profile/former-remote.js';
import { likelyState } from '../../session/former-state.js';
import { withStore } from '../../session/past-runs.js';
import type { StateStore } from '../../state/state-store.js';
import type { SyncRequest } from '../sync/request.js';
import { recordsOf } from '../sync/open-session.js';
import type { Reporter } from '../output/reporter.js';
import type { CliContext } from '../cli-context.js';
import { sourcesFor } from '../sign-in/connect-with-retries.js';
import { findCredentials } from '../sign-in/find-credentials.js';
import { UsageError } from '../usage-error.js';
import { recordsText } from '../text/records.js';

/**
 * Reads from what is remembered of the pair of folders of a request, without connecting to either; `none` where nothing is. Rejects with a
 * `ProblemError` where it cannot be read, and with the `UsageError` of `read`.
 */
export async function readRecords<T>(
  request: SyncRequest,
  context: CliContext,
  reporter: Reporter,
  read: (state: StateStore) => Promise<T>,
  none: T,
): Promise<T> {
  const signedIn = {
    userName: await userNameOf(request, context, reporter),
    trustedCertificate: request.options.trust,
  };
  const { profile, place: own, former } = recordsOf(request, signedIn, context);
  const place = await likelyState(own, former);
  if (place !== own) {
    const [now, before] = [profile.remoteFolder, asMeantFormerly(profile.remoteFolder)];
    reporter.remark('note', recordsText.ofFormerAddress(before, now));
  }
  let mistyped: UsageError | undefined;
  const reading = async (state: StateStore): Promise<T> => {
    try {
      return await read(state);
    } catch (error) {
      // What was typed is no problem of the records.
      if (error instanceof UsageError) mistyped = error;
      throw error;
    }
  };
  const answer = await withStore(place, reading, none);
  if (mistyped !== undefined) throw mistyped;
  if (answer.kind === 'refused') throw new ProblemError(answer.problem);
  return answer.value;
}

/** Who would sign in: servers show each user their own folders, so the name belongs to the pair. Nobody is asked for a password. */
async function userNameOf(request: SyncRequest, context: CliContext, reporter: Reporter): Promise<string> {
  const { remote, application } = request;
  if (application !== undefined || remote.userName !== '') return remote.userName;
  const { ask, ...sources } = sourcesFor(request, context, reporter);
  const nameOnly = ask && { ...ask, password: () => Promise.resolve('') };
  return (await findCredentials(remote, { ...sources, ask: nameOnly }, false)).userName;
}
