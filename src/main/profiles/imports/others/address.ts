import { makeFound, skip } from '../make-found.js';
import { parseRemote } from '../../../../shared/profile/remote.js';
import type { Found } from '../found.js';

/** More is no address that somebody has copied. */
const LONGEST = 4096;

/** The address of a server in a text such as the clipboard has, as a profile; `undefined` where it is none. */
export function readAddress(text: string): Found | undefined {
  const bare = text.trim();
  if (bare.length > LONGEST || !/^(?:ftps?|ftpes|sftp):\/\/\S+$/i.test(bare)) return undefined;
  const parsed = parseRemote(bare.replace(/^ftpes:/i, 'ftps:'));
  if (parsed.kind === 'invalid' || parsed.address.kind === 'folder') {
    return skip('', { kind: 'address' });
  }
  const { protocol, host, port, path } = parsed.address;
  return makeFound({
    name: host,
    remote: { kind: 'server', protocol, host, port, path },
    userName: parsed.userName,
    secrets: { password: parsed.password },
    line: { tls: protocol === 'ftps' && port === 990 ? 'implicit' : 'explicit' },
  });
}
