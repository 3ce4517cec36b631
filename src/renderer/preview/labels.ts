import { assertNever } from '../../shared/assert-never.js';
import type { Side } from '../../shared/entry/entry.js';
import type { Action, ConflictKind, LeaveReason } from '../../shared/plan/plan.js';
import type { Category } from './categories.js';
import { shown } from '../../shared/format/shown.js';

/**
 * What each row of the preview is called for a screen reader, after its path. Tests and scripts rely on these words:
 *
 * | action | words |
 * | --- | --- |
 * | copy to the remote side | `upload`, or `upload, replacing the remote file` |
 * | copy to the local side | `download`, or `download, replacing the local file` |
 * | create a folder | `create folder on the remote side` / `… local side` |
 * | move | `move on the remote side, from PATH` / `… local side, …`, and `moved to PATH` where it was |
 * | delete | `delete on the remote side` / `… local side` |
 * | conflict | `conflict: ` and one of `CONFLICT_WORDS` |
 * | leave | `left alone: ` and one of `LEAVE_WORDS`, or `left out by a filter` |
 * | equal, forget | `equal`, `gone on both sides` |
 */
export function actionWords(action: Action): string {
  switch (action.kind) {
    case 'copy':
      return action.replaces
        ? `${copyVerb(action.to)}, replacing the ${action.to} file`
        : copyVerb(action.to);
    case 'create-folder':
      return `create folder on the ${action.on} side`;
    case 'move':
      return `move on the ${action.on} side, from ${shown(action.from)}`;
    case 'moved':
      return `moved to ${shown(action.to)}`;
    case 'delete':
      return `delete on the ${action.on} side`;
    case 'conflict':
      return `conflict: ${CONFLICT_WORDS[action.conflict]}`;
    case 'leave':
      return action.reason === 'filtered' ? LEAVE_WORDS.filtered : `skipped: ${LEAVE_WORDS[action.reason]}`;
    case 'equal':
      return 'equal';
    case 'forget':
      return 'gone on both sides';
    default:
      return assertNever(action);
  }
}

/** What a conflict is, in a few words. */
export const CONFLICT_WORDS: Readonly<Record<ConflictKind, string>> = {
  'edited-on-both-sides': 'changed on both sides',
  'new-on-both-sides': 'new on both sides',
  'edited-and-deleted': 'changed on one side, deleted on the other',
  'edited-below-deleted-folder': 'changed inside a deleted folder',
  'folder-against-file': 'a folder on one side, a file on the other',
  'first-meeting': 'different at the first sync',
  'content-differs': 'same size and time, different content',
  'names-clash': 'name differs only in spelling',
};

/** Why something is left alone, in a few words. */
export const LEAVE_WORDS: Readonly<Record<LeaveReason, string>> = {
  mode: 'by the mode',
  skipped: 'skipped',
  'waits-for-folder': 'waiting for its folder',
  'content-stays': 'something in it stays',
  'not-a-file': 'not a file',
  unreadable: 'could not be read',
  'unsafe-name': 'unsafe name',
  filtered: 'excluded by a filter',
};

/** What stands in the middle column. */
export interface ActionLabel {
  readonly text: string;
  /** A quiet addition. */
  readonly note?: string | undefined;
}

/** The label of an action as it stands in the middle column; `isFolder` where it is about a folder. */
export function actionLabel(action: Action, isFolder = false): ActionLabel {
  switch (action.kind) {
    case 'copy':
      return {
        text: action.to === 'remote' ? 'Upload' : 'Download',
        note: action.replaces ? 'replaces' : undefined,
      };
    case 'create-folder':
      return { text: 'Create folder' };
    case 'move':
      return { text: `Move ${action.on}`, note: `from ${shown(action.from)}` };
    case 'moved':
      return { text: 'Moved', note: `to ${shown(action.to)}` };
    case 'delete':
      return { text: `Delete ${action.on}` };
    case 'conflict':
      return { text: 'Conflict', note: CONFLICT_WORDS[action.conflict] };
    case 'leave':
      // Nobody skips but by choice, which is what the note says then.
      if (action.reason === 'skipped') return { text: 'Skipped' };
      if (action.reason !== 'filtered') return { text: 'Skipped', note: LEAVE_WORDS[action.reason] };
      return { text: 'Excluded', note: isFolder ? 'with everything in it' : undefined };
    case 'equal':
      return { text: 'Equal' };
    case 'forget':
      return { text: 'Gone', note: 'on both sides' };
    default:
      return assertNever(action);
  }
}

/** What taking a change back did to the side that `action` names. */
export function undoneLabel(action: Action): string {
  switch (action.kind) {
    case 'copy':
      return `Restore, ${action.to}`;
    case 'create-folder':
      return `Restore folder, ${action.on}`;
    case 'delete':
      return `Removed, ${action.on}`;
    case 'move':
      return `Move back, ${action.on}`;
    case 'moved':
    case 'conflict':
    case 'leave':
    case 'equal':
    case 'forget':
      return actionLabel(action).text;
    default:
      return assertNever(action);
  }
}

/** The names of the chips. */
export const CATEGORY_NAMES: Readonly<Record<Category, string>> = {
  upload: 'To upload',
  download: 'To download',
  move: 'To move',
  delete: 'To delete',
  conflict: 'Conflicts',
  equal: 'Equal',
  leave: 'Skipped',
  filtered: 'Excluded',
};

/** The name of a row. */
export function rowName(path: string, action: Action | undefined): string {
  return `${path === '' ? 'The whole folder' : shown(path)} – ${action === undefined ? 'folder' : actionWords(action)}`;
}

function copyVerb(to: Side): string {
  return to === 'remote' ? 'upload' : 'download';
}
