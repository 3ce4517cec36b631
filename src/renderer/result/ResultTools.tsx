import { Download, RotateCcw } from 'lucide-react';
import type { RefObject } from 'react';
import { formatCount } from '../../shared/format/plural.js';
import { Button } from '../components/Button.js';
import { SearchField } from '../components/SearchField.js';
import { GROUPS, ORDERS, type Group, type ResultView } from './group.js';
import { resultText as text } from './text.js';

interface ResultToolsProps {
  /** The search field. */
  readonly search: RefObject<HTMLInputElement | null>;
  readonly view: ResultView;
  readonly counts: Readonly<Record<Group, number>>;
  readonly onView: (view: ResultView) => void;
  /** How many items are selected to be tried again. */
  readonly selected: number;
  /** How many of those that failed can be tried again; absent where none can, or something is under way. */
  readonly retryable: number | undefined;
  readonly onRetry: () => void;
  /** Absent where the report is not on record, as that of a dry run is not. */
  readonly onExport: (() => Promise<void>) | undefined;
}

/** Searches, filters and sorts a result, tries again what failed, and exports the report. */
export function ResultTools({
  search,
  view,
  counts,
  onView,
  selected,
  retryable,
  onRetry,
  onExport,
}: ResultToolsProps) {
  const present = GROUPS.filter((group) => counts[group] > 0);
  return (
    <div className="results-tools" role="toolbar" aria-label={text.tools}>
      <SearchField
        field={search}
        label={text.search}
        placeholder={text.searchHint}
        value={view.find}
        onChange={(find) => onView({ ...view, find })}
      />
      {present.length > 1 && (
        <div className="views results-views" role="group" aria-label={text.show}>
          <button
            type="button"
            aria-pressed={view.only === undefined}
            onClick={() => onView({ ...view, only: undefined })}
          >
            {text.all}
          </button>
          {present.map((group) => (
            <button
              key={group}
              type="button"
              aria-pressed={view.only === group}
              onClick={() => onView({ ...view, only: group })}
            >
              {text.groups[group]} {formatCount(counts[group])}
            </button>
          ))}
        </div>
      )}
      <select
        className="input results-sort"
        aria-label={text.sort}
        value={view.order}
        onChange={(event) => {
          const order = ORDERS.find((one) => one === event.target.value);
          if (order !== undefined) onView({ ...view, order });
        }}
      >
        {ORDERS.map((order) => (
          <option key={order} value={order}>
            {text.orders[order]}
          </option>
        ))}
      </select>
      <span className="results-actions">
        {retryable !== undefined && (selected > 0 || retryable > 0) && (
          <Button icon={RotateCcw} title={text.retryTitle} onClick={onRetry}>
            {selected > 0 ? text.retrySelected(selected) : text.retryAll(retryable)}
          </Button>
        )}
        {onExport !== undefined && (
          <Button icon={Download} variant="quiet" title={text.exportTitle} onClick={() => void onExport()}>
            {text.export}
          </Button>
        )}
      </span>
    </div>
  );
}
