import type { ReactNode } from 'react';
import type { PastRun } from '../../shared/run/history.js';
import type { RunId } from '../../shared/run/run.js';
import { runText } from '../../shared/run/text.js';
import { toneOf } from './past-run.js';

interface RunRowProps {
  readonly run: PastRun;
  /** The run that goes on at this moment, if any. */
  readonly underWay: RunId | undefined;
  readonly selected: boolean;
  readonly title: ReactNode;
  /** Stands at the end of the first line. */
  readonly aside: string;
  readonly onSelect: () => void;
}

/** A past run in a list: two lines, of which the second says how it ended. */
export function RunRow({ run, underWay, selected, title, aside, onSelect }: RunRowProps) {
  const words = runText.line(run, underWay);
  return (
    <button
      type="button"
      className="history-run"
      data-tone={toneOf(run, underWay)}
      aria-current={selected ? 'true' : undefined}
      onClick={onSelect}
    >
      <span className="history-when ellipsis">{title}</span>
      <span className="history-trigger">{aside}</span>
      <span className="history-words ellipsis" title={words}>
        <span className="history-dot" aria-hidden />
        {words}
      </span>
    </button>
  );
}
