import { Undo2 } from 'lucide-react';
import type { PastRun } from '../../shared/run/history.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import { taskOf, undoName } from '../../shared/run/run.js';
import { shown } from '../../shared/format/shown.js';
import { previewUndo } from '../api/requests.js';
import { Button } from '../components/Button.js';
import { useNow } from '../components/use-now.js';
import { formatCount } from '../format/size.js';
import { formatDuration, formatExactly, formatWhen } from '../format/time.js';
import { headline, TRIGGER_WORDS } from '../result/headline.js';
import { useHistory } from './history-store.js';
import { cutWords, problemsIn, takenBackMs } from './history-labels.js';
import { RunItems } from './RunItems.js';

interface PastRunViewProps {
  readonly profileId: ProfileId;
  readonly run: PastRun;
  readonly runs: readonly PastRun[];
  /** Whether something is under way, so that nothing can be undone now. */
  readonly busy: boolean;
}

/** One past run: what it came to, its items, and the way back. */
export function PastRunView({ profileId, run, runs, busy }: PastRunViewProps) {
  const hide = useHistory((state) => state.hide);
  const now = useNow();
  const { summary } = run;
  const stoppedBy = summary?.end.kind === 'broken-off' ? summary.end.problem : undefined;
  const takenBack = takenBackMs(run.runId, runs);
  const facts = [
    formatExactly(run.startedMs),
    ...(summary === undefined
      ? []
      : [TRIGGER_WORDS[summary.trigger], `took ${formatDuration(summary.finishedMs - summary.startedMs)}`]),
    ...(takenBack === undefined ? [] : [`undone ${formatWhen(takenBack, now).toLowerCase()}`]),
  ];
  return (
    <section className="history-account" aria-label="Run report">
      <header className="history-head">
        <div className="history-title">
          <h2 className="history-headline">
            {summary === undefined ? unendedHeadline(run) : headline(summary)}
          </h2>
          <p className="history-facts">{facts.join(' · ')}</p>
        </div>
        {run.undoable && (
          <Button
            icon={Undo2}
            disabled={busy}
            title="Shows what it would restore; changes nothing yet"
            onClick={() => {
              previewUndo(profileId, run.runId);
              // What comes of it is shown in the place of the history.
              hide();
            }}
          >
            {summary === undefined ? 'Undo' : undoName(summary)}…
          </Button>
        )}
      </header>
      {stoppedBy !== undefined && (
        <p className="history-end">
          <strong>{shown(stoppedBy.what)}</strong> {shown(stoppedBy.advice)}
        </p>
      )}
      <Filter problems={summary === undefined ? undefined : problemsIn(summary)} />
      <RunItems undone={summary !== undefined && taskOf(summary) !== 'synchronize'} told={stoppedBy} />
    </section>
  );
}

function unendedHeadline({ unended }: PastRun): string {
  return unended?.state === 'running' ? 'This run is still under way.' : `${cutWords(unended)}.`;
}

/** Shows all items, or only those that somebody may have to look at. */
function Filter({ problems }: { readonly problems: number | undefined }) {
  const only = useHistory((state) => state.problemsOnly);
  const setOnly = useHistory((state) => state.setProblemsOnly);
  return (
    <div className="views" role="group" aria-label="Show">
      <button type="button" aria-pressed={!only} onClick={() => setOnly(false)}>
        All items
      </button>
      <button type="button" aria-pressed={only} onClick={() => setOnly(true)}>
        Skipped and failed{problems === undefined ? '' : ` ${formatCount(problems)}`}
      </button>
    </div>
  );
}
