import { formatCount } from '../../shared/format/plural.js';
import { formatDayName } from '../../shared/format/time.js';
import { formatDuration } from '../../shared/format/time.js';
import type { PastRun } from '../../shared/run/history.js';
import type { OutcomeKind, RunSummary, RunTone, RunTrigger } from '../../shared/run/run.js';
import { runText } from '../../shared/run/text.js';

/** The text of the history. */
export const historyText = {
  runs: 'Runs',
  older: 'Older runs',
  none: 'No runs yet',
  noneText: 'What each sync did is kept here and can be undone.',

  report: 'Run report',
  headline: ({ summary, unended }: PastRun): string => {
    if (summary !== undefined) return runText.headline(summary);
    return unended?.state === 'running' ? 'This run is still under way.' : `${runText.interrupted(unended)}.`;
  },
  took: ({ startedMs, finishedMs }: RunSummary): string => `took ${formatDuration(finishedMs - startedMs)}`,
  undone: (when: string): string => `undone ${inSentence(when)}`,
  undo: (summary: RunSummary | undefined): string =>
    `${summary === undefined ? 'Undo' : runText.undo(summary)}…`,
  undoTitle: 'Preview what this would change',
  undoOfAll: (summary: RunSummary | undefined): string =>
    `${summary === undefined ? 'Undo' : runText.undo(summary)} in all pairs…`,
  undoOfAllTitle: 'Preview what this would change in each folder pair',

  commands: 'Commands',
  commandWhen: { before: 'Before the sync', after: 'After the sync' },
  commandOutput: (when: 'before' | 'after') => `Output of the command ${when} the sync`,
  commandSilent: 'It printed nothing.',
  commandEnd: (how: string, took: string) => `${how}, took ${took}`,

  show: 'Show',
  allItems: 'All items',
  problems: (count: number | undefined): string =>
    `Skipped and failed${count === undefined ? '' : ` ${formatCount(count)}`}`,
  items: 'Items of the run',
  noProblems: 'Nothing was skipped, and nothing failed.',
  noItems: 'The run ended before its first item.',
} as const;

/** The text of the history of all profiles. */
export const historyPlaceText = {
  name: 'All runs',
  explanation: 'What every profile has synced, by day. Open a run to see its files or to undo it.',
  close: 'Close the history',
  filters: 'Filters',
  search: 'Search all runs',
  searchHint: 'Search paths',
  profile: 'Profile',
  allProfiles: 'All profiles',
  result: 'Result',
  allResults: 'All results',
  tones: {
    good: 'Done',
    mixed: 'Stopped or skipped',
    bad: 'Failed',
  } satisfies Readonly<Record<RunTone, string>>,
  trigger: 'Started from',
  allTriggers: 'Started from anywhere',
  triggers: {
    window: 'Window',
    menu: 'Menu',
    tray: 'Tray',
    'command-line': 'Command line',
    library: 'Program',
    schedule: 'Schedule',
    watch: 'Local change',
    drive: 'Drive or folder',
  } satisfies Readonly<Record<RunTrigger, string>>,
  runs: 'Runs',
  found: 'Found files',
  day: (ms: number, nowMs: number): string => formatDayName(ms, nowMs),
  noRuns: 'No runs match these filters.',
  nothingFound: 'No recorded run has a matching path.',
  chooseRun: 'Choose a run to see what it did.',
  showFile: 'Shows what every run did with this file',
  hit: (action: string, outcome: OutcomeKind): string =>
    outcome === 'done' ? action : `${action} · ${fileHistoryText.outcomes[outcome].toLowerCase()}`,
} as const;

/** The text of the history of one file. */
export const fileHistoryText = {
  title: (path: string): string => `History of “${path}”`,
  versions: 'Kept versions',
  noVersions: 'No older version of this file is kept.',
  kept: (when: string): string => `Replaced or deleted ${inSentence(when)}`,
  restore: 'Restore…',
  restoreOf: (size: string, when: string): string =>
    `Restore… the version of ${size}, replaced or deleted ${inSentence(when)}`,
  runs: 'Runs',
  noRuns: 'No recorded run includes this file.',
  older: 'Older runs',
  outcomes: {
    done: 'Done',
    'would-do': 'Would do',
    skipped: 'Skipped',
    failed: 'Failed',
  } satisfies Readonly<Record<OutcomeKind, string>>,

  preview: 'Preview of the restore',
  comesBack: 'Restores',
  versionFacts: (size: string, when: string): string =>
    `the version of ${size}, replaced or deleted ${inSentence(when)}`,
  where: 'On',
  replaces: 'Replaces',
  replacesNothing: 'nothing: there is no such file now',
  replacesFile: (size: string): string => `the current file (${size}), which is kept as a version`,
  replacesLink: 'the current link, which is kept as a version',
  previewNote:
    'Nothing has been changed yet. The other side stays as it is; the next comparison shows the file as changed. You can undo the restore.',
  back: 'Back',
  restoreThis: 'Restore this version',
} as const;

/** `Today 02:10 PM` as it stands within a sentence; the name of a month keeps its capital. */
function inSentence(when: string): string {
  return when.replace(/^(?:Today|Yesterday)/, (day) => day.toLowerCase());
}
