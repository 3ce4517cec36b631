/** Whether what was typed is meant as a folder of this computer. */
export function isPath(text: string): boolean {
  return /^(?:[/\\~.]|[a-z]:(?:[\\/]|$))/i.test(text.trim());
}

/** The beginning of an address with something missing or mistaken in it: `ftp:/`, `ftp;//`, `ftp//`, and a name that some use for FTPS. */
const MISTYPED = /^(ftps?|ftpes|sftp)\s*(?:[:;]\/*(?!\d+(?:\/|$))|\/\/+)(.*)$/i;

/** What `scp` and `rsync` take for a folder on a server. */
const SCP_FORM = /^([^/\\:@\s]+)@([^/\\:@\s]+):(?!\d+(?:\/|$))(.*)$/;

/** A server, with a user, a port and a folder or without. */
const BARE = /^(?:[^/\\\s]*@)?(\[[0-9a-f:.]+\]|[\p{L}\p{N}._-]+)(?::(\d{1,5}))?(?:[/?#].*)?$/iu;

/**
 * The address that somebody means who left out `ftp://` and its like; `undefined` where there is nothing to guess. The port and the name of the
 * server say which protocol, where they say anything; else it is FTP with TLS: what is not encrypted, somebody has to choose.
 */
export function guessAddress(text: string): string | undefined {
  const typed = text.trim();
  if (typed === '' || typed.includes('://') || isPath(typed)) return undefined;
  const [, scheme, rest] = MISTYPED.exec(typed) ?? [];
  if (scheme !== undefined) {
    const protocol = scheme.toLowerCase() === 'ftpes' ? 'ftps' : scheme.toLowerCase();
    return `${protocol}://${(rest ?? '').replace(/^\/+/, '')}`;
  }
  const [, user, server, folder = ''] = SCP_FORM.exec(typed) ?? [];
  // A path that does not begin with a slash is one below the folder of the user, which only the server knows.
  if (server !== undefined) return `sftp://${user}@${server}${folder.startsWith('/') ? folder : ''}`;
  const [, host, port] = BARE.exec(typed) ?? [];
  return host === undefined ? undefined : `${protocolFor(host, port)}://${typed}`;
}

function protocolFor(host: string, port: string | undefined): 'ftps' | 'sftp' {
  if (port === '22') return 'sftp';
  return port === undefined && /^(?:sftp|ssh)\./i.test(host) ? 'sftp' : 'ftps';
}
