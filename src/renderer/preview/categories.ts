import { assertNever } from '../../shared/assert-never.js';
import type { Action, PlanItem } from '../../shared/plan/plan.js';

/** What the chips above the preview count and filter by, in the order in which they stand. */
export const CATEGORIES = ['upload', 'download', 'delete', 'conflict', 'equal', 'leave', 'filtered'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Categories as bits, so that a folder can tell at once whether anything below it is shown. */
export type CategoryMask = number;

/** Equal items, and those that filters leave out, are many and dull: hidden until they are asked for. */
export const SHOWN_AT_FIRST: readonly Category[] = ['upload', 'download', 'delete', 'conflict', 'leave'];

/** The category that an action falls into. */
export function categoryOf(action: Action): Category {
  switch (action.kind) {
    case 'copy':
      return action.to === 'remote' ? 'upload' : 'download';
    case 'create-folder':
    case 'move':
      return action.on === 'remote' ? 'upload' : 'download';
    case 'delete':
    case 'conflict':
    case 'equal':
      return action.kind;
    case 'leave':
      return action.reason === 'filtered' ? 'filtered' : 'leave';
    case 'forget':
      return 'equal';
    case 'moved':
      return action.on === 'remote' ? 'upload' : 'download';
    default:
      return assertNever(action);
  }
}

/** The bit of a category. */
export function bitOf(category: Category): CategoryMask {
  return 1 << CATEGORIES.indexOf(category);
}

/** The bits of several categories. */
export function maskOf(categories: Iterable<Category>): CategoryMask {
  let mask = 0;
  for (const category of categories) mask |= bitOf(category);
  return mask;
}

/** Where an item is counted: by its action, and under the conflicts as long as it is one, settled or not. */
export function masksOf(item: PlanItem): CategoryMask {
  const own = bitOf(categoryOf(item.action));
  return item.conflict === undefined ? own : own | bitOf('conflict');
}

/** Categories that most plans are without: their chips stand there only where there is something to count. */
export const RARE: ReadonlySet<Category> = new Set<Category>(['leave', 'filtered']);
