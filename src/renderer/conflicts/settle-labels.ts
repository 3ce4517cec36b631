import { otherSide } from '../../shared/entry/entry.js';
import { settlementsIn, type PlanItem, type Settlement } from '../../shared/plan/plan.js';
import type { Mode } from '../../shared/profile/profile.js';

/** What can be chosen in what is shown: anything in a plan, what to leave out in an undo, or nothing now. */
export type Settling = 'plan' | 'undo' | undefined;

/** What can be chosen for an item of an undo. */
export const UNDO_CHOICES: readonly SettleChoice[] = [
  { settlement: 'skip', name: 'Exclude', deletes: false },
];

/** A choice as its button says it. */
export interface SettleChoice {
  readonly settlement: Settlement;
  readonly name: string;
  /** Whether it deletes something, which has to look like it. */
  readonly deletes: boolean;
}

const NAMES: Readonly<Record<Settlement, string>> = {
  local: 'Use local',
  remote: 'Use remote',
  skip: 'Skip',
};

/** What can be chosen for an item: to use the side that lacks it is to delete it on the other one, and is called so. */
export function settleChoices(item: Pick<PlanItem, 'local' | 'remote'>): readonly SettleChoice[] {
  return (['local', 'remote', 'skip'] as const).map((settlement) => {
    const deletes =
      settlement !== 'skip' &&
      item[settlement].entry === undefined &&
      item[otherSide(settlement)].entry !== undefined;
    return {
      settlement,
      name: deletes ? `Delete ${otherSide(settlement)}` : NAMES[settlement],
      deletes,
    };
  });
}

/** What can be chosen for all open conflicts at once; `lacking` says how many of them each side lacks. */
export function choicesForAll(
  mode: Mode,
  lacking: Readonly<Record<'local' | 'remote', number>>,
): readonly SettleChoice[] {
  return settlementsIn(mode).map((settlement) => {
    if (settlement === 'skip') return { settlement, name: 'Skip all', deletes: false };
    const count = lacking[settlement];
    const name = `${NAMES[settlement]} for all`;
    return count === 0
      ? { settlement, name, deletes: false }
      : { settlement, name: `${name}, delete ${count} ${otherSide(settlement)}`, deletes: true };
  });
}
