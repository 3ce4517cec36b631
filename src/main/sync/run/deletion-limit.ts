import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';
import type { Side } from '../../../shared/entry/entry.js';
import type { Brakes } from '../base/policy.js';

const SIDE_WORDS = { local: 'this computer', remote: 'the remote side' } as const;

/** S7: why a run of these items should stop and ask first; `undefined` where nothing speaks against it. */
export function findBrakes(items: Iterable<PlanItem>, brakes: Brakes): Problem | undefined {
  const files = { local: 0, remote: 0 };
  const deleted = { local: 0, remote: 0 };
  const recorded = { local: 0, remote: 0 };
  for (const item of items) {
    // What takes no part would hide how much is lost of what does, or that all of it is.
    if (item.action.kind === 'leave' && item.action.reason === 'filtered') continue;
    for (const side of ['local', 'remote'] as const) {
      if (item.baseline?.kind === 'file') recorded[side] += 1;
      if (item[side].entry?.kind !== 'file') continue;
      files[side] += 1;
      if (item.action.kind === 'delete' && item.action.on === side) deleted[side] += 1;
    }
  }
  for (const side of ['local', 'remote'] as const) {
    const count = deleted[side];
    const other: Side = side === 'local' ? 'remote' : 'local';
    if (count > 0 && files[other] === 0 && recorded[other] > 0) {
      return {
        kind: 'brakes',
        what: `There is not a single file left on ${SIDE_WORDS[other]}, so ${said(count)} would be deleted on ${SIDE_WORDS[side]}. Nothing was changed.`,
        advice: 'Make sure that the folder is the right one and not just unavailable before you go on.',
        side,
      };
    }
    if (count > brakes.files && count > brakes.share * files[side]) {
      return {
        kind: 'brakes',
        what: `${said(count)} of ${files[side]} would be deleted on ${SIDE_WORDS[side]}. Nothing was changed.`,
        advice: 'If that is what you want, say so and the run goes on.',
        side,
      };
    }
  }
  return undefined;
}

function said(files: number): string {
  return files === 1 ? 'one file' : `${files} files`;
}
