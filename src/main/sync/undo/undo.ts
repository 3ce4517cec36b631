import type { RunId, RunReport } from '../../../shared/run/run.js';
import type { Change } from '../../state/journal/change.js';
import type { HistoryStore } from '../../state/history/history-store.js';
import { foldReplacements } from './fold-replacements.js';
import { undoChanges, type UndoRunInput } from './undo-items.js';

export interface UndoInput extends UndoRunInput {
  /** Names the run that is undone. */
  readonly undoes: RunId;
  /** Says of a change that it is to stay, because somebody left it out in the preview. */
  readonly leftOut?: ((change: Change) => boolean) | undefined;
}

const CHANGES_AT_ONCE = 500;

/**
 * S4: undoes a run on both sides and in the baseline, last change first. What somebody has
 * changed since is skipped and reported. An undo is a run like any other: it is recorded, and can be undone, which is to redo.
 */
export async function undo(input: UndoInput): Promise<RunReport> {
  const redo = await isRedo(input.state, input.undoes);
  return undoChanges(input, () => pagesOf(input), { undoes: input.undoes, ...(redo && { redo }) });
}

/** Whether undoing this run redoes what another one had undone. */
export async function isRedo(state: HistoryStore, undoes: RunId): Promise<boolean> {
  const summary = (await state.runOf(undoes))?.summary;
  return summary?.undoes !== undefined && summary.redo !== true;
}

/** What a run changed, last change first, without what is left out. */
export async function* pagesOf({
  state,
  undoes,
  leftOut,
}: Pick<UndoInput, 'state' | 'undoes' | 'leftOut'>): AsyncGenerator<readonly Change[]> {
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const page = await state.changesOf(undoes, before, CHANGES_AT_ONCE);
    const last = page.at(-1);
    if (last === undefined) return;
    const changes = foldReplacements(page);
    yield leftOut === undefined ? changes : changes.filter((change) => !leftOut(change));
    before = last.seq;
  }
}
