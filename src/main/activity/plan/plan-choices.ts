import { isDeepStrictEqual } from 'node:util';
import type { Entry, ItemPath } from '../../../shared/entry/entry.js';
import { changedOn } from '../../../shared/plan/plan-filter.js';
import type { PlanItem, Settlement, SettleRequest, SimpleSettlement } from '../../../shared/plan/plan.js';
import type { Plan } from '../../sync/plan/plan.js';

/** What somebody chose for an item. */
type Chosen =
  | { readonly settlement: SimpleSettlement }
  /** `content` takes the place of both versions. */
  | { readonly settlement: 'merge'; readonly content: Uint8Array };

/** What somebody chose for an item, and what was on both sides then. */
export interface Choice {
  readonly chosen: Chosen;
  readonly local: Entry | undefined;
  readonly remote: Entry | undefined;
}

export type Choices = ReadonlyMap<ItemPath, Choice>;

/** How many steps can be undone. */
const STEPS_KEPT = 100;

/** What a step changed: the choice there was before, for each path. */
type Step = ReadonlyMap<ItemPath, Chosen | undefined>;

/** The choices made in these items; `mergedContent` knows what takes the place of both versions of one. */
export function choicesIn(
  items: Iterable<PlanItem>,
  mergedContent: (path: ItemPath) => Uint8Array | undefined,
): Choices {
  const choices = new Map<ItemPath, Choice>();
  for (const { path, settled, local, remote } of items) {
    const chosen = chosenFor(settled, mergedContent(path));
    if (chosen !== undefined) choices.set(path, { chosen, local: local.entry, remote: remote.entry });
  }
  return choices;
}

function chosenFor(settled: Settlement | undefined, content: Uint8Array | undefined): Chosen | undefined {
  if (settled === 'merge') return content && { settlement: settled, content };
  return settled && { settlement: settled };
}

/** Of these choices, those whose item is on both sides what it was when the choice was made. */
export function choicesThatHold(
  choices: Choices,
  items: ReadonlyMap<ItemPath, PlanItem>,
): ReadonlyMap<ItemPath, Chosen> {
  const holding = new Map<ItemPath, Chosen>();
  for (const [path, { chosen, local, remote }] of choices) {
    const item = items.get(path);
    if (item === undefined) continue;
    if (!isDeepStrictEqual(item.local.entry, local)) continue;
    if (!isDeepStrictEqual(item.remote.entry, remote)) continue;
    holding.set(path, chosen);
  }
  return holding;
}

/** Makes choices for items of a plan, or undoes them; returns the items that changed by it. */
function choose(plan: Plan, choices: Step): readonly PlanItem[] {
  const changed = new Map<ItemPath, PlanItem>();
  const take = (items: readonly PlanItem[]): void => {
    for (const item of items) changed.set(item.path, item);
  };
  const simple = new Map<SimpleSettlement | null, ItemPath[]>();
  for (const [path, chosen] of choices) {
    if (chosen?.settlement === 'merge') take(plan.settleMerge(path, chosen.content));
    else {
      const settlement = chosen?.settlement ?? null;
      simple.set(settlement, [...(simple.get(settlement) ?? []), path]);
    }
  }
  for (const [settlement, paths] of simple) take(plan.settle(paths, settlement));
  return [...changed.values()];
}

/**
 * The choices made in the plan at hand. They outlive it: whoever compares again finds them in the next plan, for as long as both
 * files are what they were when the choice was made. The last steps can be undone.
 */
export class PlanChoices {
  #kept: Choices = new Map();
  #steps: Step[] = [];
  /** What is skipped in the run at hand only. */
  #skipped: ReadonlySet<ItemPath> = new Set();
  /** What was chosen for that before. */
  #setAside: Choices = new Map();

  /** How many steps can be undone now. */
  get steps(): number {
    return this.#steps.length;
  }

  /** Makes the choices that still hold in a new plan; returns the items that changed by it. */
  begin(plan: Plan): readonly PlanItem[] {
    this.#steps = [];
    this.#endSkipping();
    return choose(plan, choicesThatHold(this.#kept, plan.items));
  }

  /** Chooses in the plan (see `Plan.settle`), all of it as one step that can be undone. */
  settle(plan: Plan, requests: readonly SettleRequest[]): readonly PlanItem[] {
    return this.#step(plan, () => {
      const changed = new Map<ItemPath, PlanItem>();
      for (const { paths, settlement, reach } of requests) {
        for (const item of plan.settle(paths, settlement, reach)) changed.set(item.path, item);
      }
      return [...changed.values()];
    });
  }

  /** Chooses that `content` takes the place of both versions of an item (see `Plan.settleMerge`), as a step that can be undone. */
  settleMerge(plan: Plan, path: ItemPath, content: Uint8Array): readonly PlanItem[] {
    return this.#step(plan, () => plan.settleMerge(path, content));
  }

  #step(plan: Plan, act: () => readonly PlanItem[]): readonly PlanItem[] {
    const before = choicesIn(plan.items.values(), (path) => plan.mergedContent(path));
    const changed = act();
    const step = new Map<ItemPath, Chosen | undefined>();
    for (const { path, settled } of changed) {
      const earlier = before.get(path)?.chosen;
      if (earlier?.settlement !== settled || settled === 'merge') step.set(path, earlier);
    }
    if (step.size > 0) this.#steps = [...this.#steps.slice(1 - STEPS_KEPT), step];
    return changed;
  }

  /**
   * Has the run that begins now carry out these items only: what else would change a side is skipped, as a step that can be undone. What was
   * chosen for the rest is remembered beyond that run; that it was skipped is not.
   */
  narrow(plan: Plan, wanted: ReadonlySet<ItemPath>): readonly PlanItem[] {
    const rest = [...plan.items.values()].filter(({ path }) => !wanted.has(path));
    const skipped = rest.filter(({ action }) => changedOn(action) !== undefined).map(({ path }) => path);
    this.#setAside = choicesIn(rest, (path) => plan.mergedContent(path));
    this.#skipped = new Set(skipped);
    return skipped.length === 0
      ? []
      : this.settle(plan, [{ paths: skipped, settlement: 'skip', reach: 'item' }]);
  }

  /** Undoes the last step; returns the items that changed by it. */
  undo(plan: Plan): readonly PlanItem[] {
    const step = this.#steps.pop();
    this.#endSkipping();
    return step === undefined ? [] : choose(plan, step);
  }

  /** Remembers the choices of a plan that is given up or was not carried out to its end. */
  keep(plan: Plan): void {
    const chosen = [...choicesIn(plan.items.values(), (path) => plan.mergedContent(path))];
    this.#kept = new Map([...chosen.filter(([path]) => !this.#skipped.has(path)), ...this.#setAside]);
    this.#steps = [];
    this.#endSkipping();
  }

  /** Forgets the choices that were carried out. */
  ran(): void {
    this.#kept = this.#setAside;
    this.#steps = [];
    this.#endSkipping();
  }

  #endSkipping(): void {
    this.#skipped = new Set();
    this.#setAside = new Map();
  }

  /** Forgets all choices: they are about other folders. */
  forget(): void {
    this.#kept = new Map();
    this.#steps = [];
    this.#endSkipping();
  }
}
