import type { KeyringState } from '../../shared/ipc.js';
import type { ProfileId, KeptSecret, SecretPlace } from '../../shared/profile/profile.js';
import type { Keyring } from './keyring.js';

export interface CredentialsOptions {
  /** Finds the keyring; rejects where there is none. Called once, when it is first needed. Absent where none is to be used. */
  readonly openKeyring?: (() => Promise<Keyring>) | undefined;
  /** The file of secrets that the system encrypts. Absent where none is to be used. */
  readonly encrypted?: Keyring | undefined;
  /** Whether the system can encrypt. Asked only where there is no keyring: the answer may take a while. */
  readonly canEncrypt: () => boolean;
  /** Whether the user wants secrets in that file where there is no keyring. */
  readonly wantsEncrypted: boolean;
  /** Said to the user where no keyring is used, as a whole sentence. */
  readonly whyNone: string;
  /** Gets what must not stand in the log: every secret that passes through here. */
  readonly conceal: (secret: string) => void;
  readonly logFailure: (what: string, error: unknown) => void;
}

/** Under which name the keyring has a secret of what is known as `owner`: a profile, or a server of the command line. */
export function accountFor(owner: string, kind: KeptSecret): string {
  // No colon is in the name of a profile, and the one of a server ends with its port.
  return kind === 'password' ? owner : `${owner}:${kind}`;
}

/**
 * The passwords and passphrases of the profiles: in the system's keyring, or, where there is none or it fails, in memory until the application
 * quits, or in a file that the system encrypts if the user wants that. They are never written anywhere else.
 */
export class Credentials {
  readonly #options: CredentialsOptions;
  readonly #session = new Map<string, string>();
  readonly #places = new Map<string, SecretPlace>();
  #opening: Promise<Keyring | undefined> | undefined;
  #encryption: { readonly works: boolean } | undefined;
  #wantsEncrypted: boolean;

  constructor(options: CredentialsOptions) {
    this.#options = options;
    this.#wantsEncrypted = options.wantsEncrypted;
  }

  /** Whether there is a keyring; known after at most five seconds. */
  async state(): Promise<KeyringState> {
    const keyring = await this.#keyring();
    return keyring === undefined
      ? {
          kind: 'unavailable',
          why: this.#options.whyNone,
          canEncrypt: this.#canEncrypt,
        }
      : { kind: 'available' };
  }

  /** A secret of a profile, `''` where it has none. Rejects where the keyring does not give it, or the system cannot decrypt it. */
  async secretOf(id: ProfileId, kind: KeptSecret): Promise<string> {
    const account = accountFor(id, kind);
    const inSession = this.#session.get(account);
    if (inSession !== undefined) return inSession;
    const keyring = await this.#keyring();
    const inKeyring = await keyring?.get(account);
    // From when there was no keyring, or from now.
    const secret = inKeyring ?? (await this.#options.encrypted?.get(account));
    if (secret === undefined) {
      if (keyring !== undefined) this.#places.set(account, 'none');
      return '';
    }
    this.#places.set(account, inKeyring === undefined ? 'encrypted' : 'keyring');
    this.#options.conceal(secret);
    return secret;
  }

  /** Where a secret of a profile is kept. */
  async placeOf(id: ProfileId, kind: KeptSecret): Promise<SecretPlace> {
    const account = accountFor(id, kind);
    const known = this.#places.get(account);
    if (known !== undefined) return known;
    try {
      await this.secretOf(id, kind);
    } catch (error) {
      this.#options.logFailure('The keyring did not answer', error);
    }
    return this.#places.get(account) ?? 'none';
  }

  /** Keeps a secret, in the keyring if that is possible, and tells where. Never rejects. */
  async set(id: ProfileId, kind: KeptSecret, secret: string): Promise<SecretPlace> {
    if (secret === '') {
      await this.remove(id, kind);
      return 'none';
    }
    this.#options.conceal(secret);
    const account = accountFor(id, kind);
    const keyring = await this.#keyring();
    try {
      await keyring?.set(account, secret);
    } catch (error) {
      this.#options.logFailure(`The keyring did not take a ${kind}`, error);
      return this.#keepWithoutKeyring(account, secret);
    }
    if (keyring === undefined) return this.#keepWithoutKeyring(account, secret);
    this.#session.delete(account);
    this.#places.set(account, 'keyring');
    await this.#dropEncrypted(account);
    return 'keyring';
  }

  /** Keeps a secret until the application quits, and nowhere else. */
  setForSession(id: ProfileId, kind: KeptSecret, secret: string): void {
    this.#options.conceal(secret);
    this.#keepForSession(accountFor(id, kind), secret);
  }

  /** Forgets a secret of a profile. Never rejects. */
  async remove(id: ProfileId, kind: KeptSecret): Promise<void> {
    const account = accountFor(id, kind);
    this.#session.delete(account);
    this.#places.set(account, 'none');
    try {
      await (await this.#keyring())?.remove(account);
    } catch (error) {
      this.#options.logFailure(`The keyring did not forget a ${kind}`, error);
    }
    await this.#dropEncrypted(account);
  }

  /** Forgets every secret, wherever it is. Rejects where something could not be forgotten. */
  async forgetAll(): Promise<void> {
    this.#session.clear();
    this.#places.clear();
    await this.#options.encrypted?.clear();
    await (await this.#keyring())?.clear();
  }

  /**
   * Takes over whether the user wants secrets in the encrypted file where there is no keyring, and moves those that there are. Never rejects:
   * what cannot be moved into the file lasts until the application quits.
   */
  async wantEncrypted(wanted: boolean): Promise<void> {
    if (wanted === this.#wantsEncrypted) return;
    this.#wantsEncrypted = wanted;
    const file = this.#options.encrypted;
    if (file === undefined || (await this.#keyring()) !== undefined) return;
    if (wanted) {
      for (const [account, secret] of [...this.#session]) await this.#keepWithoutKeyring(account, secret);
      return;
    }
    for (const [account, place] of [...this.#places]) {
      if (place === 'encrypted') await this.#backToSession(account, file);
    }
    await file.clear().catch((error: unknown) => {
      this.#options.logFailure('The encrypted passwords could not be removed', error);
    });
  }

  async #backToSession(account: string, file: Keyring): Promise<void> {
    try {
      const secret = await file.get(account);
      if (secret !== undefined) this.#keepForSession(account, secret);
    } catch (error) {
      this.#options.logFailure('A password could not be decrypted', error);
      this.#places.set(account, 'none');
    }
  }

  async #keepWithoutKeyring(account: string, secret: string): Promise<SecretPlace> {
    const file = this.#options.encrypted;
    if (file === undefined || !this.#wantsEncrypted || !this.#canEncrypt)
      return this.#keepForSession(account, secret);
    try {
      await file.set(account, secret);
    } catch (error) {
      this.#options.logFailure('A password could not be saved encrypted', error);
      return this.#keepForSession(account, secret);
    }
    this.#session.delete(account);
    this.#places.set(account, 'encrypted');
    return 'encrypted';
  }

  async #dropEncrypted(account: string): Promise<void> {
    try {
      await this.#options.encrypted?.remove(account);
    } catch (error) {
      this.#options.logFailure('An encrypted password could not be removed', error);
    }
  }

  get #canEncrypt(): boolean {
    this.#encryption ??= { works: this.#options.encrypted !== undefined && this.#options.canEncrypt() };
    return this.#encryption.works;
  }

  #keepForSession(account: string, secret: string): SecretPlace {
    this.#session.set(account, secret);
    this.#places.set(account, 'session');
    return 'session';
  }

  #keyring(): Promise<Keyring | undefined> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open(): Promise<Keyring | undefined> {
    try {
      return await this.#options.openKeyring?.();
    } catch (error) {
      this.#options.logFailure('There is no keyring', error);
      return undefined;
    }
  }
}
