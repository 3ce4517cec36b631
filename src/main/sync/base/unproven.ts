import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { FileEntry, Side, Sides } from '../../../shared/entry/entry.js';

/** Systems give files the time of their last clock tick, which is up to this many milliseconds old. */
const CLOCK_TICK_MS = 20;

/** How far the clock of a server is taken to be from this computer's, in milliseconds, where an edit may be very new. */
const CLOCK_SKEW_MS = 2000;

/** When each side was looked at, milliseconds since 1970 in UTC; `undefined` for one whose report needs no proof. */
export type LookedMs = Sides<number | undefined>;

/**
 * Whether another edit after that look could have given the file the very same time: it was modified less than a step of its clock
 * before (the rule that git calls *racy*).
 */
export function mayHideAnEdit(side: Side, { modified }: FileEntry, lookedMs: number): boolean {
  if (modified === undefined) return false;
  const step = Math.max(modified.precisionMs, CLOCK_TICK_MS) + (side === 'remote' ? CLOCK_SKEW_MS : 0);
  return Math.abs(lookedMs - modified.ms) < step;
}

/** S11: the record with the sides named of which a report alone does not prove that nothing has changed since. */
export function withDoubts(
  record: BaselineRecord,
  looked: LookedMs,
  sha256: string | undefined,
): BaselineRecord {
  if (record.kind !== 'file') return record;
  const sides = (['local', 'remote'] as const).filter((side) => {
    const lookedMs = looked[side];
    return lookedMs !== undefined && mayHideAnEdit(side, record.sides[side], lookedMs);
  });
  return sides.length === 0 ? record : { ...record, unproven: { sides, sha256 } };
}
