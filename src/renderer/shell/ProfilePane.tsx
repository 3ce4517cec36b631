import { useState } from 'react';
import type { Activity } from '../../shared/run/activity.js';
import type { ProfileListing } from '../../shared/ipc.js';
import type { Profile } from '../../shared/profile/profile.js';
import { taskOf, type RunId, type RunReport } from '../../shared/run/run.js';
import { previewUndo } from '../api/requests.js';
import { useHistory } from '../history/history-store.js';
import { HistoryView } from '../history/HistoryView.js';
import { ResultLine } from '../result/ResultLine.js';
import { ResultList } from '../result/ResultList.js';
import { RunPanel } from '../run/RunPanel.js';
import { ScanPanel } from '../run/ScanPanel.js';
import { useActivities } from './activity-store.js';
import { CutBand } from './bands/CutBand.js';
import { NeverCompared } from './NeverCompared.js';
import { PlanView } from './PlanView.js';
import { ProblemCard } from './problem/ProblemCard.js';
import { ProfileHeader } from './ProfileHeader.js';
import { signInFolderIn } from './remote-words.js';
import { Toolbar } from './toolbar/Toolbar.js';

/** Everything about one profile. */
export function ProfilePane({ listing: { profile } }: { readonly listing: ProfileListing }) {
  const activity = useActivities((state) => state.activities[profile.id]);
  const busy = activity?.kind === 'comparing' || activity?.kind === 'running';
  const signInFolder = signInFolderIn(activity);
  const inHistory = useHistory((state) => state.profileId === profile.id);
  if (inHistory) {
    return (
      <>
        <ProfileHeader profile={profile} signInFolder={signInFolder} busy={busy} />
        <HistoryView profile={profile} activity={activity} />
      </>
    );
  }
  return (
    <>
      <ProfileHeader profile={profile} signInFolder={signInFolder} busy={busy} />
      <Toolbar profileId={profile.id} activity={activity} />
      {activity?.kind === 'comparing' && (
        <ScanPanel progress={activity.progress} undo={activity.undoes !== undefined} />
      )}
      {activity?.kind === 'running' && <RunPanel profileId={profile.id} activity={activity} />}
      {activity?.kind === 'compare-failed' && (
        <ProblemCard profileId={profile.id} problem={activity.problem} />
      )}
      {activity?.kind === 'idle' && activity.cut !== undefined && <CutBand cut={activity.cut} />}
      <ResultLine
        report={reportOf(activity)}
        onUndo={busy ? undefined : ({ runId }) => previewUndo(profile.id, runId)}
      />
      {activity !== undefined && <Body profile={profile} activity={activity} />}
    </>
  );
}

function Body({ profile, activity }: { readonly profile: Profile; readonly activity: Activity }) {
  const showHistory = useHistory((state) => state.show);
  switch (activity.kind) {
    case 'comparing':
    case 'running':
    case 'undo-ready':
      return <PlanView profile={profile} activity={activity} />;
    case 'compared':
      return <Compared profile={profile} activity={activity} />;
    case 'idle':
    case 'compare-failed':
    case 'ran': {
      const report = reportOf(activity);
      if (report === undefined) return activity.kind === 'idle' ? <NeverCompared /> : null;
      const told =
        activity.kind !== 'compare-failed' && report.end.kind === 'broken-off'
          ? report.end.problem
          : undefined;
      return (
        <>
          {told !== undefined && <ProblemCard profileId={profile.id} problem={told} />}
          {report.items.length > 0 && (
            <ResultList
              key={report.runId}
              report={report}
              onMore={() => showHistory(profile.id, report.runId)}
              undone={taskOf(report) !== 'synchronize'}
              told={told}
            />
          )}
        </>
      );
    }
  }
}

interface ComparedProps {
  readonly profile: Profile;
  readonly activity: Extract<Activity, { kind: 'compared' }>;
}

/** The plan; after a dry run its account can be shown in the plan's place. */
function Compared({ profile, activity }: ComparedProps) {
  const { dryRun } = activity;
  const [listedRun, setListedRun] = useState<RunId>();
  const listed = dryRun !== undefined && dryRun.runId === listedRun;
  return (
    <>
      {dryRun === undefined ? null : (
        <div className="views" role="group" aria-label="View">
          <button type="button" aria-pressed={!listed} onClick={() => setListedRun(undefined)}>
            Plan
          </button>
          <button type="button" aria-pressed={listed} onClick={() => setListedRun(dryRun.runId)}>
            Dry run, item by item
          </button>
        </div>
      )}
      {dryRun?.end.kind === 'broken-off' && (
        <ProblemCard profileId={profile.id} problem={dryRun.end.problem} />
      )}
      {listed ? <ResultList report={dryRun} /> : <PlanView profile={profile} activity={activity} />}
    </>
  );
}

/** The run whose result is shown: the one that just ended, or the last one on record. */
function reportOf(activity: Activity | undefined): RunReport | undefined {
  switch (activity?.kind) {
    case 'idle':
    case 'compare-failed':
      return activity.last;
    case 'compared':
      return activity.dryRun;
    case 'ran':
      return activity.report;
    case 'comparing':
    case 'running':
    case 'undo-ready':
    case undefined:
      return undefined;
  }
}
