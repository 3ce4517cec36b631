import { join, resolve } from 'node:path';
import { NOTHING } from '../../../shared/plan/plan.js';
import { problemOf } from '../../../shared/problem-error.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { namelessPlaces, type FolderPair } from '../../session/folder-pair.js';
import { formerPairOf, pairOf } from '../../session/profile/pair.js';
import type { Session } from '../../session/session.js';
import { wantedRun } from '../../session/unbegun.js';
import { withSession, type OpenPair } from '../../session/with-session.js';
import { applicationFolder, idOfPair, stateFileOf } from '../../state/state-folder.js';
import { memoryFolder } from '../target-arguments/state-folder.js';
import type { Reporter } from '../output/reporter.js';
import type { CliContext } from '../cli-context.js';
import { persistently } from '../sign-in/connect.js';
import { tellFormerFolder, tellSignInFolder } from '../target/sign-in-folder.js';
import { UsageError } from '../usage-error.js';
import { profileOf, profileOptionsOf, proxyOf, type SyncRequest, type SignedIn } from './request.js';

/** What a request is remembered as, once it is known who signs in: with its profile, or under a name of its own. */
export function memoryOf(
  request: SyncRequest,
  signedIn: SignedIn,
  shell: CliContext,
): Pick<FolderPair, 'profile' | 'place' | 'former'> {
  const draft = profileOf(request, signedIn);
  const typed: Profile = { ...draft, id: '' };
  const pair = pairOf(typed);
  const folder = memoryFolder(request.options, shell);
  const { application } = request;
  if (application === undefined) {
    const profile = { ...draft, id: idOfPair(pair) };
    return { profile, ...namelessPlaces(folder, shell.platform, pair, formerPairOf(typed)) };
  }
  // What the application has saved has been put into the words of today.
  const place = { file: stateFileOf(folder, application, shell.platform), pair };
  return { profile: { ...draft, id: application }, place };
}

/** Where the application and this command keep their own on this computer. A folder that was named for it may hold other things. */
function ownPlacesOf({ options }: SyncRequest, shell: CliContext): readonly string[] {
  return [
    applicationFolder(shell),
    join(memoryFolder(options, shell), 'profiles.json'),
    ...(options.log === undefined ? [] : [resolve(shell.folder, options.log)]),
  ];
}

/**
 * Opens a session for a request, as `persistently` as that goes, and lets `work` use it. `purpose` says whether it is for a run, which is
 * accounted for even where it cannot begin. Rejects as `withSession` does.
 */
export function openSession<T>(
  request: SyncRequest,
  shell: CliContext,
  reporter: Reporter,
  purpose: 'run' | 'look',
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { signal, now } = shell;
  const dryRun = request.options.dryRun === true;
  return withSession(
    {
      trigger: 'command-line',
      signal,
      now,
      run: purpose === 'run' ? wantedRun({ dryRun }, NOTHING, now()) : undefined,
      reach: (open) => reach(request, shell, reporter, open),
      isNoRun: (error) => error instanceof UsageError,
      onUnrecorded: (error) =>
        reporter.remark('warning', `This run could not be recorded in the history: ${problemOf(error).what}`),
    },
    work,
  );
}

function reach<T>(
  request: SyncRequest,
  shell: CliContext,
  reporter: Reporter,
  open: OpenPair<T>,
): Promise<T> {
  const { options, saved } = request;
  const place = { ...request, proxy: proxyOf(options, saved?.options ?? profileOptionsOf(options)) };
  return persistently(
    place,
    shell,
    reporter,
    ({ found, passphrase, proxyPassword, trusted }, { reached, dialogue }) => {
      const signedIn = { userName: found.userName, trustedCertificate: trusted };
      const secrets = { password: found.password, passphrase, proxy: proxyPassword };
      const pair: FolderPair = {
        ...memoryOf(request, signedIn, shell),
        ownPlaces: ownPlacesOf(request, shell),
        secret: (kind) => Promise.resolve(secrets[kind]),
        dialogue,
      };
      return open(pair, async (session) => {
        await reached();
        tellSignInFolder(session.signInFolder, reporter);
        if (session.meantOther) tellFormerFolder(session.profile, session.targets.remote, reporter);
      });
    },
  );
}
