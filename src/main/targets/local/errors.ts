import type { Doing } from '../text.js';
import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { Problem, ProblemKind } from '../../../shared/problem.js';
import { printable } from '../item-path.js';
import { ProblemError } from '../../../shared/problem-error.js';
import { itemFailed, localText, rootText } from './text.js';
import { CHANGED } from './ops/read-state.js';

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

/** Turns whatever a file operation threw into an error for the user; a `ProblemError` passes unchanged. */
export function localError(error: unknown, context: FailureContext): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError(localProblem(errorCode(error), context), { cause: error });
}

/** Says for people what the error code of a failed system call means for an item. */
export function localProblem(code: string, context: FailureContext): Problem {
  const { kind, because, advice } = explain(code, context.doing);

  return {
    kind,
    what: itemFailed(printable(context.root), printable(context.path), context.doing, because),
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
            ...localText.noFolder,
          }
        : { kind: 'not-found', ...localText.gone };
    case 'ENOTDIR':
      return {
        kind: 'not-a-folder',
        ...localText.noLongerFolder,
      };
    case 'ELOOP':
    case 'EISDIR':
      return { kind: 'changed-meanwhile', ...localText.noLongerFile };
    case CHANGED:
      return {
        kind: 'changed-meanwhile',
        ...localText.changedWhileRead,
      };
    case 'EEXIST':
      return {
        kind: 'already-exists',
        ...localText.nameTaken,
      };
    case 'ENOTEMPTY':
      return { kind: 'not-empty', ...localText.notEmpty };
    case 'EACCES':
    case 'EPERM':
      return {
        kind: 'permission-denied',
        ...localText.notAllowed,
      };
    case 'EROFS':
      return {
        kind: 'permission-denied',
        ...localText.readOnly,
      };
    case 'ENOSPC':
      return {
        kind: 'no-space',
        ...localText.diskFull,
      };
    case 'EDQUOT':
      return {
        kind: 'no-space',
        ...localText.quotaUsedUp,
      };
    case 'EFBIG':
      return {
        kind: 'no-space',
        ...localText.tooLarge,
      };
    case 'ENAMETOOLONG':
      return { kind: 'name-refused', ...localText.nameTooLong };
    case 'EINVAL':
    case 'EILSEQ':
      return {
        kind: 'name-refused',
        ...localText.nameNotAccepted,
      };
    case 'ENOSYS':
    case 'ENOTSUP':
    case 'EOPNOTSUPP':
      return {
        kind: 'unsupported',
        ...localText.notSupported,
      };
    case 'EBUSY':
    case 'ETXTBSY':
      return {
        kind: 'busy',
        ...localText.inUse,
      };
    case 'EMFILE':
    case 'ENFILE':
      return {
        kind: 'busy',
        ...localText.tooManyOpenFiles,
      };
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
    case 'EHOSTDOWN':
    case 'ENOTCONN':
      return {
        kind: 'connection-lost',
        ...localText.disconnected,
      };
    default:
      return {
        kind: 'other',
        ...localText.systemError(code),
      };
  }
}

/** Says for people why the root folder cannot be used at all. */
export function rootProblem(code: string, root: string, side: Side): Problem {
  const folder = rootText.folder(side, printable(root));
  switch (code) {
    case 'ENOENT':
      return { kind: 'folder-missing', ...rootText.missing(folder), side };
    case 'ENOTDIR':
      return { kind: 'not-a-folder', ...rootText.notAFolder(folder), side };
    case 'EACCES':
    case 'EPERM':
      return { kind: 'permission-denied', ...rootText.unreadable(folder), side };
    case 'ETIMEDOUT':
      return { kind: 'timed-out', ...rootText.noAnswer(folder), side };
    default:
      return { kind: 'other', ...rootText.unusable(folder, code), side };
  }
}
