import { ChevronRight, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { shown } from '../../shared/format/shown.js';
import { PathText } from '../components/PathText.js';
import { useRun } from './run-store.js';
import { runPanelText as text } from './text.js';

/** What has failed so far: how much at a glance, and the newest with their reasons on demand. */
export function FailuresSoFar() {
  const failed = useRun((state) => state.failed);
  const failures = useRun((state) => state.failures);
  const [open, setOpen] = useState(false);
  if (failed === 0) return null;
  return (
    <div className="run-failures">
      <button
        type="button"
        className="run-failed"
        aria-expanded={open}
        onClick={() => setOpen((before) => !before)}
      >
        <TriangleAlert size={14} aria-hidden />
        <span>{text.failed(failed)}</span>
        <ChevronRight size={14} aria-hidden className={open ? 'twisty-open' : ''} />
      </button>
      {open && (
        <ul className="run-failure-list" aria-label={text.failures} tabIndex={0}>
          {failures.map(({ path, outcome }, index) => (
            <li key={`${failed - index}:${path}`}>
              <PathText path={path} />
              {'problem' in outcome && <p className="run-failure-why">{shown(outcome.problem.what)}</p>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
