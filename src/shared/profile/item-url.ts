import type { ItemPath } from '../entry/entry.js';
import { parseRemote } from './remote.js';

/** The address of an item on the server of a profile, without user name and password; `undefined` where its remote side is a folder. */
export function itemUrl(remoteFolder: string, path: ItemPath): string | undefined {
  const parsed = parseRemote(remoteFolder);
  if (parsed.kind !== 'valid' || parsed.address.kind !== 'server') return undefined;
  const { protocol, host, port, path: folder } = parsed.address;
  const usual = port === (protocol === 'sftp' ? 22 : 21);
  const server = `${protocol}://${host.includes(':') ? `[${host}]` : host}${usual ? '' : `:${port}`}`;
  const names = [...folder.split('/'), ...path.split('/')].filter((name) => name !== '');
  return [server, ...names.map(encodeURIComponent)].join('/');
}
