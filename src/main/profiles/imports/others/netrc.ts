import { makeFound } from '../make-found.js';
import type { Found } from '../found.js';
import { readNetrc } from '../../netrc.js';

/** The machines of a `.netrc`, each with its user name and password. Macros in it are never looked at. */
export function* readMachines(text: string): Generator<Found> {
  for (const { machine, login, password } of readNetrc(text)) {
    // What is said of all other machines is no profile.
    if (machine === undefined) continue;
    yield makeFound({
      name: machine,
      remote: { kind: 'server', protocol: 'ftps', host: machine, path: '' },
      userName: login ?? '',
      secrets: { password: password ?? '' },
      notes: [{ kind: 'protocol-guessed' }],
    });
  }
}
