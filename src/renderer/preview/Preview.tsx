import type { Settling } from '../conflicts/settle-labels.js';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useId, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import type { Profile } from '../../shared/profile/profile.js';
import { useNow } from '../components/use-now.js';
import { keyEffect } from './keyboard.js';
import { usePreview } from './preview-store.js';
import './preview.css';
import { PreviewHead } from './PreviewHead.js';
import { PreviewRow } from './PreviewRow.js';

const ROW_HEIGHT = 28;
const HEAD_HEIGHT = 28;
const rowHeight = (): number => ROW_HEIGHT;

interface PreviewProps {
  readonly profile: Profile;
  /** Whether conflicts can be settled now. */
  readonly settling: Settling;
}

/** The plan as one tree with a column for each side and one between them for what will happen. */
export function Preview({ profile, settling }: PreviewProps) {
  const rows = usePreview((state) => state.rows);
  const selected = usePreview((state) => state.selected);
  const select = usePreview((state) => state.select);
  const find = usePreview((state) => state.find);
  const setExpanded = usePreview((state) => state.setExpanded);
  const scroller = useRef<HTMLDivElement>(null);
  const idBase = useId();
  const now = useNow();
  // With another function the virtualizer would measure every row anew.
  const keyOf = useCallback((index: number) => rows[index]?.node.path ?? index, [rows]);
  // The virtualizer changes in place, which the React compiler could not follow; it is not in use here.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    getItemKey: keyOf,
    overscan: 10,
    scrollMargin: HEAD_HEIGHT,
  });

  // The details open below and take room away: what was chosen stays in sight.
  useLayoutEffect(() => {
    const box = scroller.current;
    const { rows: now } = usePreview.getState();
    const index = selected === null ? -1 : now.findIndex(({ node }) => node.path === selected);
    if (box === null || index === -1) return;
    const top = index * ROW_HEIGHT;
    const seen = box.clientHeight - HEAD_HEIGHT;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + ROW_HEIGHT > box.scrollTop + seen) box.scrollTop = top + ROW_HEIGHT - seen;
  }, [selected]);

  const press = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const index = selected === null ? -1 : rows.findIndex(({ node }) => node.path === selected);
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2;
    const effect = keyEffect(rows, index, event.key, Math.max(1, page));
    if (effect === undefined) return;
    event.preventDefault();
    switch (effect.kind) {
      case 'select':
        select(rows[effect.index]?.node.path ?? null);
        return;
      case 'expand':
        setExpanded(effect.path, effect.expanded);
        return;
      case 'clear':
        select(null);
    }
  };

  const drawn = virtualizer.getVirtualItems();
  const active = drawn.find(({ index }) => rows[index]?.node.path === selected);
  return (
    <div
      ref={scroller}
      className="preview"
      role="treegrid"
      aria-label="Preview"
      aria-rowcount={rows.length + 1}
      aria-colcount={3}
      aria-activedescendant={active === undefined ? undefined : `${idBase}-${active.index}`}
      tabIndex={0}
      onKeyDown={press}
    >
      <PreviewHead onLeaveFind={() => scroller.current?.focus()} />
      <div role="rowgroup" className="preview-body" style={{ height: virtualizer.getTotalSize() }}>
        {drawn.map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <PreviewRow
              key={key}
              id={`${idBase}-${index}`}
              node={row.node}
              version={row.node.version}
              expanded={row.expanded}
              selected={row.node.path === selected}
              index={index}
              top={start - HEAD_HEIGHT}
              profile={profile}
              settling={settling}
              find={find}
              now={now}
            />
          );
        })}
      </div>
    </div>
  );
}
