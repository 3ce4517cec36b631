import {
  CircleCheck,
  CircleStop,
  FlaskConical,
  OctagonX,
  Redo2,
  TriangleAlert,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { runTone, type RunReport, type RunTone } from '../../shared/run/run.js';
import { runText } from '../../shared/run/text.js';
import { useCommand } from '../commands/use-command.js';
import { Button } from '../components/Button.js';
import { useNow } from '../components/hooks/use-now.js';
import { formatAgo, formatExactly } from '../../shared/format/time.js';
import './result.css';
import { resultText as text } from './text.js';

interface ResultLineProps {
  readonly report: RunReport | undefined;
  /** Absent while nothing can be undone, because something is under way. */
  readonly onUndo?: ((report: RunReport) => void) | undefined;
  /** What the pair of folders is called that it ran, where the profile has several: an undo is one of that pair alone. */
  readonly pairName?: string | undefined;
}

function canBeUndone({ dryRun, counts }: RunReport): boolean {
  return !dryRun && counts.done > 0;
}

/** What the last run came to. The region is always there, so that a screen reader hears when words come into it. */
export function ResultLine({ report, onUndo, pairName }: ResultLineProps) {
  const now = useNow();
  const undoable = report !== undefined && onUndo !== undefined && canBeUndone(report);
  useCommand('undo-run', () => undoable && onUndo(report), undoable);
  const [tone, Icon] = report === undefined ? ['good', CircleCheck] : toneOf(report);
  return (
    <div className="result-line" data-tone={tone} data-empty={report === undefined}>
      <div className="result-words" role="status" aria-label={text.result}>
        {report !== undefined && (
          <>
            <Icon size={18} strokeWidth={1.9} aria-hidden className="result-icon" />
            <span className="result-headline">{runText.headline(report)}</span>
            <span className="result-when" title={formatExactly(report.finishedMs)}>
              {text.when(formatAgo(report.finishedMs, Math.max(now, report.finishedMs)), report)}
            </span>
          </>
        )}
      </div>
      {undoable && (
        <Button
          icon={runText.undo(report) === 'Redo' ? Redo2 : Undo2}
          title={text.undoTitle}
          onClick={() => onUndo(report)}
        >
          {text.undo(report, pairName)}
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
