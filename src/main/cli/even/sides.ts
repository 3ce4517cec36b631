import { problemOf } from '../../../shared/problem-error.js';
import type { Problem } from '../../../shared/problem.js';
import type { Profile } from '../../../shared/profile.js';
import { withBothSides, type BothSides } from '../../activity/both-sides.js';
import { pairOf } from '../../activity/pair.js';
import { applicationFolder, idOfPair, stateFileOf } from '../../state/state-folder.js';
import { levelOf } from '../output/narrated.js';
import type { Narrator } from '../output/narrator.js';
import { LEVEL_OF } from '../output/people.js';
import type { Shell } from '../shell.js';
import { findCredentials, type Found } from '../sign-in/find-credentials.js';
import { askerFor, sourcesOf, store } from '../sign-in/sources.js';
import { accountOf, toStored } from '../sign-in/stored.js';
import { profileOf, type EvenRequest } from './request.js';
import { makeRemoteFolder } from './remote-folder.js';

/** Both sides, connected, and the profile that stands for the request. */
export interface ConnectedSides extends BothSides {
  readonly profile: Profile;
}

/** How often somebody may mistype a password. */
const ATTEMPTS = 3;

/** What has been found out or done so far to get connected. */
interface Attempt {
  readonly found: Found;
  readonly trusted: string | undefined;
  readonly folderMade: boolean;
  /** Passwords that were asked for because one was refused. */
  readonly askedAgain: number;
}

/**
 * Connects both sides of a request and lets `work` use them. What keeps it from connecting is mended where the options or
 * somebody at the terminal say how: a wrong password, an unknown certificate or host key, a folder that is to be made. Rejects with
 * a `ProblemError` for all else.
 */
export async function withSides<T>(
  request: EvenRequest,
  shell: Shell,
  narrator: Narrator,
  work: (sides: ConnectedSides) => Promise<T>,
): Promise<T> {
  const { options, remote } = request;
  const host = remote.address.kind === 'server' ? remote.address.host : '';
  const sources = sourcesOf(options, shell, narrator, host);
  const found = await findCredentials(remote, sources, options.prompt === true);
  if (host !== '') narrator.remark('detail', `The password comes from: ${found.from}.`);
  const dialogue =
    levelOf(options) < LEVEL_OF.dialogue ? undefined : (said: string) => narrator.remark('dialogue', said);
  let attempt: Attempt = { found, trusted: options.trust, folderMade: false, askedAgain: 0 };
  for (;;) {
    const { userName, password } = attempt.found;
    const draft = profileOf(request, { userName, trustedCertificate: attempt.trusted });
    const id = idOfPair(pairOf({ ...draft, id: '' }));
    const profile: Profile = { ...draft, id };
    const stateFile = stateFileOf(options.stateDir ?? applicationFolder(shell), id, shell.platform);
    const reached = { both: false };
    try {
      return await withBothSides(
        { profile, stateFile, password: () => Promise.resolve(password), signal: shell.signal, dialogue },
        async (sides) => {
          reached.both = true;
          if (remote.address.kind === 'server' && options.storePassword === true && password !== '') {
            await store(
              accountOf(remote.address, remote.userName),
              toStored({ userName, password }),
              narrator,
            );
          }
          return work({ ...sides, profile });
        },
      );
    } catch (error) {
      const problem = problemOf(error);
      if (reached.both || shell.signal.aborted || problem.side !== 'remote') throw error;
      const next = await mended(problem, attempt, request, profile, shell, narrator);
      if (next === undefined) throw error;
      attempt = next;
    }
  }
}

/** What to try next; `undefined` where nothing is left. */
async function mended(
  problem: Problem,
  attempt: Attempt,
  { options, remote }: EvenRequest,
  profile: Profile,
  shell: Shell,
  narrator: Narrator,
): Promise<Attempt | undefined> {
  const asker = askerFor(options, shell);
  switch (problem.kind) {
    case 'folder-missing': {
      // S1: a dry run makes nothing.
      if (options.createFolder !== true || options.dryRun === true || attempt.folderMade) return undefined;
      const { userName, password } = attempt.found;
      const signIn = { userName, password, trustedCertificate: attempt.trusted };
      await makeRemoteFolder(remote.address, signIn, profile.options, shell.signal);
      narrator.remark('note', 'The remote folder was missing and has been made.');
      return { ...attempt, folderMade: true };
    }
    case 'certificate-unknown':
    case 'certificate-changed': {
      const { certificate } = problem;
      if (certificate === undefined || certificate.fingerprint === attempt.trusted) return undefined;
      if (options.verifyHostKeys === false && isSftp(remote)) {
        narrator.remark('warning', `${problem.what} It is used all the same (--no-verify-host-keys).`);
        return { ...attempt, trusted: certificate.fingerprint };
      }
      // One that changed is nothing to be waved through.
      if (asker === undefined || problem.kind === 'certificate-changed') return undefined;
      narrator.remark('warning', problem.what);
      narrator.remark(
        'note',
        `Its SHA-256 fingerprint is ${certificate.fingerprint} (${certificate.subject}).`,
      );
      narrator.pause();
      const answer = await asker.line('Trust it this time? (y/N) ');
      return answer?.trim().toLowerCase() === 'y'
        ? { ...attempt, trusted: certificate.fingerprint }
        : undefined;
    }
    case 'sign-in-refused': {
      if (asker === undefined || attempt.askedAgain >= ATTEMPTS || remote.address.kind === 'folder')
        return undefined;
      narrator.remark('warning', problem.what);
      const { ask } = sourcesOf(options, shell, narrator, remote.address.host);
      const userName =
        attempt.found.userName === '' ? ((await ask?.userName()) ?? '') : attempt.found.userName;
      const password = (await ask?.password(userName)) ?? '';
      return {
        ...attempt,
        found: { userName, password, from: 'prompt' },
        askedAgain: attempt.askedAgain + 1,
      };
    }
    default:
      return undefined;
  }
}

function isSftp({ address }: EvenRequest['remote']): boolean {
  return address.kind === 'server' && address.protocol === 'sftp';
}
