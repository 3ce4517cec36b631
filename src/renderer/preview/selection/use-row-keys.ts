import { useRef, type KeyboardEvent } from 'react';
import { NOTHING_TYPED, placeOfTyped, typedAfter } from '../../components/hooks/type-ahead.js';
import { usePreview } from '../preview-store.js';
import { ROW_HEIGHT } from '../view/table.js';
import { keyEffect, type KeyEffect } from './keyboard.js';
import { indexOf } from './selection.js';

/** What keys do among the rows of `box`. */
export function useRowKeys(box: HTMLElement | null): (event: KeyboardEvent) => void {
  const typed = useRef(NOTHING_TYPED);
  return (event) => {
    const { key, altKey, shiftKey: shift, target } = event;
    if (event.defaultPrevented || altKey) return;
    // The heads of the columns have meanings of their own for most keys.
    if (target instanceof Element && target.closest('.preview-head') !== null) return;
    const ctrl = event.ctrlKey || event.metaKey;
    // A button in a row is pressed with these.
    if ((key === 'Enter' || key === ' ') && target instanceof HTMLButtonElement) return;
    const { rows, selection } = usePreview.getState();
    const index = indexOf(rows, selection.lead);
    const letters = typedAfter(typed.current, event);
    if (letters !== undefined) {
      typed.current = letters;
      const at = placeOfTyped(letters.text, index, rows.length, (place) => {
        const row = rows[place];
        return row?.kind === 'item' ? row.node.name : undefined;
      });
      event.preventDefault();
      if (at !== -1) carryOut({ kind: 'select', index: at, how: 'only' });
      return;
    }
    const page = Math.floor((box?.clientHeight ?? 0) / ROW_HEIGHT) - 2;
    const effect = keyEffect(rows, index, { key, ctrl, shift }, Math.max(1, page));
    if (effect === undefined) return;
    event.preventDefault();
    carryOut(effect);
  };
}

function carryOut(effect: KeyEffect): void {
  const state = usePreview.getState();
  switch (effect.kind) {
    case 'select': {
      const key = state.rows[effect.index]?.key;
      if (key !== undefined) state.selectRow(key, effect.how);
      return;
    }
    case 'expand':
      state.setExpanded(effect.key, effect.expanded);
      return;
    case 'clear':
      state.select(null);
  }
}
