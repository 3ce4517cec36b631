import { problemOf } from '../../../shared/problem-error.js';
import type { Profile } from '../../../shared/profile.js';
import { withBothSides, type BothSides } from '../../activity/both-sides.js';
import { pairOf } from '../../activity/pair.js';
import type { Narrator } from '../output/narrator.js';
import { applicationFolder, idOfPair, stateFileOf } from '../../state/state-folder.js';
import type { Shell } from '../shell.js';
import { profileOf, type EvenRequest } from './request.js';
import { makeRemoteFolder } from './remote-folder.js';

/** Both sides, connected, and the profile that stands for the request. */
export interface ConnectedSides extends BothSides {
  readonly profile: Profile;
}

/**
 * Connects both sides of a request and lets `work` use them. What keeps it from connecting and can be mended on the way is: a
 * remote folder that is to be made, a host key that is not to be verified. Rejects with a `ProblemError` for all else.
 */
export async function withSides<T>(
  request: EvenRequest,
  shell: Shell,
  narrator: Narrator,
  work: (sides: ConnectedSides) => Promise<T>,
): Promise<T> {
  const { options, remote } = request;
  const userName = remote.userName;
  const password = remote.password === '' ? (shell.env['EVENKEEL_PASSWORD'] ?? '') : remote.password;
  let trustedCertificate = options.trust;
  let made = false;
  for (;;) {
    const draft = profileOf(request, { userName, trustedCertificate });
    const id = idOfPair(pairOf({ ...draft, id: '' }));
    const profile: Profile = { ...draft, id };
    const stateFile = stateFileOf(options.stateDir ?? applicationFolder(shell), id, shell.platform);
    const reached = { both: false };
    try {
      return await withBothSides(
        { profile, stateFile, password: () => Promise.resolve(password), signal: shell.signal },
        (sides) => {
          reached.both = true;
          return work({ ...sides, profile });
        },
      );
    } catch (error) {
      const problem = problemOf(error);
      if (reached.both || shell.signal.aborted || problem.side !== 'remote') throw error;
      if (problem.kind === 'folder-missing' && mayMake(request) && !made) {
        made = true;
        const signIn = { userName, password, trustedCertificate };
        await makeRemoteFolder(remote.address, signIn, profile.options, shell.signal);
        narrator.remark('note', 'The remote folder was missing and has been made.');
      } else if (
        problem.certificate !== undefined &&
        passesKeys(request) &&
        trustedCertificate === options.trust
      ) {
        trustedCertificate = problem.certificate.fingerprint;
        narrator.remark('warning', `${problem.what} It is used all the same (--no-verify-host-keys).`);
      } else {
        throw error;
      }
    }
  }
}

/** S1: a dry run makes nothing. */
function mayMake({ options }: EvenRequest): boolean {
  return options.createFolder === true && options.dryRun !== true;
}

function passesKeys({ options, remote }: EvenRequest): boolean {
  return (
    options.verifyHostKeys === false && remote.address.kind === 'server' && remote.address.protocol === 'sftp'
  );
}
