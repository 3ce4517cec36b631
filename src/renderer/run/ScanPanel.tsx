import type { ScanProgress } from '../../shared/run/run.js';
import { ProgressLine } from '../components/ProgressLine.js';
import { formatItems, formatSize } from '../format/size.js';
import './run.css';

interface ScanPanelProps {
  readonly progress: ScanProgress;
  /** Whether it looks at what an undo would do. */
  readonly undo: boolean;
}

/** How far a comparison, or the preview of an undo, has come. */
export function ScanPanel({ progress, undo }: ScanPanelProps) {
  return (
    <section className="run" aria-label="Progress">
      <div className="run-line">
        <strong>{undo ? 'Preparing the undo' : 'Comparing'}</strong>
        {undo ? null : <span>{formatItems(progress.folders, 'folder')}</span>}
        <span>{formatItems(progress.items)} seen</span>
        {progress.arriving !== undefined && <span>{formatItems(progress.arriving)} being listed</span>}
        {progress.read !== undefined && (
          <span>
            contents of {formatItems(progress.read.files, 'file')} compared ({formatSize(progress.read.bytes)}
            )
          </span>
        )}
      </div>
      <ProgressLine label="Comparison" />
    </section>
  );
}
