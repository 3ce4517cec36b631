import { otherSide } from '../../shared/entry/entry.js';
import { deletesOn, settlementsIn, type PlanItem, type SimpleSettlement } from '../../shared/plan/plan.js';
import { formatCount } from '../../shared/format/plural.js';
import type { Mode } from '../../shared/profile/profile.js';
import { conflictsText } from './text.js';

/** What can be chosen in what is shown: anything in a plan, what to leave out in an undo, or nothing now. */
export type Settling = 'plan' | 'undo' | undefined;

/** What can be chosen for an item of an undo. */
export const UNDO_CHOICES: readonly SettleChoice[] = [
  { settlement: 'skip', name: conflictsText.exclude, deletes: false },
];

/** A choice as its button says it. */
export interface SettleChoice {
  readonly settlement: SimpleSettlement;
  readonly name: string;
  /** Whether it deletes something, which has to look like it. */
  readonly deletes: boolean;
}

/** What can be chosen for an item: to use the side that lacks it is to delete it on the other one, and is called so. */
export function settleChoices(item: Pick<PlanItem, 'local' | 'remote'>): readonly SettleChoice[] {
  return (['local', 'remote', 'skip'] as const).map((settlement) => {
    const on = deletesOn(settlement, item);
    return {
      settlement,
      name: on === undefined ? conflictsText.settlement[settlement] : conflictsText.deleteOn[on],
      deletes: on !== undefined,
    };
  });
}

/** What can be chosen for all open conflicts at once; `lacking` says how many of them each side lacks. */
export function choicesForAll(
  mode: Mode,
  lacking: Readonly<Record<'local' | 'remote', number>>,
): readonly SettleChoice[] {
  return settlementsIn(mode).map((settlement) => {
    if (settlement === 'skip') return { settlement, name: conflictsText.skipAll, deletes: false };
    const count = lacking[settlement];
    return count === 0
      ? { settlement, name: conflictsText.useForAll[settlement], deletes: false }
      : {
          settlement,
          name: conflictsText.useForAllDeletes(settlement, formatCount(count), otherSide(settlement)),
          deletes: true,
        };
  });
}
