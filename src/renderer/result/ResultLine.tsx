import {
  CircleCheck,
  CircleStop,
  FlaskConical,
  OctagonX,
  TriangleAlert,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { undoName, type RunReport } from '../../shared/run/run.js';
import { runTone, type RunTone } from '../../shared/run/run-tone.js';
import { Button } from '../components/Button.js';
import { useNow } from '../components/use-now.js';
import { formatAgo, formatDuration, formatExactly } from '../format/time.js';
import { headline, TRIGGER_WORDS } from './headline.js';
import './result.css';

interface ResultLineProps {
  readonly report: RunReport | undefined;
  /** Absent while nothing can be undone, because something is under way. */
  readonly onUndo?: ((report: RunReport) => void) | undefined;
}

function canBeUndone({ dryRun, counts }: RunReport): boolean {
  return !dryRun && counts.done > 0;
}

/** What the last run came to. The region is always there, so that a screen reader hears when words come into it. */
export function ResultLine({ report, onUndo }: ResultLineProps) {
  const now = useNow();
  const [tone, Icon] = report === undefined ? ['good', CircleCheck] : toneOf(report);
  return (
    <div className="result-line" data-tone={tone} data-empty={report === undefined}>
      <div className="result-words" role="status" aria-label="Result">
        {report !== undefined && (
          <>
            <Icon size={18} strokeWidth={1.9} aria-hidden className="result-icon" />
            <span className="result-headline">{headline(report)}</span>
            <span className="result-when" title={formatExactly(report.finishedMs)}>
              {formatAgo(report.finishedMs, Math.max(now, report.finishedMs))},{' '}
              {TRIGGER_WORDS[report.trigger]}
              {report.dryRun ? '' : `, took ${formatDuration(report.finishedMs - report.startedMs)}`}
            </span>
          </>
        )}
      </div>
      {report !== undefined && onUndo !== undefined && canBeUndone(report) && (
        <Button
          icon={Undo2}
          title="Shows what it would restore; changes nothing yet"
          onClick={() => onUndo(report)}
        >
          {undoName(report)}…
        </Button>
      )}
    </div>
  );
}

function toneOf(report: RunReport): readonly [RunTone | 'dry', LucideIcon] {
  const tone = runTone(report);
  if (report.end.kind === 'broken-off') return [tone, OctagonX];
  if (report.end.kind === 'stopped') return [tone, CircleStop];
  if (report.dryRun) return ['dry', FlaskConical];
  return [tone, tone === 'good' ? CircleCheck : TriangleAlert];
}
