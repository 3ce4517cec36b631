import { History, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { shown } from '../../../shared/format/shown.js';
import { RUN_TONES, RUN_TRIGGERS } from '../../../shared/run/run.js';
import { previewUndo, previewUndoOfAll } from '../../api/requests.js';
import { selectProfile } from '../../api/session.js';
import { useCommand } from '../../commands/use-command.js';
import { IconButton } from '../../components/Button.js';
import { SearchField } from '../../components/SearchField.js';
import { useProfiles } from '../../profiles/profiles-store.js';
import { useActivities } from '../../shell/activity-store.js';
import '../history.css';
import { useHistory } from '../history-store.js';
import { PastRunView } from '../PastRunView.js';
import { historyPlaceText as text } from '../text.js';
import { AllRunsList } from './AllRunsList.js';
import { useAllRuns } from './all-runs-store.js';

/** The runs of all profiles by day, what each of them did, and what any of them did with a file. */
export function AllRunsView() {
  const hide = useAllRuns((state) => state.hide);
  const refresh = useAllRuns((state) => state.refresh);
  const listings = useProfiles((state) => state.listings);
  // A run that ends meanwhile belongs to the history as well: its profile is listed anew.
  const newest = Math.max(0, ...listings.map(({ last }) => last?.ms ?? 0));
  useEffect(() => refresh(), [refresh, newest]);
  return (
    <section className="history-place" aria-label={text.name}>
      <header className="head">
        <div className="head-words">
          <h1 className="head-name">{text.name}</h1>
          <p className="head-folders">{text.explanation}</p>
        </div>
        <IconButton label={text.close} icon={X} onClick={hide} />
      </header>
      <Filters />
      <div className="history">
        <AllRunsList />
        <Report />
      </div>
    </section>
  );
}

function Filters() {
  const find = useAllRuns((state) => state.find);
  const setFind = useAllRuns((state) => state.setFind);
  const filter = useAllRuns((state) => state.filter);
  const setFilter = useAllRuns((state) => state.setFilter);
  const listings = useProfiles((state) => state.listings);
  const search = useRef<HTMLInputElement>(null);
  useCommand('find', () => search.current?.focus());
  const searching = find.trim() !== '';
  return (
    <div className="results-tools" role="search" aria-label={text.filters}>
      <SearchField
        field={search}
        label={text.search}
        placeholder={text.searchHint}
        value={find}
        onChange={setFind}
      />
      <Choice
        name={text.profile}
        all={text.allProfiles}
        options={listings.map(({ profile }) => ({ value: profile.id, label: shown(profile.name) }))}
        chosen={filter.profileId}
        onChange={(profileId) => setFilter({ ...filter, profileId })}
      />
      {!searching && (
        <>
          <Choice
            name={text.result}
            all={text.allResults}
            options={RUN_TONES.map((value) => ({ value, label: text.tones[value] }))}
            chosen={filter.tone}
            onChange={(tone) => setFilter({ ...filter, tone })}
          />
          <Choice
            name={text.trigger}
            all={text.allTriggers}
            options={RUN_TRIGGERS.map((value) => ({ value, label: text.triggers[value] }))}
            chosen={filter.trigger}
            onChange={(trigger) => setFilter({ ...filter, trigger })}
          />
        </>
      )}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly all: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly chosen: T | undefined;
  readonly onChange: (value: T | undefined) => void;
}

function Choice<T extends string>({ name, all, options, chosen, onChange }: ChoiceProps<T>) {
  return (
    <select
      className="input results-sort"
      aria-label={name}
      value={chosen ?? ''}
      onChange={(event) => onChange(options.find(({ value }) => value === event.target.value)?.value)}
    >
      <option value="">{all}</option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** The report of the run that is selected. */
function Report() {
  const profileId = useHistory((state) => state.profileId);
  const runs = useHistory((state) => state.runs);
  const selected = useHistory((state) => state.selected);
  const others = useAllRuns((state) => state.runs);
  const hide = useAllRuns((state) => state.hide);
  const kind = useActivities((state) => (profileId === null ? undefined : state.activities[profileId]?.kind));
  const run = runs?.find(({ runId }) => runId === selected);
  if (profileId === null || run === undefined) {
    return (
      <div className="blank">
        <History size={40} strokeWidth={1.3} aria-hidden className="blank-icon" />
        <p className="blank-text">{text.chooseRun}</p>
      </div>
    );
  }
  return (
    <PastRunView
      key={run.runId}
      profileId={profileId}
      run={run}
      runs={others.filter((one) => one.profileId === profileId).map((one) => one.run)}
      busy={kind === 'comparing' || kind === 'running'}
      onUndo={() => {
        // What comes of it is shown with the profile.
        hide();
        selectProfile(profileId);
        previewUndo(profileId, run.runId);
      }}
      onUndoOfAll={(joint) => {
        hide();
        selectProfile(profileId);
        previewUndoOfAll(profileId, joint);
      }}
    />
  );
}
