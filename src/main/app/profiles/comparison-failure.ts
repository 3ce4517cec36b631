import type { Problem } from '../../../shared/problem.js';
import type { RunTone } from '../../../shared/run/run.js';
import { profilesText } from '../../profiles/text.js';

/** Nothing went wrong where only a password is waited for. */
export function failureTone({ kind }: Problem): RunTone {
  return kind === 'password-needed' ? 'mixed' : 'bad';
}

/** Why a comparison failed, in a few words. */
export function failureWords({ kind }: Problem): string {
  const text = profilesText.couldNot;
  switch (kind) {
    case 'server-not-found':
    case 'server-unreachable':
    case 'connection-lost':
    case 'timed-out':
    case 'tls-unavailable':
      return text.connect;
    case 'sign-in-refused':
    case 'key-locked':
      return text.signIn;
    case 'password-needed':
      return text.password;
    case 'certificate-unknown':
    case 'certificate-changed':
      return text.trust;
    case 'command-failed':
      return text.command;
    default:
      return text.compare;
  }
}
