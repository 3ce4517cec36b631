import { ChevronRight } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ItemPath } from '../../shared/entry/entry.js';
import type { Problem } from '../../shared/problem.js';
import { taskOf, type RunReport } from '../../shared/run/run.js';
import { useCommand } from '../commands/use-command.js';
import { VirtualList } from '../components/VirtualList.js';
import { formatCount } from '../../shared/format/plural.js';
import { groupCounts, resultRows, WHOLE_RESULT, type Group, type ResultRow } from './group.js';
import { canBeRetried, heightOfItem, ItemLine } from './ItemLine.js';
import { ResultTools } from './ResultTools.js';
import { resultText as text } from './text.js';

const GROUP_HEIGHT = 36;

interface ResultListProps {
  readonly report: RunReport;
  /** Shows the rest where the report does not hold all; absent where the history does not have it either. */
  readonly onMore?: (() => void) | undefined;
  /** The problem that is told of above: items that it stopped do not repeat it. */
  readonly told?: Problem | undefined;
  /** Tries items again; absent while something is under way, and where nothing was changed to begin with. */
  readonly onRetry?: ((paths: readonly ItemPath[]) => void) | undefined;
  /** Writes the report to a file and resolves with its name; absent where it is not on record. */
  readonly onExport?: (() => Promise<string | null | undefined>) | undefined;
}

/** Every item that a run did, skipped or failed to do, with the reasons. */
export function ResultList({ report, onMore, told, onRetry, onExport }: ResultListProps) {
  const { items, counts } = report;
  const undone = taskOf(report) !== 'synchronize';
  const [view, setView] = useState(WHOLE_RESULT);
  const [selected, setSelected] = useState<ReadonlySet<ItemPath>>(new Set());
  const [exported, setExported] = useState<string>();
  const rows = useMemo(() => resultRows(items, counts, view), [items, counts, view]);
  const groups = useMemo(() => groupCounts(items, counts), [items, counts]);
  const failed = useMemo(
    () => items.filter((item) => item.outcome.kind === 'failed' && canBeRetried(item)),
    [items],
  );
  // With other functions every line would be measured anew.
  const height = useCallback((index: number) => heightOf(rows[index], told), [rows, told]);
  const key = useCallback((index: number) => keyOf(rows[index], index), [rows]);
  const toggle = (group: Group): void => {
    const closed = new Set(view.closed);
    if (!closed.delete(group)) closed.add(group);
    setView({ ...view, closed });
  };
  const select = (path: ItemPath, on: boolean): void => {
    const next = new Set(selected);
    if (on) next.add(path);
    else next.delete(path);
    setSelected(next);
  };
  const search = useRef<HTMLInputElement>(null);
  const retry = (): void => onRetry?.(selected.size > 0 ? [...selected] : failed.map(({ path }) => path));
  const exportTo = async (): Promise<void> => {
    const file = await onExport?.();
    if (typeof file === 'string') setExported(file);
  };
  const canRetry = onRetry !== undefined && !undone && !report.dryRun;
  useCommand('retry', retry, canRetry && selected.size + failed.length > 0);
  useCommand('export-report', () => void exportTo(), onExport !== undefined);
  useCommand('find', () => search.current?.focus());
  return (
    <>
      <ResultTools
        view={view}
        counts={groups}
        onView={setView}
        selected={selected.size}
        retryable={canRetry ? failed.length : undefined}
        search={search}
        onRetry={retry}
        onExport={onExport && exportTo}
      />
      <p className="results-exported" role="status">
        {exported === undefined ? '' : text.exported(exported)}
      </p>
      <VirtualList
        name={text.items}
        count={rows.length}
        heightOf={height}
        keyOf={key}
        line={(index) => {
          const row = rows[index];
          if (row === undefined) return null;
          if (row.kind === 'group') return <GroupLine row={row} onToggle={toggle} />;
          if (row.kind === 'more') return <MoreLine count={row.count} onMore={onMore} />;
          const { item } = row;
          const selection =
            canRetry && canBeRetried(item)
              ? {
                  selected: selected.has(item.path),
                  onSelect: (on: boolean) => select(item.path, on),
                }
              : undefined;
          return <ItemLine item={item} undone={undone} told={told} selection={selection} />;
        }}
      >
        {rows.length === 0 && view.find.trim() !== '' && (
          <p className="results-none">{text.nothingFound(view.find.trim())}</p>
        )}
      </VirtualList>
    </>
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
      {text.groups[group]} <span className="results-count">{formatCount(count)}</span>
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
      {text.more(count)}
      {onMore === undefined ? null : (
        <button type="button" className="link" onClick={onMore}>
          {text.showAll}
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
