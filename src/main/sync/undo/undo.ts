import type { RunId, RunReport } from '../../../shared/run/run.js';
import type { Change } from '../../state/state-store.js';
import { takeBackAll, type TakeBackInput } from './undo-items.js';

export interface UndoInput extends TakeBackInput {
  /** Names the run that is taken back. */
  readonly undoes: RunId;
}

const CHANGES_AT_ONCE = 500;

/**
 * S4: puts both sides, and the baseline, back to where they were before a run, last change first. What somebody has
 * changed since is skipped and reported. An undo is a run like any other: it is recorded, and can be undone.
 */
export function undo(input: UndoInput): Promise<RunReport> {
  return takeBackAll(input, () => pagesOf(input), { undoes: input.undoes });
}

async function* pagesOf({ state, undoes }: UndoInput): AsyncGenerator<readonly Change[]> {
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const page = await state.changesOf(undoes, before, CHANGES_AT_ONCE);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    before = last.seq;
  }
}
