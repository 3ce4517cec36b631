import type { ScanProgress } from '../../shared/run/run.js';
import { ProgressLine } from '../components/ProgressLine.js';
import './run.css';
import { runPanelText as text } from './text.js';

interface ScanPanelProps {
  readonly progress: ScanProgress;
  /** Whether it looks at what an undo would do. */
  readonly undo: boolean;
}

/** How far a comparison, or the preview of an undo, has come. */
export function ScanPanel({ progress, undo }: ScanPanelProps) {
  return (
    <section className="run" aria-label={text.progress}>
      <div className="run-line">
        <strong>{undo ? text.preparingUndo : text.comparing}</strong>
        {undo ? null : <span>{text.folders(progress.folders)}</span>}
        <span>{text.seen(progress.items)}</span>
        {progress.arriving !== undefined && <span>{text.beingListed(progress.arriving)}</span>}
        {progress.read !== undefined && <span>{text.contents(progress.read)}</span>}
      </div>
      <ProgressLine label={text.comparison} />
    </section>
  );
}
