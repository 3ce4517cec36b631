import { posix, win32 } from 'node:path';
import { looksLikeAddress, parseRemote, type RemoteAddress } from '../../../shared/profile/remote.js';
import { cleanRemote } from '../../profiles/clean-remote.js';
import { findOverlap } from '../../profiles/overlap.js';
import { UsageError } from '../usage-error.js';
import { usageText } from '../text/usage.js';

/** Where paths are counted from, and how they look. */
export interface BaseFolder {
  /** An absolute path. */
  readonly folder: string;
  readonly platform: NodeJS.Platform;
}

/** The remote side as it was typed, taken apart. */
export interface RemoteArgument {
  /** Fit for a profile: without user name and password; an absolute path where it is a folder of this computer. */
  readonly text: string;
  readonly address: RemoteAddress;
  /** `''` where none was typed. */
  readonly userName: string;
  readonly password: string;
}

/** Reads the operand LOCAL. Throws a `UsageError` for what is no path. */
export function readLocal(text: string, here: BaseFolder): string {
  if (text.trim() === '') throw new UsageError(usageText.localEmpty);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    throw new UsageError(usageText.localIsUrl(withoutSecrets(text)));
  }
  if (looksLikeAddress(text)) {
    throw new UsageError(usageText.localLooksLikeAddress);
  }
  return pathsOf(here).resolve(here.folder, text);
}

/** Reads the operand REMOTE. Throws a `UsageError` for what is neither an address nor a path. */
export function readRemote(text: string, here: BaseFolder): RemoteArgument {
  if (text.trim() === '') throw new UsageError(usageText.remoteEmpty);
  const parsed = parseRemote(text.trim());
  if (parsed.kind === 'invalid')
    throw new UsageError(usageText.remoteInvalid(whyInvalid(text.trim(), parsed.why)));
  if (parsed.address.kind === 'folder') {
    const path = pathsOf(here).resolve(here.folder, text.trim());
    return { text: path, address: { kind: 'folder', path }, userName: '', password: '' };
  }
  const clean = cleanRemote(text);
  if (clean === undefined || parsed.address.port === 0) {
    throw new UsageError(usageText.remoteInvalid(usageText.notAnAddress(withoutSecrets(text))));
  }
  return clean;
}

/** Rejects with a `UsageError` where the two folders are one, or one holds the other. Both paths are absolute. */
export async function refuseOverlap(local: string, remote: string, platform: NodeJS.Platform): Promise<void> {
  const overlap = await findOverlap(local, remote, platform);
  if (overlap === undefined) return;
  throw new UsageError(usageText.overlap(overlap));
}

function whyInvalid(text: string, why: string): string {
  const bare = withoutSecrets(text);
  // What looks like a port may be the beginning of a password then.
  if (/^[^:]*:\/\/[^@/?#]*:[^@]*[/?#][^@]*@/.test(text)) {
    return usageText.signInUnreadable;
  }
  const port = /^(?:ftps?|sftp):\/\/(?:\[[^\]]*\]|[^/:]*):([^/]*)/i.exec(bare)?.[1];
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    return usageText.notAPort(port);
  }
  // The sentence may quote the address.
  return bare !== text && why.includes(text) ? usageText.notAnAddress(bare) : why;
}

/** An address without who signs in; also one that has a `/` in its password, and so is none. */
export function withoutSecrets(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)(?:[^/]*@|[^@/]*:[^@]*@)/i, '$1');
}

function pathsOf({ platform }: BaseFolder): typeof posix {
  return platform === 'win32' ? win32 : posix;
}
