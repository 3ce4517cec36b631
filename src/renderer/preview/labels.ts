import { assertNever } from '../../shared/assert-never.js';
import { nameOf } from '../../shared/entry/path.js';
import { toldStepsOf, type Action, type PlanItem } from '../../shared/plan/plan.js';
import { shown } from '../../shared/format/shown.js';
import { actionText, previewText } from './text.js';

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
 * | keep both | `keep both, one as NAME` |
 * | merge | `merge both versions` |
 * | conflict | `conflict: ` and one of `actionText.conflicts` |
 * | leave | `skipped: ` and one of `actionText.reasons`, or `excluded by a filter` |
 * | equal, forget | `equal`, `gone on both sides` |
 */
export function actionWords(action: Action): string {
  switch (action.kind) {
    case 'copy':
      return copy(action).words + (action.replaces ? actionText.replacing(action.to) : '');
    case 'create-folder':
      return actionText.createFolder.words(action.on);
    case 'move':
      return actionText.move.words(action.on, shown(action.from));
    case 'moved':
      return actionText.moved.words(shown(action.to));
    case 'delete':
      return actionText.delete.words(action.on);
    case 'keep-both':
      return actionText.keepBoth.words(shown(nameOf(action.as)));
    case 'merge':
      return actionText.merge.words;
    case 'conflict':
      return actionText.conflict.words(actionText.conflicts[action.conflict]);
    case 'leave': {
      const why = actionText.reasons[action.reason];
      return action.reason === 'filtered' ? why : actionText.skipped.words(why);
    }
    case 'equal':
      return actionText.equal.words;
    case 'forget':
      return actionText.gone.words;
    default:
      return assertNever(action);
  }
}

/** What stands in the action column. */
export interface ActionLabel {
  readonly text: string;
  /** A quiet addition. */
  readonly note?: string | undefined;
}

/** The label of an action as it stands in the action column; `isFolder` where it is about a folder. */
export function actionLabel(action: Action, isFolder = false): ActionLabel {
  switch (action.kind) {
    case 'copy':
      return { text: copy(action).label, note: action.replaces ? actionText.replaces : undefined };
    case 'create-folder':
      return { text: actionText.createFolder.label };
    case 'move':
      return { text: actionText.move.label(action.on), note: actionText.move.note(shown(action.from)) };
    case 'moved':
      return { text: actionText.moved.label, note: actionText.moved.note(shown(action.to)) };
    case 'delete':
      return { text: actionText.delete.label(action.on) };
    case 'keep-both':
      return { text: actionText.keepBoth.label, note: actionText.keepBoth.note(shown(nameOf(action.as))) };
    case 'merge':
      return { text: actionText.merge.label, note: actionText.merge.note };
    case 'conflict':
      return { text: actionText.conflict.label, note: actionText.conflicts[action.conflict] };
    case 'leave':
      // Nobody skips but by choice, which is what the note says then.
      if (action.reason === 'skipped') return { text: actionText.skipped.label };
      return action.reason === 'filtered'
        ? { text: actionText.excluded.label, note: isFolder ? actionText.excluded.note : undefined }
        : { text: actionText.skipped.label, note: actionText.reasons[action.reason] };
    case 'equal':
      return { text: actionText.equal.label };
    case 'forget':
      return { text: actionText.gone.label, note: actionText.gone.note };
    default:
      return assertNever(action);
  }
}

/**
 * As `actionWords`, in the plan of an undo:
 *
 * | action | words |
 * | --- | --- |
 * | copy | `restore on the remote side` / `… local side`, or with `, replacing the remote file` / `… local file` |
 * | create a folder | `restore folder on the remote side` / `… local side` |
 * | move | `move back on the remote side, from PATH` / `… local side, …` |
 * | merge | `restore on both sides` |
 *
 * Of several steps under one path, `, then ` stands between them.
 */
export function undoWords(action: Action): string {
  const { words } = actionText.undo;
  switch (action.kind) {
    case 'copy':
      return words.restore(action.to) + (action.replaces ? actionText.replacing(action.to) : '');
    case 'create-folder':
      return words.restoreFolder(action.on);
    case 'move':
      return words.moveBack(action.on, shown(action.from));
    case 'merge':
      return words.restoreBoth;
    default:
      return actionWords(action);
  }
}

/** As `actionLabel`, in the plan of an undo. */
export function undoLabel(action: Action): ActionLabel {
  const { undo } = actionText;
  switch (action.kind) {
    case 'copy':
      return { text: undo.restore(action.to), note: action.replaces ? actionText.replaces : undefined };
    case 'create-folder':
      return { text: undo.restoreFolder(action.on) };
    case 'move':
      return { text: undo.moveBack(action.on), note: actionText.move.note(shown(action.from)) };
    case 'merge':
      return { text: undo.restoreBoth };
    default:
      return actionLabel(action);
  }
}

/** What undoing did to the side that `action` names. */
export function undoneLabel(action: Action): string {
  return action.kind === 'delete' ? actionText.undo.removed(action.on) : undoLabel(action).text;
}

/** As `undoLabel`, of everything that an undo does under one path. */
export function undoItemLabel(item: Pick<PlanItem, 'action' | 'steps'>): ActionLabel {
  const labels = toldStepsOf(item).map(undoLabel);
  const [only] = labels;
  if (labels.length === 1 && only !== undefined) return only;
  return {
    text: actionText.undo.both(labels.map(({ text }) => text)),
    note: undoLabel(item.action).note,
  };
}

/** The name of a row; `isUndo` in the plan of an undo. */
export function rowName(
  path: string,
  item: Pick<PlanItem, 'action' | 'steps'> | undefined,
  isUndo = false,
): string {
  const words = (known: Pick<PlanItem, 'action' | 'steps'>): string =>
    isUndo ? actionText.undo.words.then(toldStepsOf(known).map(undoWords)) : actionWords(known.action);
  return previewText.rows.name(
    path === '' ? previewText.wholeFolder : shown(path),
    item === undefined ? previewText.rows.folder : words(item),
  );
}

function copy({ to }: Extract<Action, { kind: 'copy' }>): { readonly words: string; readonly label: string } {
  return to === 'remote' ? actionText.upload : actionText.download;
}
