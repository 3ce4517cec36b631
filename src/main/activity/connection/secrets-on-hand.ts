import { ProblemError } from '../../../shared/problem-error.js';
import type { Problem } from '../../../shared/problem.js';
import type { KeptSecret, Profile, SecretKind } from '../../../shared/profile/profile.js';
import type { ActivityDependencies } from '../dependencies.js';
import { remoteOf } from '../../session/profile/pair.js';
import { activityText } from '../text.js';

/** A secret that somebody has entered, and whether it is to be remembered once it has worked. */
export interface Offer {
  readonly kind: SecretKind;
  readonly secret: string;
  readonly remember: boolean;
}

/** The secrets of a profile: those that are kept, and one that somebody has just entered and that has to prove itself. */
export class SecretsOnHand {
  readonly #dependencies: Pick<ActivityDependencies, 'secretOf' | 'keepSecret'>;
  #offer: Offer | undefined;

  constructor(dependencies: Pick<ActivityDependencies, 'secretOf' | 'keepSecret'>) {
    this.#dependencies = dependencies;
  }

  /** Takes a secret for the next connection. */
  offer(offer: Offer): void {
    this.#offer = offer;
  }

  /**
   * A secret to sign in with; `''` where there is none and the server may do without. Rejects with `password-needed` where it will not:
   * to try without one would count as an attempt there.
   */
  async secretOf(profile: Profile, kind: KeptSecret): Promise<string> {
    if (this.#offer?.kind === kind) return this.#offer.secret;
    const known = await this.#kept(profile, kind);
    if (kind === 'password' && known === '' && needsPassword(profile)) {
      throw new ProblemError(passwordNeeded(profile));
    }
    return known;
  }

  async #kept(profile: Profile, kind: KeptSecret): Promise<string> {
    try {
      return await this.#dependencies.secretOf(profile.id, kind);
    } catch (cause) {
      throw cause instanceof ProblemError ? cause : new ProblemError(keyringSilent(kind), { cause });
    }
  }

  /** The connection was made: what was entered for it is right, and kept. */
  async worked(profile: Profile): Promise<void> {
    const offer = this.#offer;
    this.#offer = undefined;
    if (offer === undefined) return;
    await this.#dependencies.keepSecret(profile.id, offer.kind, offer.secret, offer.remember);
  }

  /** The connection was not made: what was entered may be wrong, and is forgotten. */
  failed(): void {
    this.#offer = undefined;
  }
}

/** FTP has nothing else to prove who somebody is; SSH has keys. */
function needsPassword(profile: Profile): boolean {
  const address = remoteOf(profile);
  if (address.kind === 'folder' || address.protocol === 'sftp') return false;
  return !['', 'anonymous', 'ftp'].includes(profile.userName.toLowerCase());
}

function keyringSilent(kind: KeptSecret): Problem {
  return { kind: 'other', ...activityText.keyringSilent(kind), side: 'remote' };
}

function passwordNeeded(profile: Profile): Problem {
  const address = remoteOf(profile);
  const host = address.kind === 'server' ? address.host : '';
  return {
    kind: 'password-needed',
    ...activityText.passwordNeeded(profile.userName, host),
    side: 'remote',
  };
}
