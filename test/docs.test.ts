import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TWO_WAY, type Rule } from '../src/main/sync/decide/decision-table.js';
import type { EntryClass } from '../src/shared/plan/plan.js';

const SYMBOLS: Readonly<Record<Rule, string>> = {
  nothing: '=',
  equal: '=',
  'to-remote': '→',
  'to-local': '←',
  'delete-local': '← x',
  'delete-remote': 'x →',
  forget: '0',
  compare: 'compare',
  conflict: '!',
};
const CLASSES: readonly EntryClass[] = ['missing', 'new', 'unmodified', 'modified', 'deleted', 'existing'];

describe('docs/engine.md', () => {
  it('shows the table that the engine decides by', async () => {
    const text = await readFile(join(import.meta.dirname, '..', 'docs', 'engine.md'), 'utf8');
    const shown = CLASSES.map((local) => {
      const line = text.split('\n').find((each) => each.startsWith(`| **${local}**`)) ?? '';
      return line
        .split('|')
        .slice(2, -1)
        .map((cell) => cell.trim());
    });
    expect(shown).toEqual(CLASSES.map((local) => CLASSES.map((remote) => SYMBOLS[TWO_WAY[local][remote]])));
  });
});
