import type { ScanProgress } from '../../shared/run/run.js';
import { ProgressLine } from '../components/ProgressLine.js';
import { formatItems } from '../format/size.js';
import './run.css';

/** How far a comparison has come. */
export function ScanPanel({ progress }: { readonly progress: ScanProgress }) {
  return (
    <section className="run" aria-label="Progress">
      <div className="run-line">
        <strong>Comparing</strong>
        <span>{formatItems(progress.folders, 'folder')}</span>
        <span>{formatItems(progress.items)} seen</span>
        {progress.arriving !== undefined && <span>{formatItems(progress.arriving)} being listed</span>}
      </div>
      <ProgressLine label="Comparison" />
    </section>
  );
}
