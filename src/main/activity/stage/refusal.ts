import { refused, type Answer } from '../../../shared/ipc.js';
import type { Problem } from '../../../shared/problem.js';
import type { ComparedStage, Stage, UndoReadyStage } from './stage.js';
import { activityText } from '../text.js';

/** What is wanted of a profile as a whole: to begin a comparison or the preview of an undo, or to edit or delete it. */
export type RequestKind = 'begin' | 'change';

/**
 * Why a request cannot be granted now; `undefined` where it can. `atWork` says that a comparison or run is under way, which
 * may be between two stages.
 */
export function refusalOf(request: RequestKind, stage: Stage, atWork: boolean): Problem | undefined {
  if (!atWork && stage.kind !== 'comparing' && stage.kind !== 'running') return undefined;
  return { kind: 'busy', ...(request === 'change' ? activityText.busyForChange : activityText.busy) };
}

/** Why nothing is begun now. */
export const BUSY: Problem = { kind: 'busy', ...activityText.busy };

/** The plan that is shown, for whoever means to run or save it. */
export function planIn(stage: Stage, atWork: boolean): Answer<ComparedStage> {
  const busy = refusalOf('begin', stage, atWork);
  if (busy !== undefined) return refused(busy);
  return stage.kind === 'compared' ? { kind: 'ok', value: stage } : refused(noPlan(stage));
}

/** Whether somebody is looking at what is shown, so that nothing may take its place unasked: an undo, a question, or a plan with choices made in it. */
export function waitsForSomebody(stage: Stage, choices: number): boolean {
  if (stage.kind === 'undo-ready') return true;
  return stage.kind === 'compared' && (stage.asks !== undefined || choices > 0);
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

const NO_UNDO: Problem = {
  kind: 'invalid',
  ...activityText.undoNotShown,
};

function noPlan(stage: Stage): Problem {
  return { kind: 'invalid', ...(stage.kind === 'ran' ? activityText.planRun : activityText.notCompared) };
}

/** Why nothing is run of a selection. */
export const NOTHING_SELECTED: Problem = {
  kind: 'invalid',
  ...activityText.nothingSelected,
};
