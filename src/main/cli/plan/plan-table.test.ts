import { describe, expect, it } from 'vitest';
import type { Action, PlanItem } from '../../../shared/plan/plan.js';
import { displayWidth } from '../output/terminal-text.js';
import { PLAIN } from '../output/terminal-text.js';
import { planTable } from './plan-table.js';

function item(path: string, action: Action, size = 1): PlanItem {
  return {
    path,
    local: { class: 'new', entry: { kind: 'file', size } },
    remote: { class: 'missing' },
    action,
  };
}

const UP: Action = { kind: 'copy', to: 'remote', replaces: false };
const table = (items: readonly PlanItem[], columns?: number): readonly string[] => [
  ...planTable(items, { columns, paint: PLAIN }),
];

describe('the table of a plan', () => {
  it('leaves out what is in sync, what goes along with its folder, and what was never asked for', () => {
    const lines = table([
      item('even', { kind: 'equal' }),
      item('gone', { kind: 'forget' }),
      item('new/a', { kind: 'move', on: 'remote', from: 'old/a', along: 'new' }),
      item('old/a', { kind: 'moved', on: 'remote', to: 'new/a', along: 'new' }),
      item('to', { kind: 'move', on: 'remote', from: 'from' }),
      item('pipe', { kind: 'leave', reason: 'not-a-file' }),
      item('skipped', { kind: 'leave', reason: 'skipped' }),
    ]);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('from → to');
    expect(lines[2]).toMatch(/^SKIP +- {3}skipped/);
  });

  it('is empty where there is nothing to tell', () => {
    expect(table([item('even', { kind: 'equal' })])).toEqual([]);
  });

  it.each([200, 120, 90, 60, 20])(
    'is never wider than a terminal of %i columns, or than it has to be',
    (columns) => {
      const long = `${'日本語/'.repeat(20)}name\u0007`;
      for (const each of table([item(long, UP, 12_345_678), item('short', UP)], columns)) {
        expect(displayWidth(each)).toBeLessThanOrEqual(Math.max(columns, 64));
        expect(each).not.toContain('\u0007');
      }
    },
  );

  it('gives reasons where there is room for them', () => {
    expect(table([item('a', UP)], 120)[0]).toMatch(/WHY$/);
    expect(table([item('a', UP)], 80)[0]).toMatch(/SIZE$/);
    expect(table([item('a', UP)])[1]).toMatch(/1 B {2}\S.*\.$/);
  });
});
