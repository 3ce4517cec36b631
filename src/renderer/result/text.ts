import { formatCount, formatItems } from '../../shared/format/plural.js';
import { formatDuration } from '../../shared/format/time.js';
import { shown } from '../../shared/format/shown.js';
import type { RunSummary } from '../../shared/run/run.js';
import { runText } from '../../shared/run/text.js';
import type { Group, Order } from './group.js';

/** The text of the result of a run. */
export const resultText = {
  result: 'Result',
  items: 'Items of the run',
  groups: {
    failed: 'Failed',
    conflicts: 'Conflicts left',
    skipped: 'Skipped',
    done: 'Done',
    'would-do': 'Would do',
  } satisfies Readonly<Record<Group, string>>,
  /** When a run ended and where it was started, behind its headline. */
  when: (ago: string, { trigger, dryRun, startedMs, finishedMs }: RunSummary): string =>
    `${ago}, ${runText.triggers[trigger]}${dryRun ? '' : `, took ${formatDuration(finishedMs - startedMs)}`}`,
  undo: (run: RunSummary, pairName?: string): string =>
    pairName === undefined ? `${runText.undo(run)}…` : `${runText.undo(run)} “${shown(pairName)}”…`,
  undoTitle: 'Preview what this would change',
  more: (count: number): string => `and ${formatCount(count)} more`,
  showAll: 'Show all in the history',

  tools: 'Result tools',
  search: 'Search the result',
  searchHint: 'Search paths',
  show: 'Show in the result',
  all: 'All',
  sort: 'Sort the result',
  orders: {
    run: 'Run order',
    name: 'By name',
    path: 'By path',
    size: 'Largest first',
  } satisfies Readonly<Record<Order, string>>,
  nothingFound: (find: string): string => `No path in this result has “${find}” in it.`,

  retryAll: (failed: number): string => `Retry ${formatItems(failed, 'failed item')}`,
  retrySelected: (selected: number): string => `Retry ${formatItems(selected, 'selected item')}`,
  retryTitle: 'Compares again, then retries only these items, as planned',
  select: (path: string): string => `Select ${path} to retry`,
  export: 'Export…',
  exportTitle: 'Writes the report to a file: CSV, JSON or text',
  exported: (file: string): string => `Report written to “${file}”.`,

  fileHistory: 'Show what every run did with this file',
  why: 'Why',
  whyOf: (path: string): string => `Why: ${path}`,
  close: 'Close',
  whatHappened: 'What happened',
  whatToDo: 'What you can do',
  serverReply: 'What the server said',
  noReply: 'The server said nothing about it.',
  side: 'Side',
  sides: { local: 'Local side', remote: 'Remote side' },
} as const;
