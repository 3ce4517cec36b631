import { changesIn } from '../../../shared/plan/plan.js';
import type { Activity } from '../../../shared/run/activity.js';
import { shellText } from '../text.js';

/** The button that carries out the undo that is shown. */
export interface UndoButton {
  readonly name: string;
  readonly enabled: boolean;
  /** Whether it redoes what an undo undid. */
  readonly redo: boolean;
}

/** What that button says; `undefined` where no undo is shown. Of `several` pairs of folders, it is about all of them that show one. */
export function undoButton(
  activities: readonly (Activity | undefined)[],
  several: boolean,
): UndoButton | undefined {
  const { toolbar } = shellText;
  const undos = activities.flatMap((activity) => (activity?.kind === 'undo-ready' ? [activity] : []));
  const [first] = undos;
  if (first === undefined) return undefined;
  const changes = undos.map(({ totals }) => changesIn(totals)).filter((count) => count > 0);
  const items = changes.reduce((sum, count) => sum + count, 0);
  const redo = undos.every((undo) => undo.redo);
  const verb = redo ? 'Redo' : 'Undo';
  const name =
    several && items > 0 ? toolbar.undoAll(verb, items, changes.length) : toolbar.undo(verb, items);
  return { name, enabled: items > 0, redo };
}
