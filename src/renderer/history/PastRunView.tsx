import { Download, Redo2, Undo2 } from 'lucide-react';
import type { PastRun } from '../../shared/run/history.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import { problemsIn, taskOf } from '../../shared/run/run.js';
import { runText } from '../../shared/run/text.js';
import { shown } from '../../shared/format/shown.js';
import { exportReport } from '../api/requests.js';
import { Button } from '../components/Button.js';
import { useNow } from '../components/hooks/use-now.js';
import { formatExactly, formatWhen } from '../../shared/format/time.js';
import { listingOf, useProfiles } from '../profiles/profiles-store.js';
import { resultText } from '../result/text.js';
import { useHistory } from './history-store.js';
import { undoneMs } from './past-run.js';
import { RunCommands } from './RunCommands.js';
import { RunItems } from './RunItems.js';
import { historyText as text } from './text.js';

interface PastRunViewProps {
  readonly profileId: ProfileId;
  readonly run: PastRun;
  readonly runs: readonly PastRun[];
  /** Whether something is under way, so that nothing can be undone now. */
  readonly busy: boolean;
  /** Shows what undoing the run would do. */
  readonly onUndo: () => void;
  /** Shows what undoing the whole run of the profile would do, where this is a part of one. */
  readonly onUndoOfAll: (joint: string) => void;
}

/** One past run: what it came to, its items, and the way back. */
export function PastRunView({ profileId, run, runs, busy, onUndo, onUndoOfAll }: PastRunViewProps) {
  const now = useNow();
  const { summary } = run;
  const { joint } = summary ?? run.unended ?? {};
  const several = useProfiles((state) => listingOf(state.listings, profileId)?.profile.pairs !== undefined);
  const stoppedBy = summary?.end.kind === 'broken-off' ? summary.end.problem : undefined;
  const back = summary !== undefined && runText.undo(summary) === 'Redo' ? Redo2 : Undo2;
  const undone = undoneMs(run.runId, runs);
  const facts = [
    formatExactly(run.startedMs),
    ...(summary === undefined ? [] : [runText.triggers[summary.trigger], text.took(summary)]),
    ...(undone === undefined ? [] : [text.undone(formatWhen(undone, now))]),
  ];
  return (
    <section className="history-report" aria-label={text.report}>
      <header className="history-head">
        <div className="history-title">
          <h2 className="history-headline">{text.headline(run)}</h2>
          <p className="history-facts">{facts.join(' · ')}</p>
        </div>
        {summary !== undefined && (
          <Button
            icon={Download}
            variant="quiet"
            title={resultText.exportTitle}
            onClick={() => void exportReport(profileId, run.runId)}
          >
            {resultText.export}
          </Button>
        )}
        {run.undoable && joint !== undefined && several && (
          <Button icon={back} disabled={busy} title={text.undoOfAllTitle} onClick={() => onUndoOfAll(joint)}>
            {text.undoOfAll(summary)}
          </Button>
        )}
        {run.undoable && (
          <Button icon={back} disabled={busy} title={text.undoTitle} onClick={onUndo}>
            {text.undo(summary)}
          </Button>
        )}
      </header>
      {stoppedBy !== undefined && (
        <p className="history-end">
          <strong>{shown(stoppedBy.what)}</strong> {shown(stoppedBy.advice)}
        </p>
      )}
      <RunCommands commands={summary?.commands ?? []} />
      <Filter problems={summary === undefined ? undefined : problemsIn(summary)} />
      <RunItems
        profileId={profileId}
        undone={summary !== undefined && taskOf(summary) !== 'synchronize'}
        told={stoppedBy}
      />
    </section>
  );
}

/** Shows all items, or only those that somebody may have to look at. */
function Filter({ problems }: { readonly problems: number | undefined }) {
  const only = useHistory((state) => state.problemsOnly);
  const setOnly = useHistory((state) => state.setProblemsOnly);
  return (
    <div className="views" role="group" aria-label={text.show}>
      <button type="button" aria-pressed={!only} onClick={() => setOnly(false)}>
        {text.allItems}
      </button>
      <button type="button" aria-pressed={only} onClick={() => setOnly(true)}>
        {text.problems(problems)}
      </button>
    </div>
  );
}
