import type { Side } from '../../../shared/entry/entry.js';
import type { PlanTotals } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';

const SIDE_WORDS = { local: 'this computer', remote: 'the remote side' } as const;

/**
 * Why a run of a plan with these totals cannot fit on a side with `free` bytes left; `undefined` where it can, or nobody knows.
 * What is replaced gives no room back: it is kept, or goes only after the new file has come.
 */
export function lackOfRoom(side: Side, totals: PlanTotals, free: number | undefined): Problem | undefined {
  const needed = totals.copy[side].bytes;
  if (free === undefined || needed <= free) return undefined;
  return {
    kind: 'no-space',
    what: `The run would copy ${said(needed)} to ${SIDE_WORDS[side]}, which has only ${said(free)} free. Nothing was changed.`,
    advice: `Free at least ${said(needed - free)} there, or exclude something, then compare again.`,
    side,
  };
}

function said(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? ''}`;
}
