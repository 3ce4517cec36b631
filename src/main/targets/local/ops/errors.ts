import type { Doing } from '../../doing.js';
import type { ItemPath, Side } from '../../../../shared/entry/entry.js';
import type { Problem, ProblemKind } from '../../../../shared/problem.js';
import { printable } from '../../item-path.js';
import { TargetError } from '../../target-error.js';
import { CHANGED } from './read-state.js';

/** What the sentences about a failure name. */
export interface FailureContext {
  readonly side: Side;
  /** The root folder, as the user wrote it. */
  readonly root: string;
  readonly path: ItemPath;
  readonly doing: Doing;
}

/** The sentence parts for one kind of failure; `because` follows a colon. */
interface Explanation {
  readonly kind: ProblemKind;
  readonly because: string;
  readonly advice: string;
}

/** The error code that Node attaches to a failed system call, `''` for every other value. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return '';
}

/** Turns whatever a file operation threw into an error for the user; a `TargetError` passes unchanged. */
export function localError(error: unknown, context: FailureContext): TargetError {
  if (error instanceof TargetError) return error;
  return new TargetError(localProblem(errorCode(error), context), { cause: error });
}

/** Says for people what the error code of a failed system call means for an item. */
export function localProblem(code: string, context: FailureContext): Problem {
  const { kind, because, advice } = explain(code, context.doing);
  const item = context.path === '' ? 'folder' : `item “${printable(context.path)}” in the folder`;
  return {
    kind,
    what: `The ${item} “${printable(context.root)}” could not be ${context.doing}: ${because}.`,
    advice,
    side: context.side,
    path: context.path,
  };
}

function explain(code: string, doing: Doing): Explanation {
  switch (code) {
    case 'ENOENT':
      return doing === 'written' || doing === 'created'
        ? {
            kind: 'folder-missing',
            because: 'its folder does not exist',
            advice: 'Compare again, so that the folder is created first.',
          }
        : { kind: 'not-found', because: 'it no longer exists', advice: 'Compare again.' };
    case 'ENOTDIR':
      return {
        kind: 'not-a-folder',
        because: 'it is no longer a folder',
        advice: 'Compare again.',
      };
    case 'ELOOP':
    case 'EISDIR':
      return { kind: 'changed-meanwhile', because: 'it is no longer a file', advice: 'Compare again.' };
    case CHANGED:
      return {
        kind: 'changed-meanwhile',
        because: 'another program changed it while it was read',
        advice: 'Compare again to copy it as it is now.',
      };
    case 'EEXIST':
      return {
        kind: 'already-exists',
        because: 'something else has its name',
        advice: 'Compare again, and rename one of the two.',
      };
    case 'ENOTEMPTY':
      return { kind: 'not-empty', because: 'it is not empty', advice: 'Compare again to see what is in it.' };
    case 'EACCES':
    case 'EPERM':
      return {
        kind: 'permission-denied',
        because: 'the system does not allow it',
        advice: 'Check the permissions of the file and of the folder that holds it.',
      };
    case 'EROFS':
      return {
        kind: 'permission-denied',
        because: 'the disk is read-only',
        advice: 'Choose a folder on a writable disk.',
      };
    case 'ENOSPC':
      return {
        kind: 'no-space',
        because: 'the disk is full',
        advice: 'Free some space, then sync again.',
      };
    case 'EDQUOT':
      return {
        kind: 'no-space',
        because: 'your disk quota is used up',
        advice: 'Delete files you no longer need, then sync again.',
      };
    case 'EFBIG':
      return {
        kind: 'no-space',
        because: 'it is too large for this disk’s file system',
        advice: 'Choose a folder on a disk with a newer file system.',
      };
    case 'ENAMETOOLONG':
      return { kind: 'name-refused', because: 'its name is too long', advice: 'Give it a shorter name.' };
    case 'EINVAL':
    case 'EILSEQ':
      return {
        kind: 'name-refused',
        because: 'the disk does not accept its name',
        advice: 'Rename it with plain letters and digits.',
      };
    case 'ENOSYS':
    case 'ENOTSUP':
    case 'EOPNOTSUPP':
      return {
        kind: 'unsupported',
        because: 'the disk does not support it',
        advice: 'Choose a folder on a disk with another file system.',
      };
    case 'EBUSY':
    case 'ETXTBSY':
      return {
        kind: 'busy',
        because: 'another program is using it',
        advice: 'Close that program, then sync again.',
      };
    case 'EMFILE':
    case 'ENFILE':
      return {
        kind: 'busy',
        because: 'too many files are open on this computer',
        advice: 'Close other programs, then sync again.',
      };
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
    case 'EHOSTDOWN':
    case 'ENOTCONN':
      return {
        kind: 'connection-lost',
        because: 'the disk or network drive is not connected',
        advice: 'Connect it, then sync again.',
      };
    default:
      return {
        kind: 'other',
        because: code === '' ? 'something unexpected happened' : `the system reports the error ${code}`,
        advice: 'Check the disk and the folder, then sync again.',
      };
  }
}

/** Says for people why the root folder cannot be used at all. */
export function rootProblem(code: string, root: string, side: Side): Problem {
  const folder = `The ${side} folder “${printable(root)}”`;
  switch (code) {
    case 'ENOENT':
      return {
        kind: 'folder-missing',
        what: `${folder} does not exist.`,
        advice: 'Create it, connect the drive that it is on, or choose another folder in the profile.',
        side,
      };
    case 'ENOTDIR':
      return {
        kind: 'not-a-folder',
        what: `${folder} is not a folder.`,
        advice: 'Choose a folder in the profile.',
        side,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        kind: 'permission-denied',
        what: `${folder} can’t be read: permission denied.`,
        advice: 'Change its permissions, or choose another folder in the profile.',
        side,
      };
    case 'ETIMEDOUT':
      return {
        kind: 'timed-out',
        what: `${folder} did not answer within 15 seconds.`,
        advice: 'Check the drive or the network that it is on, then try again.',
        side,
      };
    default:
      return {
        kind: 'other',
        what: `${folder} can’t be opened${code === '' ? '' : ` (${code})`}.`,
        advice: 'Check the disk, or choose another folder in the profile.',
        side,
      };
  }
}
