import { ChevronRight } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { Problem } from '../../shared/problem.js';
import type { RunReport } from '../../shared/run/run.js';
import { VirtualList } from '../components/VirtualList.js';
import { formatCount } from '../format/size.js';
import { GROUP_NAMES, resultRows, type Group, type ResultRow } from './group.js';
import { heightOfItem, ItemLine } from './ItemLine.js';

const GROUP_HEIGHT = 36;

interface ResultListProps {
  readonly report: RunReport;
  /** Shows the rest where the report does not hold all; absent where the history does not have it either. */
  readonly onMore?: (() => void) | undefined;
  /** Whether the run took another one back. */
  readonly undone?: boolean;
  /** The problem that is told of above: items that it stopped do not repeat it. */
  readonly told?: Problem | undefined;
}

/** Every item that a run did, skipped or failed to do, with the reasons. */
export function ResultList({ report: { items, counts }, onMore, undone = false, told }: ResultListProps) {
  const [closed, setClosed] = useState<ReadonlySet<Group>>(new Set());
  const rows = useMemo(() => resultRows(items, counts, closed), [items, counts, closed]);
  // With other functions every line would be measured anew.
  const height = useCallback((index: number) => heightOf(rows[index], told), [rows, told]);
  const key = useCallback((index: number) => keyOf(rows[index], index), [rows]);
  const toggle = (group: Group): void => {
    const next = new Set(closed);
    if (!next.delete(group)) next.add(group);
    setClosed(next);
  };
  return (
    <VirtualList
      name="Items of the run"
      count={rows.length}
      heightOf={height}
      keyOf={key}
      line={(index) => {
        const row = rows[index];
        if (row === undefined) return null;
        if (row.kind === 'group') return <GroupLine row={row} onToggle={toggle} />;
        if (row.kind === 'more') return <MoreLine count={row.count} onMore={onMore} />;
        return <ItemLine item={row.item} undone={undone} told={told} />;
      }}
    />
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

interface MoreLineProps {
  readonly count: number;
  readonly onMore: (() => void) | undefined;
}

function MoreLine({ count, onMore }: MoreLineProps) {
  return (
    <p className="results-more">
      and {formatCount(count)} more
      {onMore === undefined ? null : (
        <button type="button" className="link" onClick={onMore}>
          Show all in the history
        </button>
      )}
    </p>
  );
}

function heightOf(row: ResultRow | undefined, told: Problem | undefined): number {
  return row?.kind === 'item' ? heightOfItem(row.item, told) : GROUP_HEIGHT;
}

function keyOf(row: ResultRow | undefined, index: number): string {
  if (row === undefined) return String(index);
  // A run that took another one back may have come by one path twice.
  return row.kind === 'item' ? `${index}:${row.item.path}` : `:${row.kind}:${row.group}`;
}
