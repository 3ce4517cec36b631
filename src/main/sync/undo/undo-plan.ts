import type { Entry, ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import { ancestorsOf } from '../../../shared/entry/path.js';
import {
  changesIn,
  NOTHING,
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
  readonly now: Sides<Entry | undefined>;
  readonly problem?: Problem | undefined;
}

const LEFT_OUT: Action = { kind: 'leave', reason: 'skipped' };
const WAITS: Action = { kind: 'leave', reason: 'waits-for-folder' };
const STAYS: Action = { kind: 'leave', reason: 'content-stays' };

/** What undoing a run would do, as a plan that can be looked at and from which items can be left out. */
export class UndoPlan {
  /** Each item as the run's record and both sides say, before anybody leaves something out. */
  readonly #found = new Map<ItemPath, PlanItem>();
  readonly #leftOut = new Set<ItemPath>();
  #items: ReadonlyMap<ItemPath, PlanItem> = new Map();

  constructor(steps: Iterable<UndoStep>) {
    for (const step of steps) for (const item of itemsOf(step)) this.#found.set(item.path, item);
    this.#items = derived(this.#found, this.#leftOut);
  }

  get items(): ReadonlyMap<ItemPath, PlanItem> {
    return this.#items;
  }

  /** What would be done. What is put back comes from the versions and is not transferred, so that there are no bytes. */
  get totals(): PlanTotals {
    const tallies = new Tallies();
    for (const item of this.#items.values()) tallies.add(item);
    const { totals } = tallies;
    const without = (side: Side) => ({ ...totals.copy[side], bytes: 0 });
    return { ...totals, copy: { local: without('local'), remote: without('remote') }, remember: NOTHING };
  }

  /** Leaves items out, or takes them in again, with all that lies in them where `reach` says so; returns what changed by it. */
  leaveOut(paths: readonly ItemPath[], out: boolean, reach: Reach): readonly PlanItem[] {
    const roots = new Set(paths);
    for (const [path, { problem, action }] of this.#found) {
      if (problem !== undefined || action.kind === 'moved') continue;
      const meant = roots.has(path) || (reach === 'below' && ancestorsOf(path).some((one) => roots.has(one)));
      if (!meant) continue;
      if (out) this.#leftOut.add(path);
      else this.#leftOut.delete(path);
    }
    const before = this.#items;
    this.#items = derived(this.#found, this.#leftOut);
    return [...this.#items.values()].filter((item) => {
      const earlier = before.get(item.path);
      return earlier?.action !== item.action || earlier.settled !== item.settled;
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

function itemsOf({ path, action, now, problem }: UndoStep): readonly PlanItem[] {
  const seen = (entry: Entry | undefined): Observation => ({
    class: entry === undefined ? 'missing' : 'existing',
    entry,
  });
  const sides = { local: seen(now.local), remote: seen(now.remote) };
  if (problem !== undefined) return [{ path, ...sides, action: LEFT_OUT, problem }];
  if (action.kind !== 'move') return [{ path, ...sides, action }];
  // What is on record is where it was before: that is where it goes to.
  const nothing = { local: seen(undefined), remote: seen(undefined) };
  return [
    { path, ...sides, action: { kind: 'moved', on: action.on, to: action.from } },
    { path: action.from, ...nothing, action: { kind: 'move', on: action.on, from: path } },
  ];
}

/** A folder stays while something in it does, and what lies in one that is not put back has no place to go to. */
function derived(
  found: ReadonlyMap<ItemPath, PlanItem>,
  leftOut: ReadonlySet<ItemPath>,
): ReadonlyMap<ItemPath, PlanItem> {
  const items = new Map<ItemPath, PlanItem>();
  const missing: Sides<Set<ItemPath>> = { local: new Set(), remote: new Set() };
  const kept = new Set<ItemPath>();
  for (const [path, item] of found) {
    const { action } = item;
    if (action.kind === 'create-folder' && leftOut.has(path)) missing[action.on].add(path);
    if (action.kind === 'delete' && leftOut.has(path)) for (const above of ancestorsOf(path)) kept.add(above);
    if (item.problem !== undefined) for (const above of ancestorsOf(path)) kept.add(above);
  }
  for (const [path, item] of found) {
    const { action } = item;
    const makesOn =
      action.kind === 'copy' ? action.to : action.kind === 'create-folder' ? action.on : undefined;
    const waits = makesOn !== undefined && ancestorsOf(path).some((above) => missing[makesOn].has(above));
    if (leftOut.has(path)) items.set(path, { ...item, action: LEFT_OUT, settled: 'skip' });
    else if (waits) items.set(path, { ...item, action: WAITS });
    else if (action.kind === 'moved' && leftOut.has(action.to))
      items.set(path, { ...item, action: LEFT_OUT });
    else if (action.kind === 'delete' && kept.has(path)) items.set(path, { ...item, action: STAYS });
    else items.set(path, item);
  }
  return items;
}
