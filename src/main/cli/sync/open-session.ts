import { join, resolve } from 'node:path';
import { NOTHING } from '../../../shared/plan/plan.js';
import { problemOf } from '../../../shared/problem-error.js';
import type { Profile } from '../../../shared/profile/profile.js';
import type { RunTrigger } from '../../../shared/run/run.js';
import { namelessPlaces, type FolderPair } from '../../session/folder-pair.js';
import { readSavedSettings } from '../../profiles/saved-settings.js';
import { formerPairOf, pairOf } from '../../session/profile/pair.js';
import type { Session } from '../../session/session.js';
import { wantedRun } from '../../session/unstarted-run.js';
import { withSession, type OpenPair } from '../../session/with-session.js';
import { applicationFolder, idOfPair, stateFileOf, STATE_FOLDER } from '../../state/state-folder.js';
import { stateFolderOf } from '../target-arguments/state-folder.js';
import type { Reporter } from '../output/reporter.js';
import type { CliContext } from '../cli-context.js';
import { commandsFor, concludeCommands } from './run-commands.js';
import { connectWithRetries } from '../sign-in/connect-with-retries.js';
import { warnAboutFormerFolder, reportSignInFolder } from '../target/sign-in-folder.js';
import { UsageError } from '../usage-error.js';
import { profileOf, profileOptionsOf, proxyOf, type SyncRequest, type SignedIn } from './request.js';
import { cliRunText } from '../text/run.js';

/** What a request is remembered as, once it is known who signs in: with its profile, or under a name of its own. */
export function recordsOf(
  request: SyncRequest,
  signedIn: SignedIn,
  context: CliContext,
): Pick<FolderPair, 'profile' | 'place' | 'former'> {
  const draft = profileOf(request, signedIn);
  const typed: Profile = { ...draft, id: '' };
  const pair = pairOf(typed);
  const folder = stateFolderOf(request.options, context);
  const { application } = request;
  if (application === undefined) {
    const profile = { ...draft, id: idOfPair(pair) };
    return { profile, ...namelessPlaces(folder, context.platform, pair, formerPairOf(typed)) };
  }
  // What the application has saved has been put into the words of today.
  const id = request.records ?? application;
  const place = { file: stateFileOf(folder, id, context.platform), pair };
  return { profile: { ...draft, id }, place };
}

/** Where the application and this command keep their own on this computer. A folder that was named for it may hold other things. */
export function ownPlacesOf(
  { options }: Pick<SyncRequest, 'options'>,
  context: CliContext,
): readonly string[] {
  const stateFolder = stateFolderOf(options, context);
  return [
    applicationFolder(context),
    join(stateFolder, STATE_FOLDER),
    join(stateFolder, 'profiles.json'),
    ...(options.log === undefined ? [] : [resolve(context.folder, options.log)]),
  ];
}

/** What a session is for: a sync has the commands of its profile run before and after it, an undo or a restore has not. */
export type SessionPurpose = 'sync' | 'run' | 'look';

/**
 * Opens a session for a request, connected as `connectWithRetries` does it, and lets `work` use it. `purpose` says whether it is for a run, which
 * is recorded in the history even where it cannot begin. Rejects as `withSession` does.
 */
export async function openSession<T>(
  request: SyncRequest,
  context: CliContext,
  reporter: Reporter,
  purpose: SessionPurpose,
  work: (session: Session) => Promise<T>,
  trigger: RunTrigger = 'command-line',
): Promise<T> {
  const { signal, now } = context;
  const dryRun = request.options.dryRun === true;
  const run = purpose === 'look' ? undefined : wantedRun({ dryRun }, NOTHING, now());
  const around = purpose === 'sync' && !dryRun ? commandsFor(request, context, reporter, trigger) : undefined;
  const refusal = await around?.before();
  let reached: FolderPair | undefined;
  try {
    return await withSession(
      {
        trigger,
        joint: request.joint?.id,
        signal,
        now,
        run,
        refusal,
        reach: (open) =>
          reach(request, context, reporter, (pair, onConnected) => {
            reached = pair;
            return open(pair, onConnected);
          }),
        isNoRun: (error) => error instanceof UsageError,
        onUnrecorded: (error) => reporter.remark('warning', cliRunText.notRecorded(problemOf(error).what)),
      },
      work,
    );
  } finally {
    if (around !== undefined && run !== undefined)
      await concludeCommands(around, reached, run.runId, reporter);
  }
}

function reach<T>(
  request: SyncRequest,
  context: CliContext,
  reporter: Reporter,
  open: OpenPair<T>,
): Promise<T> {
  const { options, saved } = request;
  const place = { ...request, proxy: proxyOf(options, saved?.options ?? profileOptionsOf(options)) };
  const settings = readSavedSettings(stateFolderOf(options, context));
  return connectWithRetries(
    place,
    context,
    reporter,
    async ({ found, passphrase, proxyPassword, trusted }, { reached, dialogue }) => {
      const signedIn = { userName: found.userName, trustedCertificate: trusted };
      const secrets = { password: found.password, passphrase, proxy: proxyPassword };
      const { historyDays } = await settings;
      const records = recordsOf(request, signedIn, context);
      const pair: FolderPair = {
        ...records,
        place: { ...records.place, historyDays },
        ownPlaces: ownPlacesOf(request, context),
        secret: (kind) => Promise.resolve(secrets[kind]),
        dialogue,
      };
      return open(pair, async (session) => {
        await reached();
        reportSignInFolder(session.signInFolder, reporter);
        if (session.meantOther) warnAboutFormerFolder(session.profile, session.targets.remote, reporter);
      });
    },
  );
}
