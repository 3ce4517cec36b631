import { isDeepStrictEqual } from 'node:util';
import { parseRemote, type RemoteAddress } from '../../shared/profile/remote.js';

/** A remote folder as it may be kept, and what stood in it that is kept elsewhere. */
export interface CleanRemote {
  /** The address as the user typed it, without user name and password. */
  readonly text: string;
  readonly address: RemoteAddress;
  /** `''` where the address named none. */
  readonly userName: string;
  readonly password: string;
}

/**
 * Splits user name and password off an address, so that they never reach the disk with it. `undefined` where the address is
 * not valid, or where they cannot be taken out of it for certain.
 */
export function cleanRemote(typed: string): CleanRemote | undefined {
  const before = parseRemote(typed.trim());
  if (before.kind === 'invalid') return undefined;
  const { address, userName, password } = before;
  if (address.kind === 'folder') return { text: typed.trim(), address, userName, password };

  // RFC 3986, 3.2: the authority ends at the first slash, question mark or number sign. The URL standard takes a backslash
  // for a slash, and passes over any number of slashes before the authority.
  const text = typed.trim().replace(/^([a-z][a-z0-9+.-]*:\/\/)[/\\]*[^/\\?#]*@/i, '$1');
  const after = parseRemote(text);
  const clean =
    after.kind === 'valid' &&
    after.userName === '' &&
    after.password === '' &&
    isDeepStrictEqual(after.address, address);
  return clean ? { text, address, userName, password } : undefined;
}
