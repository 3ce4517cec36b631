import { assertNever } from '../../../shared/assert-never.js';
import { shown } from '../../../shared/format/shown.js';
import { formatSize } from '../../../shared/format/size.js';
import { formatExactly } from '../../../shared/format/time.js';
import type { Action } from '../../../shared/plan/plan.js';
import type { ItemOutcome, OutcomeKind, RunSummary } from '../../../shared/run/run.js';
import { runText } from '../../../shared/run/text.js';

/** The text of the dialog that exports the report of a run, and of the report as a file of text. */
export const exportText = {
  title: 'Export the report',
  fileName: (profile: string, day: string): string => `${profile}, run of ${day}`,
  formats: { csv: 'Table (CSV)', json: 'JSON', txt: 'Text' },

  heading: (profile: string, summary: RunSummary): string =>
    [
      `${shown(profile)}: ${runText.headline(summary)}`,
      `${formatExactly(summary.startedMs)} to ${formatExactly(summary.finishedMs)}, ${runText.triggers[summary.trigger]}`,
    ].join('\n'),
  line: ({ path, action, outcome, bytes }: ItemOutcome): string => {
    const size = bytes > 0 ? ` (${formatSize(bytes)})` : '';
    const head = `${exportText.results[outcome.kind]}: ${shown(path)}: ${exportText.action(action)}${size}`;
    return 'problem' in outcome
      ? `${head}\n    ${shown(outcome.problem.what)}\n    ${shown(outcome.problem.advice)}`
      : head;
  },
  results: {
    done: 'Done',
    'would-do': 'Would do',
    skipped: 'Skipped',
    failed: 'Failed',
  } satisfies Readonly<Record<OutcomeKind, string>>,

  /** What was to happen with an item, in a word or two. */
  action: (action: Action): string => {
    switch (action.kind) {
      case 'copy':
        return action.to === 'remote' ? 'upload' : 'download';
      case 'create-folder':
        return `create folder on the ${action.on} side`;
      case 'delete':
        return `delete on the ${action.on} side`;
      case 'keep-both':
        return `keep both, the ${action.renames} one as ${shown(action.as)}`;
      case 'merge':
        return 'merge both versions';
      case 'move':
        return `move on the ${action.on} side from ${shown(action.from)}`;
      case 'moved':
        return `moved to ${shown(action.to)}`;
      case 'conflict':
        return 'conflict';
      case 'leave':
        return 'skip';
      case 'equal':
        return 'equal';
      case 'forget':
        return 'gone on both sides';
      default:
        return assertNever(action);
    }
  },

  failed: {
    what: (name: string): string => `Couldn’t write the report to “${name}”.`,
    advice: 'Check that the folder exists, that you may write to it, and that the disk is not full.',
  },
  notEnded: {
    what: 'This run has no report yet.',
    advice: 'Wait until it has ended, then export it.',
  },
} as const;
