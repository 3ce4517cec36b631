// @ts-check
import { COMPARISON } from './comparison.mjs';
import { DELETIONS } from './deletions.mjs';
import { FILTERS_AND_MERGING } from './filters-and-merging.mjs';
import { NAMES_AND_MOVES } from './names-and-moves.mjs';
import { PREVIEW } from './preview.mjs';
import { UNDO } from './undo.mjs';
import { WHOLE_FILES } from './whole-files.mjs';

/**
 * Every defect that the tests have to notice. Each file beside this one has those of one subject.
 * @type {readonly import('./mutant.mjs').Mutant[]}
 */
export const MUTANTS = [
  ...PREVIEW,
  ...WHOLE_FILES,
  ...UNDO,
  ...DELETIONS,
  ...NAMES_AND_MOVES,
  ...COMPARISON,
  ...FILTERS_AND_MERGING,
];
