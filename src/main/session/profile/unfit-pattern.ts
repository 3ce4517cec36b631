import type { Problem } from '../../../shared/problem.js';
import { readPattern } from '../../sync/filters/pattern.js';

/**
 * Why a profile with these patterns should not be saved: one of them can never fit anything, so that what it was meant to leave
 * out would be included. `undefined` where all are fit.
 */
export function unfitPattern(patterns: readonly string[]): Problem | undefined {
  for (const text of patterns) {
    const read = readPattern({ text, source: { kind: 'profile' } }, false);
    if (read.kind !== 'invalid') continue;
    return {
      kind: 'invalid',
      what: `The pattern “${text.trim()}” under “Exclude” can never match anything. ${read.problem.why}`,
      advice: 'Change or delete the line.',
    };
  }
  return undefined;
}
