import type { BaselineRow } from '../../../shared/entry/baseline.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { isFatal } from '../../../shared/problem-traits.js';
import type { RecordedPart } from '../../state/journal/recorded-part.js';
import { withDoubts } from '../base/unproven.js';
import { rowOf, type Schedule } from '../plan/execution-order.js';
import { expectVolumes } from '../scan/volumes.js';
import { recordIgnoreFile } from '../scan/ignore-file.js';
import type { RunInput } from './run-input.js';
import { keepsTexts } from './synced-text.js';

/** Baseline rows that are written in one go. */
const ROWS_AT_ONCE = 1000;

/**
 * Brings the baseline up to what the comparison found to be in sync, and removes the temporary files of a killed run, except for the parts of
 * big files that are to be copied now: those it resolves with.
 */
export async function updateBaseline(
  { plan, targets, state, policy, signal }: RunInput,
  order: Schedule,
): Promise<readonly RecordedPart[]> {
  await expectVolumes(plan, targets, state, signal);
  await recordIgnoreFile({ targets, state, signal });
  // Whoever no longer has them merged need not have copies of their texts elsewhere.
  if (!keepsTexts(policy)) await state.dropTexts();
  for (const path of order.forget) await state.forget(path);
  const looked = { local: plan.comparedMs, remote: plan.comparedMs };
  const inSync = (item: PlanItem): BaselineRow => {
    const { path, record } = rowOf(item);
    return { path, record: withDoubts(record, looked, undefined) };
  };
  for (let index = 0; index < order.remember.length; index += ROWS_AT_ONCE) {
    await state.recordAll(order.remember.slice(index, index + ROWS_AT_ONCE).map(inSync));
  }
  if (!order.initialSyncs.has('') && plan.part === undefined)
    await state.recordAll([{ path: '', record: { kind: 'folder' } }]);
  if (plan.otherVolumes !== undefined) await state.recordOtherVolumes(plan.otherVolumes);
  const parts = await state.parts();
  const wanted = parts.filter(({ path, to }) => {
    const action = plan.items.get(path)?.action;
    return action?.kind === 'copy' && action.to === to;
  });
  // Of what was not compared, nothing is known.
  const isOpen = (part: RecordedPart): boolean => plan.part?.scope.covers(part.path) === false;
  for (const part of parts) if (!wanted.includes(part) && !isOpen(part)) await state.endPart(part.path);
  const kept = new Set(
    parts
      .filter((part) => wanted.includes(part) || isOpen(part))
      .map(({ to, temporaryPath }) => `${to}:${temporaryPath}`),
  );
  for (const { side, path } of plan.leftovers) {
    if (kept.has(`${side}:${path}`)) continue;
    try {
      await targets[side].removeFile(path, signal);
    } catch (error) {
      // What somebody has put in its place, a link or a folder, is theirs, and no reason not to run.
      if (isFatal(error)) throw error;
    }
  }
  return wanted;
}
