import type { Target } from '../../../../src/main/targets/target.js';
import { spelling } from './spelling-side.js';

/**
 * The target as on a Mac's older disk (HFS Plus): every name is kept with its letters decomposed, is listed like that, and is found however
 * it is composed. `knows` says whether the target knows that of its side.
 */
export function decomposing(target: Target, knows = true): Target {
  return spelling(target, (path) => path.normalize('NFD'), knows);
}
