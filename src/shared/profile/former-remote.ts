import { parseRemote } from './remote.js';

/**
 * An address that was kept by an earlier version, in words that mean the same today: there `ftp://host/` was the folder in which the server puts
 * the user, which is `ftp://host` now. All else is as it was. Who signs in may be in it, and stays there.
 */
export function asMeantFormerly(text: string): string {
  const parsed = parseRemote(text.trim());
  if (parsed.kind === 'invalid' || parsed.address.kind === 'folder' || parsed.address.path !== '/')
    return text;
  return text.trim().replace(/^([a-z][a-z0-9+.-]*:\/\/[/\\]*[^/\\?#]*).*$/i, '$1');
}
