import { withoutTls } from '../../../shared/profile/remote.js';
import type { Profile, ProfileId } from '../../../shared/profile/profile.js';

/** What is kept, between two starts, of profiles whose FTP is or was unencrypted. */
export interface PlainState {
  /** Of which somebody has been told that password and files travel unencrypted. */
  readonly toldOfPlain: readonly ProfileId[];
  /** Which have been switched from plain FTP to TLS, and have not connected with it yet. */
  readonly untriedTls: readonly ProfileId[];
}

/**
 * What is remembered of profiles whose FTP is or was unencrypted. One that was switched to TLS may go back as long as TLS has not worked: until then,
 * nothing is lost by it that was not open before. Afterwards, somebody in between may have the server seem to have no TLS.
 */
export class PlainProfiles {
  readonly #state: () => PlainState;
  readonly #keep: (change: Partial<PlainState>) => void;

  constructor(state: () => PlainState, keep: (change: Partial<PlainState>) => void) {
    this.#state = state;
    this.#keep = keep;
  }

  /** Whether somebody has been told that password and files of the profile travel unencrypted. */
  isTold(id: ProfileId): boolean {
    return this.#state().toldOfPlain.includes(id);
  }

  /** Takes note that somebody has been told. */
  tell(id: ProfileId): void {
    if (!this.isTold(id)) this.#keep({ toldOfPlain: [...this.#state().toldOfPlain, id] });
  }

  /** Whether the profile was plain before, and has not connected with TLS since. */
  canGoBack(id: ProfileId): boolean {
    return this.#state().untriedTls.includes(id);
  }

  /** Takes note that a profile was changed. */
  saved(before: AddressOf, after: AddressOf): void {
    const same = before.remoteFolder === after.remoteFolder;
    const switched = !same && withoutTls(after.remoteFolder) === before.remoteFolder;
    if (switched) this.#keep({ untriedTls: [...this.#without(after.id), after.id] });
    else if (!same) this.worked(after.id);
  }

  /** Takes note that a profile was compared as it is now, or is no more: there is nothing to go back to. */
  worked(id: ProfileId): void {
    if (this.canGoBack(id)) this.#keep({ untriedTls: this.#without(id) });
  }

  #without(id: ProfileId): readonly ProfileId[] {
    return this.#state().untriedTls.filter((one) => one !== id);
  }
}

type AddressOf = Pick<Profile, 'id' | 'remoteFolder'>;
