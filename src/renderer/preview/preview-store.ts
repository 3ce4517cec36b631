import { create } from 'zustand';
import type { ItemPath, Side } from '../../shared/entry/entry.js';
import { ancestorsOf } from '../../shared/entry/path.js';
import type { EngineEvent } from '../../shared/run/run.js';
import { bitOf, SHOWN_AT_FIRST, toneOf, type Category, type Kind } from './categories.js';
import { remaining } from './selection/remaining.js';
import {
  indexOf,
  NOTHING_SELECTED,
  selectAll,
  selectRow,
  type SelectHow,
  type Selection,
} from './selection/selection.js';
import { targetsOf } from './selection/targets.js';
import { nextRow, type Goal } from './selection/next-row.js';
import { finderFor } from './tree/find.js';
import { closableIn, countFound, flatten, maskIn, type Layout, type View } from './tree/flatten.js';
import type { Order } from './tree/order.js';
import { groupKey, isGroupKey, type Row, type RowKey } from './tree/rows.js';
import { PlanTree, type TreeNode } from './tree/tree.js';
import { storeArrangement, storedArrangement } from './view/arrangement.js';

export type CategoryCounts = Readonly<Record<Category | 'settled' | 'chosen', number>>;

interface PreviewState {
  /** Grows with every change of the tree, which changes in place. */
  readonly revision: number;
  readonly rows: readonly Row[];
  readonly counts: CategoryCounts;
  /** Of how many open conflicts each side has nothing. */
  readonly lacking: Readonly<Record<Side, number>>;
  readonly shown: ReadonlySet<Category>;
  /** Whether only what somebody chose otherwise than planned is shown. */
  readonly onlyChosen: boolean;
  readonly layout: Layout;
  readonly order: Order;
  readonly collapsed: ReadonlySet<RowKey>;
  readonly selection: Selection;
  /** The item that is told about in detail: the one that was selected last. */
  readonly selected: ItemPath | null;
  /** What is looked for in the paths; empty for nothing. */
  readonly find: string;
  /** How many items among the rows are found. */
  readonly found: number;
  /** Empties it, for another profile or a new comparison. */
  readonly reset: () => void;
  readonly take: (events: readonly EngineEvent[]) => void;
  readonly toggleCategory: (category: Category) => void;
  readonly showOnlyChosen: (only: boolean) => void;
  readonly setLayout: (layout: Layout) => void;
  readonly setOrder: (order: Order) => void;
  readonly setExpanded: (key: RowKey, expanded: boolean) => void;
  readonly setAllExpanded: (expanded: boolean) => void;
  /** Selects this item and nothing else; nothing where it is not shown. */
  readonly select: (path: ItemPath | null) => void;
  /** Adds to what is selected, as a click or key on a row does. */
  readonly selectRow: (key: RowKey, how: SelectHow) => void;
  readonly selectAll: () => void;
  /** Selects the next change or conflict, or the one before, and opens the folders that it lies in. */
  readonly goTo: (goal: Goal, step: 1 | -1) => void;
  readonly setFind: (text: string) => void;
  /** Selects the first item that is found. */
  readonly selectFound: () => void;
}

// However fast the items arrive, drawing up the rows takes no more than about a tenth of the time.
const SHORTEST_PAUSE_MS = 60;
const PAUSE_PER_FLATTEN = 9;

let tree = new PlanTree();
let pending: ReturnType<typeof setTimeout> | undefined;
let pauseMs = 0;
/** Whether anything has been shown since the preview was emptied. */
let begun = false;
/** Which folders were closed before something was looked for. */
let collapsedBefore: ReadonlySet<RowKey> | undefined;

export const usePreview = create<PreviewState>()((set, get) => {
  const refresh = (): void => {
    pending = undefined;
    const start = performance.now();
    set(drawUp(get()));
    pauseMs = Math.max(SHORTEST_PAUSE_MS, (performance.now() - start) * PAUSE_PER_FLATTEN);
  };
  const refreshSoon = (): void => {
    pending ??= setTimeout(refresh, pauseMs);
  };
  const change = (part: Partial<PreviewState>): void =>
    set((state) => ({ ...part, ...drawUp({ ...state, ...part }) }));
  const setSelection = (selection: Selection): void => set({ selection, selected: selectedPath(selection) });

  return {
    revision: 0,
    rows: [],
    counts: countsOf(tree.root),
    lacking: tree.lacking,
    shown: new Set(SHOWN_AT_FIRST),
    onlyChosen: false,
    ...storedArrangement(),
    collapsed: new Set(),
    selection: NOTHING_SELECTED,
    selected: null,
    find: '',
    found: 0,
    reset: () => {
      clearTimeout(pending);
      pending = undefined;
      pauseMs = 0;
      begun = false;
      tree = new PlanTree();
      collapsedBefore = undefined;
      change({
        collapsed: new Set(),
        selection: NOTHING_SELECTED,
        selected: null,
        find: '',
        onlyChosen: false,
      });
    },
    take: (events) => {
      for (const event of events) takeOne(event);
      // The first rows are there at once; those that follow come a few times in a second.
      if (begun) refreshSoon();
      else refresh();
      begun = true;
    },
    toggleCategory: (category) => {
      const shown = new Set(get().shown);
      if (!shown.delete(category)) shown.add(category);
      change({ shown, onlyChosen: false });
    },
    showOnlyChosen: (onlyChosen) => change({ onlyChosen }),
    setLayout: (layout) => {
      change({ layout });
      storeArrangement(get());
    },
    setOrder: (order) => {
      change({ order });
      storeArrangement(get());
    },
    setExpanded: (key, expanded) => {
      const collapsed = new Set(get().collapsed);
      if (expanded) collapsed.delete(key);
      else collapsed.add(key);
      change({ collapsed });
    },
    setAllExpanded: (expanded) =>
      change({ collapsed: expanded ? new Set() : closableIn(tree, get().layout) }),
    select: (path) => {
      const { rows, selection } = get();
      const isShown = indexOf(rows, path) !== -1;
      setSelection(isShown && path !== null ? selectRow(selection, rows, path, 'only') : NOTHING_SELECTED);
    },
    selectRow: (key, how) => setSelection(selectRow(get().selection, get().rows, key, how)),
    selectAll: () => setSelection(selectAll(get().selection, get().rows)),
    goTo: (goal, step) => {
      const state = get();
      const all = flatten(tree, { ...viewOf(state), collapsed: new Set() });
      const row = nextRow(all, state.selection.lead, goal, step);
      if (row === undefined) return;
      const collapsed = new Set(state.collapsed);
      for (const folder of ancestorsOf(row.key)) collapsed.delete(folder);
      const { item } = row.node;
      if (item !== undefined) collapsed.delete(groupKey(toneOf(item.action)));
      if (collapsed.size < state.collapsed.size) change({ collapsed });
      get().select(row.key);
    },
    setFind: (find) => {
      // What is found is shown, whatever was closed before; with the search it is closed again.
      if (find !== '') collapsedBefore ??= get().collapsed;
      const collapsed = find === '' ? (collapsedBefore ?? get().collapsed) : new Set<RowKey>();
      if (find === '') collapsedBefore = undefined;
      change({ find, collapsed });
    },
    selectFound: () => {
      const state = get();
      const view = viewOf(state);
      const mask = maskIn(view);
      const first = state.rows.find(
        (row) =>
          row.kind === 'item' &&
          (view.find === undefined || ((row.node.mask & mask) !== 0 && view.find(row.node.folded))),
      );
      state.select(first?.key ?? null);
    },
  };
});

/** The node of a path as it is now. */
export function nodeAt(path: ItemPath | null): TreeNode | undefined {
  if (path === null) return undefined;
  return path === '' ? tree.root : tree.find(path);
}

/** The items that an action on what is selected is about. */
export function selectedTargets(): readonly TreeNode[] {
  const state = usePreview.getState();
  return targetsOf(tree, viewOf(state), state.rows, state.selection.keys);
}

/** Every item of the plan that somebody has chosen otherwise than planned. */
export function chosenPaths(): readonly ItemPath[] {
  return [...tree.items()].filter(({ settled }) => settled !== undefined).map(({ path }) => path);
}

/** Every item of the plan. */
export function planItems(): ReturnType<PlanTree['items']> {
  return tree.items();
}

/** The conflicts that are still open, in the order in which the preview shows them, whatever else hides them there. */
export function openConflicts(): readonly ItemPath[] {
  const view: View = {
    ...viewOf(usePreview.getState()),
    shown: new Set(['conflict']),
    onlyChosen: false,
    collapsed: new Set(),
    find: undefined,
  };
  return flatten(tree, view).flatMap((row) =>
    row.kind === 'item' && row.node.item?.action.kind === 'conflict' ? [row.node.path] : [],
  );
}

function viewOf({ layout, order, shown, onlyChosen, collapsed, find }: PreviewState): View {
  return { layout, order, shown, onlyChosen, collapsed, find: finderFor(find) };
}

function selectedPath({ keys, lead }: Selection): ItemPath | null {
  return lead !== null && keys.has(lead) && !isGroupKey(lead) ? lead : null;
}

function takeOne(event: EngineEvent): void {
  switch (event.kind) {
    case 'compare-started':
      tree = new PlanTree();
      return;
    case 'plan-items':
      for (const item of event.items) tree.put(item);
      return;
    case 'run-started':
      tree.forgetOutcomes();
      return;
    case 'item-finished':
      if (event.item.outcome.kind !== 'would-do') tree.finish(event.item.path, event.item.outcome);
      return;
    case 'scan-progress':
    case 'run-pace':
    case 'compare-finished':
    case 'compare-failed':
    case 'transfer-progress':
    case 'run-finished':
      return;
    default:
      event satisfies never;
  }
}

function drawUp(
  state: PreviewState,
): Pick<
  PreviewState,
  'revision' | 'rows' | 'counts' | 'lacking' | 'found' | 'onlyChosen' | 'selection' | 'selected'
> {
  const counts = countsOf(tree.root);
  // Where nothing is chosen any more, there is nothing to be narrowed to.
  const onlyChosen = state.onlyChosen && counts.chosen > 0;
  const view = { ...viewOf(state), onlyChosen };
  const rows = flatten(tree, view);
  const selection = remaining(state.selection, state.rows, rows);
  return {
    revision: state.revision + 1,
    selection,
    selected: selectedPath(selection),
    rows,
    counts,
    lacking: { ...tree.lacking },
    found: countFound(rows, view),
    onlyChosen,
  };
}

function countsOf(root: TreeNode): CategoryCounts {
  const of = (kind: Kind): number => root.countBelow(kind) + Number((root.mask & bitOf(kind)) !== 0);
  return {
    upload: of('upload'),
    download: of('download'),
    move: of('move'),
    delete: of('delete'),
    conflict: of('conflict'),
    settled: of('settled'),
    equal: of('equal'),
    leave: of('leave'),
    filtered: of('filtered'),
    chosen: of('chosen'),
  };
}
