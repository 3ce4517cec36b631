import type { RemoteAddress } from '../../../shared/profile/remote.js';

type ServerAddress = Extract<RemoteAddress, { kind: 'server' }>;

/** A user name and a password that belong together. */
export interface NameAndPassword {
  readonly userName: string;
  readonly password: string;
}

/**
 * Under which name the keyring has the password of a server. The protocol is part of it: what was stored for an encrypted line
 * must not go over one in the clear.
 */
export function accountOf({ protocol, host, port }: ServerAddress, userName: string): string {
  const user = userName === '' ? '' : `${encodeURIComponent(userName)}@`;
  return `${protocol}://${user}${host.toLowerCase()}:${port}`;
}

/** As the keyring keeps them. */
export function toStored({ userName, password }: NameAndPassword): string {
  return `${encodeURIComponent(userName)}:${encodeURIComponent(password)}`;
}

/** What the keyring kept; `undefined` for what did not come from here. */
export function fromStored(stored: string): NameAndPassword | undefined {
  const [userName, password, ...more] = stored.split(':');
  if (userName === undefined || password === undefined || more.length > 0) return undefined;
  try {
    return { userName: decodeURIComponent(userName), password: decodeURIComponent(password) };
  } catch {
    return undefined;
  }
}
