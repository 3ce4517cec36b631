import { posix, win32 } from 'node:path';
import { looksLikeAddress, parseRemote, type RemoteAddress } from '../../../shared/profile/remote.js';
import { cleanRemote } from '../../profiles/clean-remote.js';
import { findOverlap, type Overlap } from '../../profiles/overlap.js';
import { UsageError } from '../usage-error.js';

/** Where paths are counted from, and how they look. */
export interface Here {
  /** An absolute path. */
  readonly folder: string;
  readonly platform: NodeJS.Platform;
}

/** The remote side as it was typed, taken apart. */
export interface RemotePlace {
  /** Fit for a profile: without user name and password; an absolute path where it is a folder of this computer. */
  readonly text: string;
  readonly address: RemoteAddress;
  /** `''` where none was typed. */
  readonly userName: string;
  readonly password: string;
}

const SCHEMES = 'Use ftp://, ftps:// or sftp:// with a server and a folder, or the path of a local folder.';

/** Reads the operand LOCAL. Throws a `UsageError` for what is no path. */
export function readLocal(text: string, here: Here): string {
  if (text.trim() === '')
    throw new UsageError('The local folder has no name.', 'Use . for the current folder.');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    throw new UsageError(
      `LOCAL has to be a local folder, not ${quoted(withoutSecrets(text))}.`,
      'Give the local folder first, then the remote one.',
    );
  }
  if (looksLikeAddress(text)) {
    throw new UsageError(
      'LOCAL has to be a folder on this computer, but looks like a server address.',
      'Give the local folder first, then the remote one. If it is a local path, start it with ./ or /.',
    );
  }
  return pathsOf(here).resolve(here.folder, text);
}

/** Reads the operand REMOTE. Throws a `UsageError` for what is neither an address nor a path. */
export function readRemote(text: string, here: Here): RemotePlace {
  if (text.trim() === '') throw new UsageError('The remote folder has no name.', SCHEMES);
  const parsed = parseRemote(text.trim());
  if (parsed.kind === 'invalid') throw new UsageError(whyInvalid(text.trim(), parsed.why), SCHEMES);
  if (parsed.address.kind === 'folder') {
    const path = pathsOf(here).resolve(here.folder, text.trim());
    return { text: path, address: { kind: 'folder', path }, userName: '', password: '' };
  }
  const clean = cleanRemote(text);
  if (clean === undefined || parsed.address.port === 0) {
    throw new UsageError(`${quoted(withoutSecrets(text))} is not a valid address.`, SCHEMES);
  }
  return clean;
}

/** Rejects with a `UsageError` where the two folders are one, or one holds the other. Both paths are absolute. */
export async function refuseOverlap(local: string, remote: string, platform: NodeJS.Platform): Promise<void> {
  const overlap = await findOverlap(local, remote, platform);
  if (overlap === undefined) return;
  throw new UsageError(OVERLAPS[overlap], 'Give two folders that don’t contain each other.');
}

const OVERLAPS: Readonly<Record<Overlap, string>> = {
  same: 'LOCAL and REMOTE are the same folder.',
  'second-inside-first': 'REMOTE is inside LOCAL.',
  'first-inside-second': 'LOCAL is inside REMOTE.',
};

function whyInvalid(text: string, why: string): string {
  const bare = withoutSecrets(text);
  // What looks like a port may be the beginning of a password then.
  if (/^[^:]*:\/\/[^@/?#]*:[^@]*[/?#][^@]*@/.test(text)) {
    return 'The address cannot be read. In a user name or password, / is written %2F, ? is written %3F and # is written %23.';
  }
  const port = /^(?:ftps?|sftp):\/\/(?:\[[^\]]*\]|[^/:]*):([^/]*)/i.exec(bare)?.[1];
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    return `${quoted(port)} is not a port number (1 to 65535).`;
  }
  // The sentence may quote the address.
  return bare !== text && why.includes(text) ? `${quoted(bare)} is not a valid address.` : why;
}

/** An address without who signs in; also one that has a `/` in its password, and so is none. */
export function withoutSecrets(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)(?:[^/]*@|[^@/]*:[^@]*@)/i, '$1');
}

function quoted(text: string): string {
  return `“${text}”`;
}

function pathsOf({ platform }: Here): typeof posix {
  return platform === 'win32' ? win32 : posix;
}
