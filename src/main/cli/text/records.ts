import type { Side } from '../../../shared/entry/entry.js';
import { isoLocal } from '../../../shared/format/iso-time.js';
import { formatItems, plural } from '../../../shared/format/plural.js';
import { shown } from '../../../shared/format/shown.js';
import { formatSize } from '../../../shared/format/size.js';
import type { PastRun, UnendedRun } from '../../../shared/run/history.js';
import type { RunId, RunPurpose, RunTrigger } from '../../../shared/run/run.js';
import { runText } from '../../../shared/run/text.js';

/** Letters of a run's name that are shown: few enough to be typed. */
const ID_LETTERS = 8;

const DAY_MS = 86_400_000;

/** What is said of past runs, kept versions and profiles. */
export const recordsText = {
  /** A run's name as people see and type it. */
  runId: (runId: RunId): string => runId.slice(0, ID_LETTERS),

  runHeading: `${'RUN'.padEnd(8)}  ${'STARTED'.padEnd(19)}  ${'FROM'.padEnd(12)}  WHAT IT DID`,
  triggers: {
    window: 'window',
    menu: 'menu',
    tray: 'tray',
    'command-line': 'command line',
    library: 'program',
    schedule: 'schedule',
    watch: 'local change',
    drive: 'drive',
  } satisfies Readonly<Record<RunTrigger, string>>,

  /** What a past run did, in a few words. */
  run: ({ summary, unended, undoable }: PastRun): string => {
    if (summary === undefined) return unended === undefined ? 'interrupted' : recordsText.unended(unended);
    const size = summary.bytes === 0 ? '' : ` (${formatSize(summary.bytes)})`;
    return `${runText.short(summary)}${size}${purpose(summary)}${undoable ? '' : '; nothing to undo'}`;
  },
  runInFull: (run: PastRun): string =>
    `The run ${recordsText.runId(run.runId)} of ${isoLocal(run.startedMs)}: ${recordsText.run(run)}.`,

  /** How far a run without an end has come. */
  unended: (run: UnendedRun): string => {
    const { state, counts, bytes, planned } = run;
    const of = planned === undefined ? '' : ` of ${formatItems(planned.items)}`;
    const done = planned === undefined ? formatItems(counts.done) : String(counts.done);
    const size = bytes === 0 ? '' : ` (${formatSize(bytes)})`;
    const failed = counts.failed === 0 ? '' : `, ${counts.failed} failed`;
    return state === 'running'
      ? `still running, ${done}${of} done so far${size}${failed}${purpose(run)}`
      : `interrupted after ${done}${of}${size}${failed}${purpose(run)}`;
  },

  noRuns: 'These folders have no runs yet.',
  moreRuns: (limit: number): string => `There are more; use --limit ${limit} to see more.`,
  ofFormerAddress: (before: string, now: string): string =>
    `Showing the records of “${shown(before)}”, this folder’s former address; “${shown(now)}” has none of its own yet.`,

  versionHeading: `${'VERSION'.padStart(7)}  SIDE    ${'SIZE'.padStart(8)}  ${'KEPT SINCE'.padEnd(19)}  BY RUN    FILE`,
  noVersions: 'No versions are kept.',
  versions: (items: number, bytes: number, side: Side): string =>
    `${formatItems(items, 'version')} (${formatSize(bytes)}) ${SIDES[side]}`,
  version: (
    version: {
      readonly seq: number;
      readonly path: string;
      readonly side: Side;
      readonly size: number;
      readonly keptMs: number;
    },
    replacedBytes: number | undefined,
  ): string => {
    const instead =
      replacedBytes === undefined ? '' : `, replacing the current file of ${formatSize(replacedBytes)}`;
    return `Version ${version.seq} of ${shown(version.path)}, ${SIDES[version.side]}: ${formatSize(version.size)}, kept since ${isoLocal(version.keptMs)}${instead}.`;
  },
  versionLimits: (maxAgeMs: number, maxBytes: number): string =>
    `versions are kept for ${formatItems(Math.round(maxAgeMs / DAY_MS), 'day')}, up to ${formatSize(maxBytes)} on each side`,
  noVersionLimits: 'there are no limits',
  pruned: (items: number, bytes: number, limits: string, dryRun: boolean): string => {
    if (items === 0) return `Nothing has expired: ${limits}.`;
    const removed = dryRun ? 'would be' : plural(items, 'was', 'were');
    return `${formatItems(items, 'version')} (${formatSize(bytes)}) ${removed} removed: ${limits}.`;
  },

  profileLines: {
    name: 'name',
    id: 'id',
    mode: 'mode',
    local: 'local',
    remote: 'remote',
    ownPatterns: 'pair excludes',
    ownMatchNames: 'pair only',
    user: 'user',
    trusts: 'trusts',
    before: 'before',
    after: 'after',
  },
  neverRan: 'never ran',
  lastRun: (run: PastRun): string => `${isoLocal(run.startedMs)}: ${recordsText.run(run)}`,
  noProfiles: 'The application has no profiles yet.',
} as const;

const SIDES: Readonly<Record<Side, string>> = { local: 'on the local side', remote: 'on the remote side' };

function purpose({ undoes, restores }: RunPurpose): string {
  if (undoes !== undefined) return `, undoing ${recordsText.runId(undoes)}`;
  return restores === undefined ? '' : `, restoring ${shown(restores)}`;
}
