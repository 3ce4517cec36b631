import { indexOf } from '../selection/selection.js';
import type { Row, RowKey } from '../tree/rows.js';
import { ROW_HEIGHT } from './table.js';

/** Which rows are visible. */
export interface Viewport {
  readonly scrollTop: number;
  /** Height of what is seen of the rows. */
  readonly height: number;
  /** The row under the mouse, or the one that the keyboard is at. */
  readonly attended: RowKey | null;
}

/**
 * How far the rows have to be scrolled so that what somebody looks at stays where it is, although rows have come or gone above it. At the
 * top, where nobody has pointed at anything yet, new rows may push the others down.
 */
export function steadyScrollTop(before: readonly Row[], after: readonly Row[], viewport: Viewport): number {
  const first = Math.floor(viewport.scrollTop / ROW_HEIGHT);
  const last = Math.ceil((viewport.scrollTop + viewport.height) / ROW_HEIGHT);
  const visible = before.slice(first, last);
  const attended = visible.filter(({ key }) => key === viewport.attended);
  const candidates = viewport.scrollTop > 0 ? [...attended, ...visible] : attended;
  for (const { key } of candidates) {
    const at = indexOf(after, key);
    if (at !== -1) return viewport.scrollTop + (at - indexOf(before, key)) * ROW_HEIGHT;
  }
  return viewport.scrollTop;
}

/** How far to scroll at least so that a row is visible. */
export function revealingScrollTop(
  index: number,
  { scrollTop, height }: Pick<Viewport, 'scrollTop' | 'height'>,
): number {
  const top = index * ROW_HEIGHT;
  if (top < scrollTop) return top;
  return top + ROW_HEIGHT > scrollTop + height ? top + ROW_HEIGHT - height : scrollTop;
}
