import type { Entry, ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import { ancestorsOf } from '../../../shared/entry/path.js';
import {
  changesIn,
  createdOn,
  NOTHING,
  stepsOf,
  type Action,
  type Observation,
  type PlanItem,
  type PlanTotals,
  type Reach,
} from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';
import { Tallies } from '../plan/totals.js';

/** One change of a run, what undoing it would do, and what keeps it from being undone. */
export interface UndoStep {
  readonly path: ItemPath;
  readonly action: Action;
  /** What both sides have there; of something that goes back to its old name, where it lies now. */
  readonly now: Sides<Entry | undefined>;
  readonly problem?: Problem | undefined;
}

const LEFT_OUT: Action = { kind: 'leave', reason: 'skipped' };
const WAITS: Action = { kind: 'leave', reason: 'waits-for-folder' };
const STAYS: Action = { kind: 'leave', reason: 'content-stays' };

/** What undoing a run does under one path. */
interface Found {
  /** Each step that is carried out, in order; none where all of them are refused. */
  readonly steps: readonly Action[];
  readonly item: PlanItem;
}

/** What undoing a run would do, as a plan that can be looked at and from which items can be left out. */
export class UndoPlan {
  /** Each item as the run's record and both sides say, before anybody leaves something out. */
  readonly #found = new Map<ItemPath, Found>();
  readonly #leftOut = new Set<ItemPath>();
  /** Paths of which the run made several changes that only go back together: where one name was given to something else. */
  readonly #linked = new Map<ItemPath, Set<ItemPath>>();
  #items: ReadonlyMap<ItemPath, PlanItem> = new Map();

  constructor(steps: Iterable<UndoStep>) {
    for (const step of steps) for (const item of itemsOf(step)) this.#add(item);
    for (const [path, { steps: all }] of this.#found) {
      if (all.length < 2) continue;
      for (const step of all) if (step.kind === 'moved') this.#link(path, step.to);
    }
    this.#items = derived(this.#found, this.#leftOut);
  }

  get items(): ReadonlyMap<ItemPath, PlanItem> {
    return this.#items;
  }

  /** S2: no step hides another one under the same path. */
  #add(item: PlanItem): void {
    const { path, action } = item;
    const before = this.#found.get(path);
    const steps = item.problem === undefined ? [action] : [];
    if (before === undefined) {
      this.#found.set(path, { steps, item });
      return;
    }
    // What is refused under a name does not leave it either.
    if (action.kind === 'moved' && before.steps.length === 0) return;
    const all = [...before.steps, ...steps];
    // What is there is what the first step found.
    const { local, remote } = before.item;
    const nothing = local.entry === undefined && remote.entry === undefined;
    const sides = nothing ? { local: item.local, remote: item.remote } : { local, remote };
    const problem = before.item.problem ?? item.problem;
    this.#found.set(path, { steps: all, item: { path, ...sides, ...shownAs(all), problem } });
  }

  #link(path: ItemPath, other: ItemPath): void {
    this.#linked.set(path, (this.#linked.get(path) ?? new Set()).add(other));
    this.#linked.set(other, (this.#linked.get(other) ?? new Set()).add(path));
  }

  /** The path, and all that only goes back together with it. */
  #together(path: ItemPath): ReadonlySet<ItemPath> {
    const all = new Set([path]);
    for (const one of all) for (const other of this.#linked.get(one) ?? []) all.add(other);
    return all;
  }

  /** What would be done, step by step. What is restored comes from the versions and is not transferred, so there are no bytes. */
  get totals(): PlanTotals {
    const tallies = new Tallies();
    for (const item of this.#items.values())
      for (const action of stepsOf(item)) tallies.add({ ...item, action });
    const { totals } = tallies;
    const without = (side: Side) => ({ ...totals.copy[side], bytes: 0 });
    return { ...totals, copy: { local: without('local'), remote: without('remote') }, remember: NOTHING };
  }

  /** Leaves items out, or takes them in again, with all that lies in them where `reach` says so; returns what changed by it. */
  leaveOut(paths: readonly ItemPath[], out: boolean, reach: Reach): readonly PlanItem[] {
    const roots = new Set(paths);
    for (const [path, { steps }] of this.#found) {
      if (steps.every(({ kind }) => kind === 'moved')) continue;
      const meant = roots.has(path) || (reach === 'below' && ancestorsOf(path).some((one) => roots.has(one)));
      if (!meant) continue;
      for (const one of this.#together(path)) {
        if (out) this.#leftOut.add(one);
        else this.#leftOut.delete(one);
      }
    }
    const before = this.#items;
    this.#items = derived(this.#found, this.#leftOut);
    return [...this.#items.values()].filter((item) => {
      const earlier = before.get(item.path);
      return (
        earlier?.action !== item.action || earlier.steps !== item.steps || earlier.settled !== item.settled
      );
    });
  }

  /** Whether a change of the run is to stay, because somebody left it out or what it lies in. */
  isLeftOut(path: ItemPath): boolean {
    const item = this.#items.get(path);
    return item?.action.kind === 'leave' && item.problem === undefined;
  }

  /** The same of a change of the run, for whoever carries the undo out: a move is at both its ends. */
  readonly leavesOut = ({ path, from }: { readonly path: ItemPath; readonly from?: ItemPath | undefined }) =>
    this.isLeftOut(path) || (from !== undefined && this.isLeftOut(from));

  /** Whether there is anything to do. */
  get isEmpty(): boolean {
    return changesIn(this.totals) === 0;
  }
}

/** How the steps under one path are shown in its row: what is restored there stands for the item. */
function shownAs(steps: readonly Action[]): Pick<PlanItem, 'action' | 'steps'> {
  const [first, second, ...more] = steps;
  if (first === undefined) return { action: LEFT_OUT };
  if (second === undefined) return { action: first };
  const onBoth = first.kind === 'copy' && second.kind === 'copy' && first.to !== second.to;
  if (onBoth && more.length === 0) return { action: { kind: 'merge', size: 0 }, steps };
  return { action: steps.findLast(({ kind }) => kind !== 'moved') ?? first, steps };
}

function itemsOf({ path, action, now, problem }: UndoStep): readonly PlanItem[] {
  const seen = (entry: Entry | undefined): Observation => ({
    class: entry === undefined ? 'missing' : 'existing',
    entry,
  });
  const sides = { local: seen(now.local), remote: seen(now.remote) };
  if (problem !== undefined) return [{ path, ...sides, action: LEFT_OUT, problem }];
  if (action.kind !== 'move') return [{ path, ...sides, action }];
  // It lies where the run has moved it, and goes back to where it was before.
  const nothing = { local: seen(undefined), remote: seen(undefined) };
  return [
    { path: action.from, ...sides, action: { kind: 'moved', on: action.on, to: path } },
    { path, ...nothing, action },
  ];
}

/** A folder stays while something in it does, and what lies in a folder that is not restored has no place to go to. */
function derived(
  found: ReadonlyMap<ItemPath, Found>,
  leftOut: ReadonlySet<ItemPath>,
): ReadonlyMap<ItemPath, PlanItem> {
  const missing: Sides<Set<ItemPath>> = { local: new Set(), remote: new Set() };
  for (const path of leftOut)
    for (const step of found.get(path)?.steps ?? [])
      if (step.kind === 'create-folder') missing[step.on].add(path);
  const waits = (path: ItemPath, steps: readonly Action[]): boolean =>
    steps.some((step) => {
      const side = createdOn(step);
      return side !== undefined && ancestorsOf(path).some((above) => missing[side].has(above));
    });
  const out = new Set(leftOut);
  for (const [path, { steps }] of found) if (waits(path, steps)) out.add(path);

  const kept = new Set<ItemPath>();
  const keep = (path: ItemPath): void => {
    for (const above of ancestorsOf(path)) kept.add(above);
  };
  for (const [path, { steps, item }] of found) {
    if (item.problem !== undefined) keep(path);
    if (!out.has(path)) continue;
    for (const step of steps) {
      if (step.kind === 'delete') keep(path);
      if (step.kind === 'move') keep(step.from);
    }
  }

  const items = new Map<ItemPath, PlanItem>();
  for (const [path, { steps, item }] of found) {
    const { local, remote } = item;
    const left = { path, local, remote };
    if (leftOut.has(path)) items.set(path, { ...left, action: LEFT_OUT, settled: 'skip' });
    else if (out.has(path)) items.set(path, { ...left, action: WAITS });
    else if (steps.some(({ kind }) => kind === 'delete') && kept.has(path))
      items.set(path, { ...left, action: STAYS });
    else if (!steps.some((step) => step.kind === 'moved' && out.has(step.to))) items.set(path, item);
    else {
      const others = steps.filter((step) => step.kind !== 'moved' || !out.has(step.to));
      items.set(path, { ...left, problem: item.problem, ...shownAs(others) });
    }
  }
  return items;
}
