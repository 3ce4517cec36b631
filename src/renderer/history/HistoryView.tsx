import { History } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { isAtWork, type Activity } from '../../shared/run/activity.js';
import type { PastRun } from '../../shared/run/history.js';
import type { Profile } from '../../shared/profile/profile.js';
import { previewUndo, previewUndoOfAll } from '../api/requests.js';
import { Button } from '../components/Button.js';
import { moveFocus } from '../components/hooks/move-focus.js';
import { useNow } from '../components/hooks/use-now.js';
import { formatWhen } from '../../shared/format/time.js';
import { runText } from '../../shared/run/text.js';
import { useActivities } from '../shell/activity-store.js';
import { useHistory } from './history-store.js';
import './history.css';
import { PastRunView } from './PastRunView.js';
import { RunRow } from './RunRow.js';
import { historyText as text } from './text.js';

interface HistoryViewProps {
  readonly profile: Profile;
  readonly activity: Activity | undefined;
}

/** The past runs of a profile, and what each of them did. */
export function HistoryView({ profile, activity }: HistoryViewProps) {
  const runs = useHistory((state) => state.runs);
  const selected = useHistory((state) => state.selected);
  const hide = useHistory((state) => state.hide);
  const refresh = useHistory((state) => state.refresh);
  const kind = activity?.kind;
  const kindBefore = useRef(kind);
  // A run that begins or ends meanwhile belongs to the history as well.
  useEffect(() => {
    if (kind === kindBefore.current) return;
    kindBefore.current = kind;
    if (kind === 'ran' || kind === 'running') void refresh();
  }, [kind, refresh]);
  // What came of the commands around a run of all pairs is on record once that is over.
  const inRound = useActivities((state) => Object.keys(state.rounds).length > 0);
  const inRoundBefore = useRef(inRound);
  useEffect(() => {
    if (inRoundBefore.current && !inRound) void refresh();
    inRoundBefore.current = inRound;
  }, [inRound, refresh]);
  const run = runs?.find(({ runId }) => runId === selected);
  if (runs === undefined) return null;
  if (run === undefined) {
    return (
      <div className="blank">
        <History size={40} strokeWidth={1.3} aria-hidden className="blank-icon" />
        <h2 className="blank-title">{text.none}</h2>
        <p className="blank-text">{text.noneText}</p>
      </div>
    );
  }
  const busy = isAtWork(activity);
  return (
    <div className="history">
      <RunList runs={runs} underWay={activity?.kind === 'running' ? activity.runId : undefined} />
      <PastRunView
        key={run.runId}
        profileId={profile.id}
        run={run}
        runs={runs}
        busy={busy}
        onUndo={() => {
          previewUndo(profile.id, run.runId);
          // What comes of it is shown in the place of the history.
          hide();
        }}
        onUndoOfAll={(joint) => {
          previewUndoOfAll(profile.id, joint);
          hide();
        }}
      />
    </div>
  );
}

interface RunListProps {
  readonly runs: readonly PastRun[];
  readonly underWay: string | undefined;
}

function RunList({ runs, underWay }: RunListProps) {
  const selected = useHistory((state) => state.selected);
  const select = useHistory((state) => state.select);
  const older = useHistory((state) => state.older);
  const readOlder = useHistory((state) => state.readOlder);
  const now = useNow();
  return (
    <nav className="history-runs" aria-label={text.runs} onKeyDown={moveFocus}>
      <ul>
        {runs.map((run) => (
          <li key={run.runId}>
            <RunRow
              run={run}
              underWay={underWay}
              selected={run.runId === selected}
              title={formatWhen(run.startedMs, now)}
              aside={run.summary === undefined ? '' : runText.triggers[run.summary.trigger]}
              onSelect={() => select(run.runId)}
            />
          </li>
        ))}
      </ul>
      {older && (
        <Button variant="quiet" className="history-older" onClick={() => void readOlder()}>
          {text.older}
        </Button>
      )}
    </nav>
  );
}
