import { useCallback, useMemo } from 'react';
import { shown } from '../../../shared/format/shown.js';
import { formatTimeOfDay } from '../../../shared/format/time.js';
import type { ProfileHit, ProfileRun } from '../../../shared/run/history.js';
import { taskOf } from '../../../shared/run/run.js';
import { PathText } from '../../components/PathText.js';
import { useNow } from '../../components/hooks/use-now.js';
import { VirtualList } from '../../components/VirtualList.js';
import { ActionIcon } from '../../preview/cells/ActionIcon.js';
import { actionLabel, undoneLabel } from '../../preview/labels.js';
import { listingOf, nameOfPair, useProfiles } from '../../profiles/profiles-store.js';
import { useActivities } from '../../shell/activity-store.js';
import { useFileHistory } from '../file/file-history-store.js';
import { useHistory } from '../history-store.js';
import { RunRow } from '../RunRow.js';
import { historyPlaceText as text } from '../text.js';
import { byDay, type DayRow } from './by-day.js';
import { useAllRuns } from './all-runs-store.js';

const DAY_HEIGHT = 34;
const RUN_HEIGHT = 54;
/** From how many lines before the end of what has been read on the next page is asked for. */
const AHEAD = 30;

type Line =
  { readonly kind: 'run'; readonly run: ProfileRun } | { readonly kind: 'hit'; readonly hit: ProfileHit };

/** The runs, or what was found in them, grouped by day and read on as somebody scrolls. */
export function AllRunsList() {
  const runs = useAllRuns((state) => state.runs);
  const hits = useAllRuns((state) => state.hits);
  const state = useAllRuns((all) => all.state);
  const searching = useAllRuns((all) => all.find.trim() !== '');
  const readOn = useAllRuns((all) => all.readOn);
  const now = useNow();
  const rows = useMemo((): readonly DayRow<Line>[] => {
    const lines: readonly Line[] = [
      ...runs.map((run): Line => ({ kind: 'run', run })),
      ...hits.map((hit): Line => ({ kind: 'hit', hit })),
    ];
    return byDay(lines, (line) => (line.kind === 'run' ? line.run.run.startedMs : line.hit.hit.startedMs));
  }, [runs, hits]);
  const height = useCallback(
    (index: number) => (rows[index]?.kind === 'day' ? DAY_HEIGHT : RUN_HEIGHT),
    [rows],
  );
  const drawn = useCallback(
    (last: number) => {
      if (last >= rows.length - AHEAD) void readOn();
    },
    [rows, readOn],
  );
  return (
    <div className="history-runs history-lines">
      <VirtualList
        name={searching ? text.found : text.runs}
        count={rows.length}
        heightOf={height}
        onDrawn={drawn}
        line={(index) => {
          const row = rows[index];
          if (row === undefined) return null;
          if (row.kind === 'day') return <h2 className="history-day">{text.day(row.ms, now)}</h2>;
          return row.one.kind === 'run' ? <RunLine of={row.one.run} /> : <HitLine of={row.one.hit} />;
        }}
      >
        {rows.length === 0 && state === 'read' && (
          <p className="history-none">{searching ? text.nothingFound : text.noRuns}</p>
        )}
      </VirtualList>
    </div>
  );
}

function RunLine({ of }: { readonly of: ProfileRun }) {
  const { profileId, run } = of;
  const select = useAllRuns((state) => state.select);
  const selected = useHistory((state) => state.profileId === profileId && state.selected === run.runId);
  const underWay = useActivities((state) => {
    const activity = state.activities[profileId];
    return activity?.kind === 'running' ? activity.runId : undefined;
  });
  const trigger = run.summary?.trigger ?? run.unended?.trigger;
  const from = trigger === undefined ? '' : ` · ${text.triggers[trigger]}`;
  return (
    <RunRow
      run={run}
      underWay={underWay}
      selected={selected}
      title={<ProfileName id={profileId} />}
      aside={`${formatTimeOfDay(run.startedMs)}${from}`}
      onSelect={() => select(of)}
    />
  );
}

function HitLine({ of: { profileId, hit } }: { readonly of: ProfileHit }) {
  const show = useFileHistory((state) => state.show);
  const { item, startedMs, purpose } = hit;
  const undone = taskOf(purpose) !== 'synchronize';
  return (
    <button
      type="button"
      className="history-run"
      title={text.showFile}
      onClick={() => show(profileId, item.path)}
    >
      <span className="history-when">
        <PathText path={item.path} />
      </span>
      <span className="history-trigger">{formatTimeOfDay(startedMs)}</span>
      <span className="history-words history-hit ellipsis">
        <ActionIcon action={item.action} />
        {text.hit(undone ? undoneLabel(item.action) : actionLabel(item.action).text, item.outcome.kind)}
        <span className="history-of ellipsis">
          <ProfileName id={profileId} />
        </span>
      </span>
    </button>
  );
}

function ProfileName({ id }: { readonly id: string }) {
  const name = useProfiles((state) => {
    const listing = listingOf(state.listings, id);
    return listing && nameOfPair(listing, id);
  });
  return <>{shown(name ?? '')}</>;
}
