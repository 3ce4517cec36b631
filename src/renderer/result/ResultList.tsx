import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ItemOutcome } from '../../shared/run.js';
import { formatCount } from '../format/size.js';
import { GROUP_NAMES, resultRows, type Group, type ResultRow } from './group.js';
import { heightOfItem, ItemLine } from './ItemLine.js';

const GROUP_HEIGHT = 36;

interface ResultListProps {
  readonly items: readonly ItemOutcome[];
  /** Whether the run took another one back. */
  readonly undone?: boolean;
}

/** Every item that a run did, skipped or failed to do, with the reasons. */
export function ResultList({ items, undone = false }: ResultListProps) {
  const [closed, setClosed] = useState<ReadonlySet<Group>>(new Set());
  const rows = useMemo(() => resultRows(items, closed), [items, closed]);
  const scroller = useRef<HTMLDivElement>(null);
  // With other functions the virtualizer would measure every row anew.
  const height = useCallback((index: number) => heightOf(rows[index]), [rows]);
  const key = useCallback((index: number) => keyOf(rows[index], index), [rows]);
  // The virtualizer changes in place, which the React compiler could not follow; it is not in use here.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: height,
    getItemKey: key,
    overscan: 10,
  });
  const toggle = (group: Group): void => {
    const next = new Set(closed);
    if (!next.delete(group)) next.add(group);
    setClosed(next);
  };
  return (
    <div ref={scroller} className="results" role="region" aria-label="Items of the run" tabIndex={0}>
      <div role="list" className="results-body" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start, size }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={key}
              role="listitem"
              className="results-row"
              style={{ transform: `translateY(${start}px)`, height: size }}
            >
              {row.kind === 'group' ? (
                <GroupLine row={row} onToggle={toggle} />
              ) : (
                <ItemLine item={row.item} undone={undone} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface GroupLineProps {
  readonly row: Extract<ResultRow, { kind: 'group' }>;
  readonly onToggle: (group: Group) => void;
}

function GroupLine({ row: { group, count, open }, onToggle }: GroupLineProps) {
  return (
    <button
      type="button"
      className={`results-group results-${group}`}
      aria-expanded={open}
      onClick={() => onToggle(group)}
    >
      <ChevronRight size={14} aria-hidden className={open ? 'twisty-open' : ''} />
      {GROUP_NAMES[group]} <span className="results-count">{formatCount(count)}</span>
    </button>
  );
}

function heightOf(row: ResultRow | undefined): number {
  return row === undefined || row.kind === 'group' ? GROUP_HEIGHT : heightOfItem(row.item);
}

function keyOf(row: ResultRow | undefined, index: number): string {
  if (row === undefined) return String(index);
  // A run that took another one back may have come by one path twice.
  return row.kind === 'group' ? `:${row.group}` : `${index}:${row.item.path}`;
}
