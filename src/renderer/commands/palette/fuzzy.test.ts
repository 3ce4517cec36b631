import { describe, expect, it } from 'vitest';
import { fuzzyFilter, fuzzyScore } from './fuzzy.js';

describe('looking for a command', () => {
  const labels = [
    'Compare',
    'Collapse all',
    'Dry run',
    'Synchronize',
    'Synchronize selection only',
    'Zoom out',
  ];
  const found = (query: string): readonly string[] => fuzzyFilter(query, labels, (label) => label);

  it.each([
    ['', labels],
    ['comp', ['Compare']],
    ['dr', ['Dry run']],
    ['syn', ['Synchronize', 'Synchronize selection only']],
    ['sso', ['Synchronize selection only']],
    ['zoom', ['Zoom out']],
    ['xyz', []],
  ] as const)('%s finds %j', (query, expected) => {
    expect(found(query)).toEqual(expected);
  });

  it('passes over case, accents and blanks', () => {
    expect(fuzzyScore('TOPFE', 'Töpfe')).toBeDefined();
    expect(fuzzyScore('dry run', 'Dry run')).toBeDefined();
    expect(fuzzyScore('nur', 'run')).toBeUndefined();
  });

  it('prefers what begins a word, and letters that follow one another', () => {
    const score = (query: string, text: string): number => fuzzyScore(query, text) ?? -1;
    expect(score('st', 'Stop')).toBeGreaterThan(score('st', 'Last'));
    expect(score('run', 'Dry run')).toBeGreaterThan(score('run', 'Return now'));
  });
});
