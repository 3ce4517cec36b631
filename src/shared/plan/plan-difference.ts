import { assertNever } from '../assert-never.js';
import type { Entry, ItemPath } from '../entry/entry.js';
import type { Action, PlanItem } from './plan.js';

/** What is otherwise in one plan than in an earlier one of the same folders. */
export type PlanDifference =
  /** Only the later plan names it. */
  | { readonly kind: 'came'; readonly item: PlanItem }
  /** Only the earlier plan names it. */
  | { readonly kind: 'went'; readonly item: PlanItem }
  /** Something else is to happen with it. */
  | { readonly kind: 'action-changed'; readonly before: PlanItem; readonly after: PlanItem }
  /** The same is to happen, but with another state of it on one side or both. */
  | { readonly kind: 'content-changed'; readonly before: PlanItem; readonly after: PlanItem };

/** What a comparison needs of a plan. */
export interface PlanItems {
  readonly items: ReadonlyMap<ItemPath, PlanItem>;
}

/** How two plans of the same folders differ: first what went, then the rest in the order of the later plan. */
export function* comparePlans(before: PlanItems, after: PlanItems): Generator<PlanDifference> {
  for (const [path, item] of before.items) if (!after.items.has(path)) yield { kind: 'went', item };
  for (const [path, item] of after.items) {
    const earlier = before.items.get(path);
    if (earlier === undefined) yield { kind: 'came', item };
    else if (keyOf(earlier.action) !== keyOf(item.action)) {
      yield { kind: 'action-changed', before: earlier, after: item };
    } else if (
      !sameEntry(earlier.local.entry, item.local.entry) ||
      !sameEntry(earlier.remote.entry, item.remote.entry)
    ) {
      yield { kind: 'content-changed', before: earlier, after: item };
    }
  }
}

function keyOf(action: Action): string {
  switch (action.kind) {
    case 'equal':
    case 'forget':
      return action.kind;
    case 'copy':
      return `copy ${action.to} ${action.replaces}`;
    case 'create-folder':
    case 'delete':
      return `${action.kind} ${action.on}`;
    case 'keep-both':
      return `keep both ${action.renames} ${action.as}`;
    case 'merge':
      return 'merge';
    case 'move':
      return `move ${action.on} ${action.from}`;
    case 'moved':
      return `moved ${action.on} ${action.to}`;
    case 'conflict':
      return `conflict ${action.conflict}`;
    case 'leave':
      return `leave ${action.reason}`;
    default:
      return assertNever(action);
  }
}

/** Both entries come from the same side, whose listing says the same of the same state. */
function sameEntry(one: Entry | undefined, other: Entry | undefined): boolean {
  if (one?.kind === 'link' && other?.kind === 'link') return one.target === other.target;
  if (one?.kind !== 'file' || other?.kind !== 'file') return one?.kind === other?.kind;
  return (
    one.size === other.size &&
    one.modified?.ms === other.modified?.ms &&
    one.modified?.ns === other.modified?.ns &&
    one.permissions === other.permissions
  );
}
