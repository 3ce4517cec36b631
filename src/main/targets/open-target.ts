import type { RemoteAddress } from '../../shared/remote.js';
import type { Side } from '../../shared/entry.js';
import type { Target } from './target.js';

/** What a server wants to know of the user, and what the user knows of the server. */
export interface SignIn {
  readonly userName: string;
  readonly password: string;
  /** SHA-256 fingerprint of the certificate that the user chose to trust for this profile. */
  readonly trustedCertificate?: string | undefined;
}

/** Makes the target for an address. `side` is named in its problems. Nothing is connected yet. */
export function openTarget(_address: RemoteAddress, _side: Side, _signIn: SignIn): Target {
  throw new Error('not written yet');
}
