import type { Problem } from '../../../shared/problem.js';
import { STEP_NAMES, type StepName } from '../../../shared/connection/connection-test.js';

/** The last line of the step, by which it is seen to be over, for each protocol. */
const ENDS: readonly { readonly step: StepName; readonly last: RegExp }[] = [
  // RFC 4217, 4: once the line is protected, the client goes on with the sign-in.
  { step: 'encryption', last: /^Control socket is using|^Handshake completed/ },
  // RFC 959, 5.4: 230, or 232 where a security mechanism has signed the user in; RFC 4252, 5.1 for SSH.
  { step: 'sign-in', last: /^(?:< )?23\d |USERAUTH_SUCCESS/ },
];

/** The step that is under way after `line` of the dialogue, while `current` was until then. */
export function stepAfter(current: StepName, line: string): StepName {
  const ended = ENDS.find(({ step }) => step === current);
  if (ended?.last.test(line) === true) return next(current);
  // Implicit TLS is there before the first line, so that only the sign-in shows that it is.
  return current === 'encryption' && /^> (?:USER|PASS)\b/.test(line) ? 'sign-in' : current;
}

/** The step that a problem is about, where it came up while `reached` was under way. */
export function failedStep({ kind }: Pick<Problem, 'kind'>, reached: StepName): StepName {
  switch (kind) {
    case 'server-not-found':
      return 'name';
    case 'server-unreachable':
      return 'port';
    case 'certificate-unknown':
    case 'certificate-changed':
    case 'tls-unavailable':
      return 'encryption';
    case 'sign-in-refused':
    case 'password-needed':
    case 'key-locked':
      return 'sign-in';
    case 'folder-missing':
    case 'not-a-folder':
      return 'folder';
    default:
      return reached;
  }
}

function next(step: StepName): StepName {
  return STEP_NAMES[STEP_NAMES.indexOf(step) + 1] ?? step;
}
