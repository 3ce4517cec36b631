import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TWO_WAY, type Rule } from '../src/main/sync/decide/decision-table.js';
import { PROMISES } from '../src/shared/promises.js';
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

const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('the promises', () => {
  it('are called in README.md what they are called in the code', async () => {
    const text = await readFile(join(import.meta.dirname, '..', 'README.md'), 'utf8');
    const rows = text.split('\n').filter((line) => /^\| S\d/.test(line));
    expect(rows.map(cellsOf)).toEqual(PROMISES.map(({ code, name, meaning }) => [code, name, meaning]));
  });

  it('are each explained in docs/engine.md, under the same name', async () => {
    const text = await readFile(join(import.meta.dirname, '..', 'docs', 'engine.md'), 'utf8');
    const rows = text.split('\n').filter((line) => /^\| S\d/.test(line));
    expect(rows.map((row) => cellsOf(row)[0])).toEqual(PROMISES.map(({ code, name }) => `${code} ${name}`));
  });
});

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
