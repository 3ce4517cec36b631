import { CHANGES, MOVES } from './change-defects.js';
import type { Defect } from './defect.js';
import { FACTS } from './fact-defects.js';
import { LISTING, NAMES } from './listing-defects.js';
import { RESUMING, TROUBLE } from './trouble-defects.js';

/** Small defects, for each case of the contract at least one that it is there for. */
export const DEFECTS: readonly Defect[] = [
  ...LISTING,
  ...NAMES,
  ...FACTS,
  ...CHANGES,
  ...MOVES,
  ...TROUBLE,
  ...RESUMING,
];
