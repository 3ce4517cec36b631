import type { KeptSecret } from '../../../shared/profile/profile.js';
import type { ProxyPlace } from '../../../shared/connection/proxy.js';
import { isOverSsh } from '../../../shared/profile/remote.js';
import type { RemoteArgument } from '../target-arguments/local-and-remote.js';
import { netrcEntryFor, readNetrc } from '../../profiles/netrc.js';
import { accountOf, fromStored, type NameAndPassword } from './stored.js';

/** Where a user name and password may come from. */
export interface Sources {
  /** What `EVENKEEL_PASSWORD`, `EVENKEEL_PASSPHRASE` and `EVENKEEL_PROXY_PASSWORD` hold; `''` for nothing. */
  readonly environment: Readonly<Record<KeptSecret, string>>;
  /** What the keyring has of an account; absent where it is not to be asked. */
  readonly keyring?: ((account: string, kind: KeptSecret) => Promise<string | undefined>) | undefined;
  /** The text of `.netrc`; absent where it is not to be read. */
  readonly netrc?: (() => Promise<string>) | undefined;
  /** Asks somebody; absent where nobody can or may be asked. */
  readonly ask?: Ask | undefined;
}

export interface Ask {
  readonly userName: () => Promise<string>;
  readonly password: (userName: string) => Promise<string>;
  /** `''` where they have none to give. */
  readonly passphrase: () => Promise<string>;
  readonly proxyPassword: (proxy: ProxyPlace) => Promise<string>;
}

export interface Credentials extends NameAndPassword {
  readonly from: 'address' | 'environment' | 'keyring' | '.netrc' | 'prompt' | 'nobody';
}

/**
 * Finds who signs in, in pyftpsync's order: the address, the environment, the keyring, `.netrc`, whoever sits there, and at last
 * nobody, which is an anonymous user. `always` asks for the password whatever is known. An SSH server is first tried with the
 * user's keys, so nobody is asked for its password beforehand.
 */
export async function findCredentials(
  { address, userName, password }: RemoteArgument,
  sources: Sources,
  always: boolean,
): Promise<Credentials> {
  if (address.kind === 'folder') return { userName: '', password: '', from: 'nobody' };
  const { ask, environment } = sources;
  if (always && ask !== undefined) return asked(ask, userName);
  if (password !== '') return { userName, password, from: 'address' };
  if (environment.password !== '') return { userName, password: environment.password, from: 'environment' };
  const stored = fromStored((await sources.keyring?.(accountOf(address, userName), 'password')) ?? '');
  if (stored !== undefined) return { ...stored, from: 'keyring' };
  const entry = netrcEntryFor(readNetrc((await sources.netrc?.()) ?? ''), address.host, userName);
  if (entry?.password !== undefined) {
    return { userName: entry.login ?? userName, password: entry.password, from: '.netrc' };
  }
  if (ask !== undefined && address.protocol !== 'sftp') return asked(ask, userName);
  return { userName, password: '', from: 'nobody' };
}

/** Finds what opens the private key: in the environment, then in the keyring; `''` where it is in neither. */
export async function findPassphrase(
  { address, userName }: RemoteArgument,
  { environment, keyring }: Sources,
): Promise<string> {
  if (address.kind === 'folder' || !isOverSsh(address)) return '';
  if (environment.passphrase !== '') return environment.passphrase;
  return (await keyring?.(accountOf(address, userName), 'passphrase')) ?? '';
}

/** Finds the password for a proxy that has a user name: in what was typed, the environment, the keyring, or with whoever sits there. */
export async function findProxyPassword(
  proxy: ProxyPlace | undefined,
  { environment, keyring, ask }: Sources,
): Promise<string> {
  if (proxy === undefined || proxy.userName === '') return '';
  if (proxy.password !== '') return proxy.password;
  if (environment.proxy !== '') return environment.proxy;
  return (await keyring?.(proxy.url, 'proxy')) ?? (await ask?.proxyPassword(proxy)) ?? '';
}

async function asked(ask: Ask, known: string): Promise<Credentials> {
  const userName = known === '' ? await ask.userName() : known;
  if (userName === '') return { userName, password: '', from: 'nobody' };
  return { userName, password: await ask.password(userName), from: 'prompt' };
}
