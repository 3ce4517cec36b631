import type { KeyringState } from '../../shared/ipc.js';
import type { PasswordPlace, ProfileId } from '../../shared/profile.js';
import type { Keyring } from './keyring.js';

export interface CredentialsOptions {
  /** Finds the keyring; rejects where there is none. Called once, when it is first needed. */
  readonly openKeyring: () => Promise<Keyring>;
  /** Said to the user where there is no keyring, as a whole sentence. */
  readonly whyNone: string;
  /** Gets what must not stand in the log: every password that passes through here. */
  readonly conceal: (secret: string) => void;
  readonly logFailure: (what: string, error: unknown) => void;
}

/**
 * The passwords of the profiles: in the system's keyring, or, where there is none or it fails, in memory until the application
 * quits. They are never written anywhere else.
 */
export class Credentials {
  readonly #options: CredentialsOptions;
  readonly #session = new Map<ProfileId, string>();
  readonly #places = new Map<ProfileId, PasswordPlace>();
  #opening: Promise<Keyring | undefined> | undefined;

  constructor(options: CredentialsOptions) {
    this.#options = options;
  }

  /** Whether there is a keyring; known after at most five seconds. */
  async state(): Promise<KeyringState> {
    const keyring = await this.#keyring();
    return keyring === undefined
      ? { kind: 'unavailable', why: this.#options.whyNone }
      : { kind: 'available' };
  }

  /** The password of a profile, `''` where it has none. Rejects where the keyring does not give it. */
  async passwordOf(id: ProfileId): Promise<string> {
    const inSession = this.#session.get(id);
    if (inSession !== undefined) return inSession;
    const keyring = await this.#keyring();
    const password = await keyring?.get(id);
    if (keyring !== undefined) this.#places.set(id, password === undefined ? 'none' : 'keyring');
    if (password === undefined) return '';
    this.#options.conceal(password);
    return password;
  }

  /** Where the password of a profile is kept. */
  async placeOf(id: ProfileId): Promise<PasswordPlace> {
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    try {
      await this.passwordOf(id);
    } catch (error) {
      this.#options.logFailure('The keyring was asked in vain', error);
    }
    return this.#places.get(id) ?? 'none';
  }

  /** Keeps a password, in the keyring if that is possible, and tells where. Never rejects. */
  async set(id: ProfileId, password: string): Promise<PasswordPlace> {
    if (password === '') {
      await this.remove(id);
      return 'none';
    }
    this.#options.conceal(password);
    const keyring = await this.#keyring();
    try {
      await keyring?.set(id, password);
    } catch (error) {
      this.#options.logFailure('The keyring did not take a password', error);
      return this.#keepForSession(id, password);
    }
    if (keyring === undefined) return this.#keepForSession(id, password);
    this.#session.delete(id);
    this.#places.set(id, 'keyring');
    return 'keyring';
  }

  /** Forgets the password of a profile. Never rejects. */
  async remove(id: ProfileId): Promise<void> {
    this.#session.delete(id);
    this.#places.set(id, 'none');
    try {
      await (await this.#keyring())?.remove(id);
    } catch (error) {
      this.#options.logFailure('The keyring did not forget a password', error);
    }
  }

  #keepForSession(id: ProfileId, password: string): PasswordPlace {
    this.#session.set(id, password);
    this.#places.set(id, 'session');
    return 'session';
  }

  #keyring(): Promise<Keyring | undefined> {
    this.#opening ??= this.#options.openKeyring().catch((error: unknown) => {
      this.#options.logFailure('There is no keyring', error);
      return undefined;
    });
    return this.#opening;
  }
}
