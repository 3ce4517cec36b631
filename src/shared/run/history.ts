import type { ItemPath, LeafEntry, Side } from '../entry/entry.js';
import type { Tally } from '../plan/plan.js';
import type { ProfileId } from '../profile/profile.js';
import type {
  ItemOutcome,
  OutcomeCounts,
  OutcomeKind,
  RunId,
  RunPurpose,
  RunSummary,
  RunTone,
  RunTrigger,
} from './run.js';

/** How far a run has come that has not ended: its program was killed, the computer lost power, or it still goes on. */
export interface UnendedRun extends RunPurpose {
  /** `cut` where the program that ran it is gone; `running` where a program still holds the right to run. */
  readonly state: 'cut' | 'running';
  /** See `RunSummary`. */
  readonly joint?: string | undefined;
  /** What started it; absent for a run of an earlier version. */
  readonly trigger?: RunTrigger | undefined;
  /** What is on record of its items. A few more may have been done than were recorded when it was cut. */
  readonly counts: OutcomeCounts;
  /** Bytes transferred for these items. */
  readonly bytes: number;
  /** What the run had set out to do; absent for a run of an earlier version. */
  readonly planned?: Tally | undefined;
  /** When it last began to change something, milliseconds since 1970 in UTC; absent where it changed nothing. */
  readonly lastChangeMs?: number | undefined;
}

/** A run on record. */
export interface PastRun {
  /** Its place in the history: later runs have greater numbers. */
  readonly seq: number;
  readonly runId: RunId;
  /** Milliseconds since 1970 in UTC. */
  readonly startedMs: number;
  /** How it ended; absent where it was interrupted, or is still running. */
  readonly summary?: RunSummary | undefined;
  /** How far it has come; present exactly where there is no summary. */
  readonly unended?: UnendedRun | undefined;
  /** Whether it changed anything in this pair of folders, so that it can be undone (S4). */
  readonly undoable: boolean;
}

/** Which part of the history to read: at most `limit` runs, newest first, of those before the run numbered `before`. */
export interface HistoryPage {
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Which part of a run's report to read: at most `limit` items in the order in which they ended. */
export interface OutcomeRequest {
  /** Where the page before this one ended. */
  readonly after?: number | undefined;
  readonly limit: number;
  /** Only items that came to one of these ends; all where it is absent. */
  readonly only?: readonly OutcomeKind[] | undefined;
}

/** Part of a run's report. */
export interface OutcomePage {
  readonly items: readonly ItemOutcome[];
  /** What to pass as `after` for the next page; absent where this one is the last. */
  readonly next?: number | undefined;
}

/** Which runs of all profiles to show; each part that is absent asks for nothing. */
export interface RunFilter {
  readonly profileId?: ProfileId | undefined;
  readonly trigger?: RunTrigger | undefined;
  readonly tone?: RunTone | undefined;
}

/** How far each profile has been read: the next page of it begins before this number. A profile that is not named has not been read yet. */
export type ReadTo = Readonly<Record<ProfileId, number>>;

/** Which part of the history of all profiles to read: at most `limit` runs, newest first. */
export interface AllRunsPage {
  readonly filter: RunFilter;
  /** Where the page before this one ended; absent for the first. */
  readonly readTo?: ReadTo | undefined;
  readonly limit: number;
}

/** A run on record, and whose it is. */
export interface ProfileRun {
  readonly profileId: ProfileId;
  readonly run: PastRun;
}

/** Part of the history of all profiles. */
export interface AllRuns {
  readonly runs: readonly ProfileRun[];
  /** What to pass for the next page; absent where this one is the last. */
  readonly readTo?: ReadTo | undefined;
}

/** Which items of past runs to find. */
export interface PathQuery {
  /** Part of the path, or with `exact` all of it. */
  readonly text: string;
  readonly exact: boolean;
  /** Only those on record before this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** What a past run did with one item. */
export interface PathHit {
  /** Its place on record: later items have greater numbers. */
  readonly seq: number;
  readonly runId: RunId;
  /** When the run began, milliseconds since 1970 in UTC. */
  readonly startedMs: number;
  /** What the run was about. */
  readonly purpose: RunPurpose;
  readonly item: ItemOutcome;
}

/** Which items of past runs of all profiles to find, newest first. */
export interface PathSearch extends Pick<PathQuery, 'text' | 'exact' | 'limit'> {
  readonly filter: Pick<RunFilter, 'profileId'>;
  readonly readTo?: ReadTo | undefined;
}

/** An item of a past run, and whose it is. */
export interface ProfileHit {
  readonly profileId: ProfileId;
  readonly hit: PathHit;
}

/** Part of what was found. */
export interface PathHits {
  readonly hits: readonly ProfileHit[];
  readonly readTo?: ReadTo | undefined;
}

/** A version of a file that is still kept, and can be restored. */
export interface VersionFacts {
  /** Its number, which no other version of the profile has. */
  readonly number: number;
  readonly path: ItemPath;
  readonly side: Side;
  /** Bytes. */
  readonly size: number;
  /** When a run kept it, milliseconds since 1970 in UTC. */
  readonly keptMs: number;
}

/** What restoring a version would do. */
export interface RestorePreview {
  readonly version: VersionFacts;
  /** What is in its place now, and would become a version itself; absent where nothing is. */
  readonly replaces?: LeafEntry | undefined;
}
