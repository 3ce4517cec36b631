import { describe, expect, it } from 'vitest';
import { parsed } from '../view/local-storage.js';
import {
  ColumnsSchema,
  DEFAULT_COLUMNS,
  drawColumns,
  gridTemplate,
  moveColumn,
  neighbourOf,
  resizeColumn,
  toggleColumn,
} from './columns.js';

describe('the columns', () => {
  it('leave the names the rest of the room', () => {
    expect(gridTemplate(drawColumns(DEFAULT_COLUMNS, 1000))).toBe('minmax(0, 1fr) 228px 264px 228px');
    expect(gridTemplate(drawColumns(DEFAULT_COLUMNS, 2400))).toBe('minmax(0, 1fr) 244px 360px 244px');
  });

  it('give way together where there is too little room for the names', () => {
    const wide = resizeColumn(DEFAULT_COLUMNS, 'action', 5000);
    const widths = drawColumns(wide, 800).map(({ width }) => width ?? 0);
    expect(widths.reduce((sum, width) => sum + width)).toBeLessThanOrEqual(620);
    expect(Math.min(...widths.slice(1))).toBeGreaterThanOrEqual(48);
  });

  it('change places, and are resized at the edge that faces the names', () => {
    const moved = moveColumn(DEFAULT_COLUMNS, 'remote', 'name');
    expect(moved.order).toEqual(['remote', 'name', 'local', 'action']);
    expect(drawColumns(moved, 1000).map(({ edge }) => edge)).toEqual(['end', 'start', 'start', 'start']);
    expect(moveColumn(moved, 'remote', 'action').order).toEqual(['name', 'local', 'action', 'remote']);
  });

  it('know their neighbours among those that are shown', () => {
    const hidden = toggleColumn(DEFAULT_COLUMNS, 'local');
    expect(neighbourOf(hidden, 'name', 1)).toBe('action');
    expect(neighbourOf(hidden, 'name', -1)).toBeUndefined();
    expect(toggleColumn(hidden, 'local')).toEqual(DEFAULT_COLUMNS);
  });

  it('get no narrower than their contents can do with', () => {
    expect(resizeColumn(DEFAULT_COLUMNS, 'local', 3).widths.local).toBe(72);
  });

  it.each([
    null,
    '',
    '{',
    '{"order":["name"]}',
    '{"order":["name","name","local","local"],"hidden":[],"widths":{}}',
  ])('are the usual ones where what was kept is damaged: %s', (text) => {
    expect(parsed(text, ColumnsSchema, DEFAULT_COLUMNS)).toEqual(DEFAULT_COLUMNS);
  });

  it('are read as they were kept', () => {
    const columns = resizeColumn(toggleColumn(DEFAULT_COLUMNS, 'local'), 'action', 300);
    expect(parsed(JSON.stringify(columns), ColumnsSchema, DEFAULT_COLUMNS)).toEqual(columns);
  });
});
