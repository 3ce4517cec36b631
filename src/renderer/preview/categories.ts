import { assertNever } from '../../shared/assert-never.js';
import { stepsOf, type Action, type PlanItem } from '../../shared/plan/plan.js';

/** What the chips above the preview count and filter by, in the order in which they stand. */
export const CATEGORIES = [
  'upload',
  'download',
  'move',
  'delete',
  'conflict',
  'equal',
  'leave',
  'filtered',
] as const;
export type Category = (typeof CATEGORIES)[number];

/**
 * What is shown with a chip's items and counted by none, so that each item counts once and the chips add up to what the button says:
 * conflicts that are settled, the other end of a move and what goes along with it, and what is gone on both sides. `chosen` is what
 * somebody chose otherwise than planned, which has a filter of its own.
 */
const COMPANIONS = ['settled', 'part-of-move', 'gone', 'chosen'] as const;
type Companion = (typeof COMPANIONS)[number];

/** Everything that an item can be counted as, in the order of its bits. */
export const KINDS = [...CATEGORIES, ...COMPANIONS] as const;
export type Kind = Category | Companion;

const SHOWN_WITH: Readonly<Partial<Record<Category, Companion>>> = {
  conflict: 'settled',
  move: 'part-of-move',
  equal: 'gone',
};

/** Kinds as bits, so that a folder can tell at once whether anything below it is shown. */
export type CategoryMask = number;

/** Equal items, and those that filters leave out, are many and dull: hidden until they are asked for. */
export const SHOWN_AT_FIRST: readonly Category[] = [
  'upload',
  'download',
  'move',
  'delete',
  'conflict',
  'leave',
];

/** The kind that an action falls into. */
export function kindOf(action: Action): Kind {
  switch (action.kind) {
    case 'copy':
      return action.to === 'remote' ? 'upload' : 'download';
    case 'merge':
      return 'upload';
    case 'keep-both':
      return action.renames === 'remote' ? 'upload' : 'download';
    case 'create-folder':
      return action.on === 'remote' ? 'upload' : 'download';
    case 'move':
      return action.along === undefined ? 'move' : 'part-of-move';
    case 'moved':
      return 'part-of-move';
    case 'delete':
    case 'conflict':
    case 'equal':
      return action.kind;
    case 'leave':
      return action.reason === 'filtered' ? 'filtered' : 'leave';
    case 'forget':
      return 'gone';
    default:
      return assertNever(action);
  }
}

/** The colour of an action, wherever it stands. */
export function toneOf(action: Action): Category {
  const kind = kindOf(action);
  switch (kind) {
    case 'part-of-move':
      return 'move';
    case 'gone':
    case 'chosen':
      return 'equal';
    case 'settled':
      return 'conflict';
    default:
      return kind;
  }
}

/** The bit of one kind alone. */
export function bitOf(kind: Kind): CategoryMask {
  return 1 << KINDS.indexOf(kind);
}

/** The bits of what is shown with these chips. */
export function maskOf(categories: Iterable<Category>): CategoryMask {
  let mask = 0;
  for (const category of categories) {
    const companion = SHOWN_WITH[category];
    mask |= bitOf(category) | (companion === undefined ? 0 : bitOf(companion));
  }
  return mask;
}

/** Where an item is counted and shown: by what is done with it, among the conflicts that are settled, and among what somebody has chosen. */
export function masksOf(item: PlanItem): CategoryMask {
  const { action, conflict, settled } = item;
  const resolved = conflict === undefined || action.kind === 'conflict' ? 0 : bitOf('settled');
  const kinds = stepsOf(item).reduce((mask, step) => mask | bitOf(kindOf(step)), 0);
  return kinds | resolved | (settled === undefined ? 0 : bitOf('chosen'));
}

/** Categories that most plans are without: their chips stand there only where there is something to count. */
export const RARE: ReadonlySet<Category> = new Set<Category>(['move', 'leave', 'filtered']);
