import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { NOTHING } from '../../../shared/plan/plan.js';
import { problemOf } from '../../../shared/problem-error.js';
import type { Profile } from '../../../shared/profile/profile.js';
import type { RunId } from '../../../shared/run/run.js';
import { withBothSides, type BothSides } from '../../session/both-sides.js';
import type { MemoryPlace } from '../../session/former-memory.js';
import { formerPairOf, pairOf, remoteOf } from '../../session/pair.js';
import { accountedFor, type Attempt } from '../../session/unbegun.js';
import { applicationFolder, idOfPair, stateFileOf } from '../../state/state-folder.js';
import { memoryFolder } from '../target-arguments/state-folder.js';
import type { Reporter } from '../output/reporter.js';
import type { CliContext } from '../cli-context.js';
import { persistently } from '../sign-in/connect.js';
import { tellFormerFolder, tellSignInFolder } from '../target/sign-in-folder.js';
import { UsageError } from '../usage-error.js';
import { profileOf, profileOptionsOf, proxyOf, type SyncRequest, type SignedIn } from './request.js';

/** Both sides, connected, and the profile that stands for the request. */
export interface ConnectedSides extends BothSides {
  readonly profile: Profile;
  /** Names the run that they are connected for. */
  readonly runId: RunId;
}

/** What a request is remembered as, once it is known who signs in. */
export interface Memory {
  readonly profile: Profile;
  readonly place: MemoryPlace;
  /** Where it may have been remembered before, as in `BothSidesOptions`. */
  readonly former: MemoryPlace | undefined;
}

/** Where the pair of folders of a request is remembered: with its profile, or under a name of its own. */
export function memoryOf(request: SyncRequest, signedIn: SignedIn, shell: CliContext): Memory {
  const draft = profileOf(request, signedIn);
  const typed: Profile = { ...draft, id: '' };
  const folder = memoryFolder(request.options, shell);
  const placeOf = (pair: string, id = idOfPair(pair)): MemoryPlace => ({
    file: stateFileOf(folder, id, shell.platform),
    pair,
  });
  const [pair, before] = [pairOf(typed), formerPairOf(typed)];
  const id = request.application ?? idOfPair(pair);
  // What the application has saved has been put into the words of today.
  const former = request.application === undefined && before !== undefined ? placeOf(before) : undefined;
  return { profile: { ...draft, id }, place: placeOf(pair, id), former };
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
 * Connects both sides of a request, as `persistently` as that goes, and lets `work` use them. Where they are connected for a run, and it
 * cannot begin, it is in the history all the same.
 */
export async function withSides<T>(
  request: SyncRequest,
  shell: CliContext,
  reporter: Reporter,
  purpose: 'run' | 'look',
  work: (sides: ConnectedSides) => Promise<T>,
): Promise<T> {
  const run = { runId: randomUUID(), trigger: 'command-line', startedMs: shell.now() } as const;
  let attempt: Attempt | undefined;
  const { options, saved } = request;
  const place = { ...request, proxy: proxyOf(options, saved?.options ?? profileOptionsOf(options)) };
  const connected = (): Promise<T> =>
    persistently(
      place,
      shell,
      reporter,
      ({ found, passphrase, proxyPassword, trusted }, { reached, dialogue }) => {
        const signedIn = { userName: found.userName, trustedCertificate: trusted };
        const { profile, place: remembered, former } = memoryOf(request, signedIn, shell);
        const secrets = { password: found.password, passphrase, proxy: proxyPassword };
        const beginning = {
          ...run,
          profileId: profile.id,
          dryRun: options.dryRun === true,
          unreached: NOTHING,
        };
        attempt = { beginning, place: remembered, former };
        return withBothSides(
          {
            profile,
            stateFile: remembered.file,
            former,
            ownPlaces: ownPlacesOf(request, shell),
            secret: (kind) => Promise.resolve(secrets[kind]),
            signal: shell.signal,
            dialogue,
          },
          async (sides) => {
            attempt = { beginning, place: sides.place };
            await reached();
            tellSignInFolder(remoteOf(profile), sides.targets.remote, reporter);
            if (sides.meantOther === true) tellFormerFolder(profile, sides.targets.remote, reporter);
            return work({ ...sides, profile, runId: run.runId });
          },
        );
      },
    );
  if (purpose === 'look') return connected();
  return accountedFor(
    {
      attempt: () => attempt,
      signal: shell.signal,
      now: shell.now,
      isNoRun: (error) => error instanceof UsageError,
      onFailure: (error) =>
        reporter.remark('warning', `This run could not be recorded in the history: ${problemOf(error).what}`),
    },
    connected,
  );
}
