import { create } from 'zustand';
import type { ItemPath, Side } from '../../shared/entry/entry.js';
import type { EngineEvent } from '../../shared/run/run.js';
import { bitOf, maskOf, SHOWN_AT_FIRST, type Category, type Kind } from './categories.js';
import { finderFor } from './tree/find.js';
import { countFound, flatten, foldersIn, type Row } from './tree/flatten.js';
import { PlanTree, type TreeNode } from './tree/tree.js';

export type CategoryCounts = Readonly<Record<Category | 'settled', number>>;

interface PreviewState {
  /** Grows with every change of the tree, which changes in place. */
  readonly revision: number;
  readonly rows: readonly Row[];
  readonly counts: CategoryCounts;
  /** Of how many open conflicts each side has nothing. */
  readonly lacking: Readonly<Record<Side, number>>;
  readonly shown: ReadonlySet<Category>;
  readonly collapsed: ReadonlySet<ItemPath>;
  readonly selected: ItemPath | null;
  /** What is looked for in the paths; empty for nothing. */
  readonly find: string;
  /** How many items among the rows are found. */
  readonly found: number;
  /** Empties it, for another profile or a new comparison. */
  readonly reset: () => void;
  readonly take: (events: readonly EngineEvent[]) => void;
  readonly toggleCategory: (category: Category) => void;
  readonly setExpanded: (path: ItemPath, expanded: boolean) => void;
  readonly setAllExpanded: (expanded: boolean) => void;
  readonly select: (path: ItemPath | null) => void;
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
/** Which folders were closed before something was looked for. */
let collapsedBefore: ReadonlySet<ItemPath> | undefined;

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

  return {
    revision: 0,
    rows: [],
    counts: countsOf(tree.root),
    lacking: tree.lacking,
    shown: new Set(SHOWN_AT_FIRST),
    collapsed: new Set(),
    selected: null,
    find: '',
    found: 0,
    reset: () => {
      clearTimeout(pending);
      pending = undefined;
      pauseMs = 0;
      tree = new PlanTree();
      collapsedBefore = undefined;
      change({ collapsed: new Set(), selected: null, find: '' });
    },
    take: (events) => {
      for (const event of events) takeOne(event);
      refreshSoon();
    },
    toggleCategory: (category) => {
      const shown = new Set(get().shown);
      if (!shown.delete(category)) shown.add(category);
      change({ shown });
    },
    setExpanded: (path, expanded) => {
      const collapsed = new Set(get().collapsed);
      if (expanded) collapsed.delete(path);
      else collapsed.add(path);
      change({ collapsed });
    },
    setAllExpanded: (expanded) => change({ collapsed: expanded ? new Set() : foldersIn(tree) }),
    select: (selected) => set({ selected }),
    setFind: (find) => {
      // What is found is shown, whatever was closed before; with the search it is closed again.
      if (find !== '') collapsedBefore ??= get().collapsed;
      const collapsed = find === '' ? (collapsedBefore ?? get().collapsed) : new Set<ItemPath>();
      if (find === '') collapsedBefore = undefined;
      change({ find, collapsed });
    },
    selectFound: () => {
      const { rows, shown, find } = get();
      const finder = finderFor(find);
      const mask = maskOf(shown);
      const first = rows.find(
        ({ node }) => finder === undefined || ((node.mask & mask) !== 0 && finder(node.path)),
      );
      set({ selected: first?.node.path ?? null });
    },
  };
});

/** The node of a path as it is now. */
export function nodeAt(path: ItemPath | null): TreeNode | undefined {
  if (path === null) return undefined;
  return path === '' ? tree.root : tree.find(path);
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

function drawUp({
  revision,
  shown,
  collapsed,
  find,
}: PreviewState): Pick<PreviewState, 'revision' | 'rows' | 'counts' | 'lacking' | 'found'> {
  const mask = maskOf(shown);
  const finder = finderFor(find);
  const rows = flatten(tree, mask, collapsed, finder);
  return {
    revision: revision + 1,
    rows,
    counts: countsOf(tree.root),
    lacking: { ...tree.lacking },
    found: countFound(rows, mask, finder),
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
  };
}
