import type { Entry, FileEntry, OtherEntry } from '../../../../shared/entry/entry.js';

/** The attributes that servers send, of which each may be missing (draft-ietf-secsh-filexfer-02, 5). */
export interface Attributes {
  readonly mode?: number | undefined;
  readonly size?: number | undefined;
  /** Seconds since 1970 in UTC. */
  readonly mtime?: number | undefined;
}

const TYPE_MASK = 0o170000;
const FOLDER = 0o040000;
const FILE = 0o100000;
const LINK = 0o120000;

/** Step of the times that the protocol carries, in milliseconds. */
export const TIME_STEP_MS = 1000;

/** What is there, but not told in an intelligible form (S8). */
export const UNREADABLE: OtherEntry = { kind: 'other', what: 'unreadable-entry' };

/** Whether the attributes are those of a symbolic link. */
export function isLink({ mode }: Attributes): boolean {
  return ((mode ?? 0) & TYPE_MASK) === LINK;
}

/** What attributes say; `undefined` where they do not tell what it is or, of a file, its size. */
export function entryOf(attributes: Attributes, tellPermissions = false): Entry | undefined {
  switch ((attributes.mode ?? 0) & TYPE_MASK) {
    case FOLDER:
      return { kind: 'folder' };
    case FILE:
      if (attributes.size === undefined) return undefined;
      return fileOf(attributes, tellPermissions) ?? UNREADABLE;
    case LINK:
      return { kind: 'other', what: 'symbolic-link' };
    case 0:
      return undefined;
    default:
      return { kind: 'other', what: 'device' };
  }
}

const WRAP = 2 ** 32;

/**
 * The protocol's seconds are unsigned, but servers put into them what their disks have: what is beyond 2038 is a time before 1970, which
 * old photographs have, rather than one that has yet to come.
 */
function signed(seconds: number): number {
  return seconds >= WRAP / 2 ? seconds - WRAP : seconds;
}

/** A file with these attributes; `undefined` without a size, or with one that no file can have. */
export function fileOf({ size, mtime, mode }: Attributes, tellPermissions = false): FileEntry | undefined {
  if (size === undefined || !Number.isSafeInteger(size) || size < 0) return undefined;
  const modified = mtime === undefined ? undefined : { ms: signed(mtime) * 1000, precisionMs: TIME_STEP_MS };
  return mode === undefined || !tellPermissions
    ? { kind: 'file', size, modified }
    : { kind: 'file', size, modified, permissions: mode & 0o777 };
}
