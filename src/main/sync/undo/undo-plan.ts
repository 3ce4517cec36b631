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
  /** What both sides have there; of something that goes back to its old name, where it lies now. */
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
  /** Paths of which the run made several changes that only go back together: where both versions of a file were kept. */
  readonly #linked = new Map<ItemPath, ItemPath>();
  #items: ReadonlyMap<ItemPath, PlanItem> = new Map();

  constructor(steps: Iterable<UndoStep>) {
    for (const step of steps) this.#add(step);
    this.#items = derived(this.#found, this.#leftOut);
  }

  get items(): ReadonlyMap<ItemPath, PlanItem> {
    return this.#items;
  }

  /**
   * A file that goes back to its old name, of which both sides have got copies under either name since: the copy under the old name gives way
   * to it, and the one under the new name is deleted.
   */
  #add(step: UndoStep): void {
    const { path, action, problem } = step;
    const hasCopies = action.kind === 'move' && problem === undefined && this.#deletes(action.from);
    for (const item of itemsOf(step)) {
      const before = this.#found.get(item.path);
      const refused = before?.problem !== undefined;
      if (item.action.kind === 'moved' && (hasCopies || refused)) continue;
      this.#found.set(item.path, before === undefined ? item : combined(before, item));
    }
    if (!hasCopies) return;
    this.#linked.set(path, action.from);
    this.#linked.set(action.from, path);
  }

  #deletes(path: ItemPath): boolean {
    const found = this.#found.get(path);
    return found?.action.kind === 'delete' && found.problem === undefined;
  }

  /** What would be done. What is restored comes from the versions and is not transferred, so there are no bytes. */
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
      for (const one of [path, this.#linked.get(path) ?? path]) {
        if (out) this.#leftOut.add(one);
        else this.#leftOut.delete(one);
      }
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

/** Two steps about one path as one item: a file that was replaced on both sides is restored on both. */
function combined(before: PlanItem, item: PlanItem): PlanItem {
  const [one, other] = [before.action, item.action];
  // What can be restored on one side is, though it is too late for the other.
  if (item.problem !== undefined) return one.kind === 'copy' ? before : item;
  if (before.problem !== undefined || one.kind !== 'copy') return item;
  // What is there on the other side only makes room for what is restored in its place.
  if (other.kind === 'delete' && other.on !== one.to) return before;
  return other.kind === 'copy' && other.to !== one.to
    ? { ...item, action: { kind: 'merge', size: 0 } }
    : item;
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
