import type { Answer } from '../../../shared/ipc.js';
import type { Problem } from '../../../shared/problem.js';
import type { ComparedStage, Stage, UndoReadyStage } from './stage.js';

/** What is wanted of a profile as a whole: to begin a comparison or the preview of an undo, or to edit or delete it. */
export type Wish = 'begin' | 'change';

/**
 * Why a wish cannot be granted now; `undefined` where it can. `atWork` says that a comparison or run is under way, which
 * may be between two stages.
 */
export function refusalOf(wish: Wish, stage: Stage, atWork: boolean): Problem | undefined {
  if (!atWork && stage.kind !== 'comparing' && stage.kind !== 'running') return undefined;
  return {
    kind: 'busy',
    what:
      wish === 'change'
        ? 'The profile can’t be changed while it is being compared or synced.'
        : 'The profile is already being compared or synced.',
    advice: 'Wait until it has finished, or stop it.',
  };
}

/** The plan that is shown, for whoever means to run or save it. */
export function planIn(stage: Stage, atWork: boolean): Answer<ComparedStage> {
  const busy = refusalOf('begin', stage, atWork);
  if (busy !== undefined) return refused(busy);
  return stage.kind === 'compared' ? { kind: 'ok', value: stage } : refused(noPlan(stage));
}

/** What is shown that takes choices: a plan, or an undo. */
export function choosableIn(stage: Stage, atWork: boolean): Answer<ComparedStage | UndoReadyStage> {
  return stage.kind === 'undo-ready' && !atWork ? { kind: 'ok', value: stage } : planIn(stage, atWork);
}

/** The undo that is shown, for whoever means to carry it out. */
export function undoIn(stage: Stage, atWork: boolean): Answer<UndoReadyStage> {
  const busy = refusalOf('begin', stage, atWork);
  if (busy !== undefined) return refused(busy);
  return stage.kind === 'undo-ready' ? { kind: 'ok', value: stage } : refused(NO_UNDO);
}

/** An answer that says why not. */
export function refused(problem: Problem): { readonly kind: 'refused'; readonly problem: Problem } {
  return { kind: 'refused', problem };
}

const NO_UNDO: Problem = {
  kind: 'invalid',
  what: 'The preview of this undo is no longer shown.',
  advice: 'Choose Undo… once more.',
};

function noPlan(stage: Stage): Problem {
  return {
    kind: 'invalid',
    what:
      stage.kind === 'ran' ? 'This plan has already been run.' : 'The two sides haven’t been compared yet.',
    advice: 'Compare first.',
  };
}
