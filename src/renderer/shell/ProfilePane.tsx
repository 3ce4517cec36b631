import { useState } from 'react';
import type { Activity } from '../../shared/run/activity.js';
import type { ProfileListing } from '../../shared/ipc.js';
import { pairNames } from '../../shared/profile/pairs.js';
import type { Profile, ProfileId } from '../../shared/profile/profile.js';
import type { RunId, RunReport } from '../../shared/run/run.js';
import { exportReport, previewUndo, previewUndoOfAll, retry } from '../api/requests.js';
import { selectProfile } from '../api/session.js';
import { useHistory } from '../history/history-store.js';
import { later } from '../components/later.js';
import { pairIn } from '../profiles/profiles-store.js';
import { ResultLine } from '../result/ResultLine.js';
import { ResultList } from '../result/ResultList.js';
import { ScanPanel } from '../run/ScanPanel.js';
import { signInFolderIn, useActivities } from './activity-store.js';
import { CutBand } from './bands/CutBand.js';
import { NeverCompared } from './NeverCompared.js';
import { PairStrip } from './pairs/PairStrip.js';
import { useWork } from './pairs/use-work.js';
import { PlanView } from './PlanView.js';
import { ProblemCard } from './problem/ProblemCard.js';
import { ProfileHeader } from './ProfileHeader.js';
import { shellText } from './text.js';
import { Toolbar } from './toolbar/Toolbar.js';

const HistoryView = later(async () => (await import('../history/HistoryView.js')).HistoryView);
const RunPanel = later(async () => (await import('../run/RunPanel.js')).RunPanel);

interface ProfilePaneProps {
  readonly listing: ProfileListing;
  /** Which of its pairs of folders is shown. */
  readonly shownId: ProfileId | null;
}

/** Everything about one profile: about one of its pairs of folders, where it has several. */
export function ProfilePane({ listing, shownId }: ProfilePaneProps) {
  const profile = pairIn(listing, shownId);
  const activity = useActivities((state) => state.activities[profile.id]);
  const work = useWork(profile.id);
  const { busy } = work;
  const signInFolder = signInFolderIn(activity);
  const inHistory = useHistory((state) => state.profileId === profile.id);
  const showHistory = useHistory((state) => state.show);
  const several = work.pairs.length > 1;
  const strip = several && (
    <PairStrip
      owner={listing.profile}
      work={work}
      shownId={profile.id}
      onShow={(id) => {
        selectProfile(id);
        if (inHistory) showHistory(id);
      }}
      onUndo={busy || inHistory ? undefined : (joint) => previewUndoOfAll(profile.id, joint)}
    />
  );
  if (inHistory) {
    return (
      <>
        <ProfileHeader profile={profile} signInFolder={signInFolder} busy={busy} />
        {strip}
        <HistoryView profile={profile} activity={activity} />
      </>
    );
  }
  return (
    <>
      <ProfileHeader profile={profile} signInFolder={signInFolder} busy={busy} />
      <Toolbar profileId={profile.id} activity={activity} work={work} />
      {strip}
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
        pairName={several ? pairNames(listing.profile).get(profile.id) : undefined}
      />
      {activity !== undefined && (
        <Body
          profile={profile}
          activity={activity}
          onCompare={busy ? undefined : () => work.begin('compare')}
        />
      )}
    </>
  );
}

interface BodyProps {
  readonly profile: Profile;
  readonly activity: Activity;
  /** Absent while something is under way. */
  readonly onCompare: (() => void) | undefined;
}

function Body({ profile, activity, onCompare }: BodyProps) {
  const showHistory = useHistory((state) => state.show);
  switch (activity.kind) {
    case 'comparing':
    case 'running':
    case 'undo-ready':
      return <PlanView profile={profile} activity={activity} />;
    case 'compared':
      return <Compared profile={profile} activity={activity} />;
    case 'compare-failed':
      return null;
    case 'idle':
    case 'ran': {
      const report = reportOf(activity);
      if (report === undefined) return <NeverCompared onCompare={onCompare} />;
      const told = report.end.kind === 'broken-off' ? report.end.problem : undefined;
      return (
        <>
          {told !== undefined && <ProblemCard profileId={profile.id} problem={told} />}
          {report.items.length > 0 && (
            <ResultList
              key={report.runId}
              report={report}
              onMore={() => showHistory(profile.id, report.runId)}
              told={told}
              onRetry={(paths) => retry(profile.id, paths)}
              onExport={() => exportReport(profile.id, report.runId)}
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

/** The plan; after a dry run its report can be shown in the plan's place. */
function Compared({ profile, activity }: ComparedProps) {
  const { dryRun } = activity;
  const [listedRun, setListedRun] = useState<RunId>();
  const listed = dryRun !== undefined && dryRun.runId === listedRun;
  return (
    <>
      {dryRun === undefined ? null : (
        <div className="views" role="group" aria-label={shellText.views.name}>
          <button type="button" aria-pressed={!listed} onClick={() => setListedRun(undefined)}>
            {shellText.views.plan}
          </button>
          <button type="button" aria-pressed={listed} onClick={() => setListedRun(dryRun.runId)}>
            {shellText.views.dryRun}
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

/** The run whose result is shown: the one that just ended, or the last one on record. After a comparison that failed, there is only that to tell of. */
function reportOf(activity: Activity | undefined): RunReport | undefined {
  switch (activity?.kind) {
    case 'idle':
      return activity.last;
    case 'compared':
      return activity.dryRun;
    case 'ran':
      return activity.report;
    case 'comparing':
    case 'running':
    case 'undo-ready':
    case 'compare-failed':
    case undefined:
      return undefined;
  }
}
