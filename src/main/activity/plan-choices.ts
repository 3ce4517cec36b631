import { isDeepStrictEqual } from 'node:util';
import type { Entry, ItemPath } from '../../shared/entry/entry.js';
import type { PlanItem, Reach, Settlement } from '../../shared/plan/plan.js';
import type { Plan } from '../sync/plan/plan.js';

/** What somebody chose for an item, and what was on both sides then. */
export interface Choice {
  readonly settlement: Settlement;
  readonly local: Entry | undefined;
  readonly remote: Entry | undefined;
}

export type Choices = ReadonlyMap<ItemPath, Choice>;

/** How many steps can be undone. */
const STEPS_KEPT = 100;

/** What a step changed: the choice there was before, for each path. */
type Step = ReadonlyMap<ItemPath, Settlement | undefined>;

/** The choices made in these items. */
export function choicesIn(items: Iterable<PlanItem>): Choices {
  const choices = new Map<ItemPath, Choice>();
  for (const { path, settled, local, remote } of items) {
    if (settled !== undefined) {
      choices.set(path, { settlement: settled, local: local.entry, remote: remote.entry });
    }
  }
  return choices;
}

/** Of these choices, those whose item is on both sides what it was when the choice was made, by what was chosen. */
export function choicesThatHold(
  choices: Choices,
  items: ReadonlyMap<ItemPath, PlanItem>,
): ReadonlyMap<Settlement, readonly ItemPath[]> {
  const holding = new Map<Settlement, ItemPath[]>();
  for (const [path, { settlement, local, remote }] of choices) {
    const item = items.get(path);
    if (item === undefined) continue;
    if (!isDeepStrictEqual(item.local.entry, local)) continue;
    if (!isDeepStrictEqual(item.remote.entry, remote)) continue;
    holding.set(settlement, [...(holding.get(settlement) ?? []), path]);
  }
  return holding;
}

/**
 * The choices made in the plan at hand. They outlive it: whoever compares again finds them in the next plan, for as long as both
 * files are what they were when the choice was made. The last steps can be undone.
 */
export class PlanChoices {
  #kept: Choices = new Map();
  #steps: Step[] = [];

  /** How many steps can be undone now. */
  get steps(): number {
    return this.#steps.length;
  }

  /** Makes the choices that still hold in a new plan; returns the items that changed by it. */
  begin(plan: Plan): readonly PlanItem[] {
    this.#steps = [];
    const changed = new Map<ItemPath, PlanItem>();
    for (const [settlement, paths] of choicesThatHold(this.#kept, plan.items)) {
      for (const item of plan.settle(paths, settlement)) changed.set(item.path, item);
    }
    return [...changed.values()];
  }

  /** Chooses in the plan (see `Plan.settle`), as a step that can be undone. */
  settle(
    plan: Plan,
    paths: readonly ItemPath[] | null,
    settlement: Settlement | null,
    reach: Reach,
  ): readonly PlanItem[] {
    const before = choicesIn(plan.items.values());
    const changed = plan.settle(paths, settlement, reach);
    const step = new Map<ItemPath, Settlement | undefined>();
    for (const { path, settled } of changed) {
      const earlier = before.get(path)?.settlement;
      if (earlier !== settled) step.set(path, earlier);
    }
    if (step.size > 0) this.#steps = [...this.#steps.slice(1 - STEPS_KEPT), step];
    return changed;
  }

  /** Undoes the last step; returns the items that changed by it. */
  undo(plan: Plan): readonly PlanItem[] {
    const step = this.#steps.pop();
    const changed = new Map<ItemPath, PlanItem>();
    const byChoice = Map.groupBy(step ?? [], ([, settlement]) => settlement);
    for (const [settlement, paths] of byChoice) {
      const items = plan.settle(
        paths.map(([path]) => path),
        settlement ?? null,
      );
      for (const item of items) changed.set(item.path, item);
    }
    return [...changed.values()];
  }

  /** Remembers the choices of a plan that is given up or was not carried out to its end. */
  keep(plan: Plan): void {
    this.#kept = choicesIn(plan.items.values());
    this.#steps = [];
  }

  /** Forgets all choices: they were carried out, or are about other folders. */
  forget(): void {
    this.#kept = new Map();
    this.#steps = [];
  }
}
