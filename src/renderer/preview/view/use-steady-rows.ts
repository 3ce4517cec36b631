import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { usePreview } from '../preview-store.js';
import { indexOf } from '../selection/selection.js';
import type { Row, RowKey } from '../tree/rows.js';
import { HEAD_HEIGHT } from './table.js';
import { revealingScrollTop, steadyScrollTop } from './steady.js';

/**
 * Keeps what somebody looks at in its place while rows come and go, and visible what the keyboard is at. Whoever sorts or searches
 * asks for other rows at this place.
 */
export function useSteadyRows(box: HTMLElement | null, rows: readonly Row[]): void {
  const order = usePreview((state) => state.order);
  const layout = usePreview((state) => state.layout);
  const find = usePreview((state) => state.find);
  const lead = usePreview((state) => state.selection.lead);
  const before = useRef({ rows, order, layout, find });
  // The row under the mouse is recorded while it is there: once the rows have changed it may be another one, or none.
  const pointed = useRef<RowKey | null>(null);
  useEffect(() => {
    if (box === null) return;
    const point = ({ target }: Event): void => {
      const row = target instanceof Element ? target.closest<HTMLElement>('.row') : null;
      const index = row?.dataset['index'];
      pointed.current = index === undefined ? null : (usePreview.getState().rows[Number(index)]?.key ?? null);
    };
    const leave = (): void => {
      pointed.current = null;
    };
    box.addEventListener('pointerover', point);
    box.addEventListener('pointerleave', leave);
    return () => {
      box.removeEventListener('pointerover', point);
      box.removeEventListener('pointerleave', leave);
    };
  }, [box]);
  // What is visible is recorded as well: asking the box just after its rows have changed would lay all of them out once more.
  const seen = useRef({ scrollTop: 0, height: 0 });
  useLayoutEffect(() => {
    if (box === null) return;
    const note = (): void => {
      seen.current = { scrollTop: box.scrollTop, height: heightIn(box) };
    };
    note();
    const observer = new ResizeObserver(note);
    observer.observe(box);
    box.addEventListener('scroll', note, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', note);
    };
  }, [box]);
  const scroll = useEffectEvent((top: number, from: number): void => {
    if (box === null || top === from) return;
    box.scrollTo({ top, behavior: 'instant' });
    seen.current = { ...seen.current, scrollTop: top };
  });
  useLayoutEffect(() => {
    const last = before.current;
    before.current = { rows, order, layout, find };
    if (box === null || last.rows === rows) return;
    if (last.order !== order || last.layout !== layout || last.find !== find) return;
    const attended = pointed.current ?? usePreview.getState().selection.lead;
    const { scrollTop } = seen.current;
    scroll(steadyScrollTop(last.rows, rows, { ...seen.current, attended }), scrollTop);
  }, [box, rows, order, layout, find]);

  // The details open below and take room: what was chosen stays visible.
  useLayoutEffect(() => {
    const index = indexOf(usePreview.getState().rows, lead);
    if (box === null || index === -1) return;
    const { scrollTop } = box;
    const height = heightIn(box);
    scroll(revealingScrollTop(index, { scrollTop, height }), scrollTop);
  }, [box, lead, order, layout]);
}

function heightIn(box: HTMLElement): number {
  return box.clientHeight - HEAD_HEIGHT;
}
