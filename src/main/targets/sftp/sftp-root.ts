import { printable } from '../item-path.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { SftpSettings } from './config/settings.js';

/**
 * The absolute path of the folder that the target shows, without a slash at the end: what the server calls it, if the address names none.
 * Throws where it does not say (S11): no other folder will do, because a mirror would empty it. A folder that the address names by its whole
 * path is used by that path, whatever links are in it.
 */
export function rootOf(
  path: string,
  told: string,
  { host, side }: Pick<SftpSettings, 'host' | 'side'>,
): string {
  const found = path.startsWith('/') ? path : told;
  if (found.startsWith('/')) return found.replace(/\/+$/, '');
  throw new ProblemError({
    kind: 'unsupported',
    what: `The server “${host}” does not say clearly which folder you are in after signing in: it says “${printable(told)}”. Nothing was changed.`,
    advice: `Write the full path of the folder in the address, such as sftp://${host}/www, and try again.`,
    side,
  });
}
