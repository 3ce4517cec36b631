import type { PastRun, UnendedRun } from '../../../shared/run/history.js';
import type { RunPurpose } from '../../../shared/run/run.js';
import { runTone } from '../../../shared/run/run-tone.js';
import { formatItems, formatSize } from '../../../shared/format/size.js';
import { shown } from '../../../shared/format/shown.js';
import { shortWords } from '../../../shared/run/run-messages.js';
import type { Paint } from '../output/style.js';
import { shortId } from './find-run.js';

const TRIGGERS = {
  window: 'window',
  menu: 'menu',
  tray: 'tray',
  'command-line': 'command line',
  library: 'program',
} as const;

/** Over the lines of `runLine`. */
export const RUN_HEADING = `${'RUN'.padEnd(8)}  ${'STARTED'.padEnd(19)}  ${'FROM'.padEnd(12)}  WHAT IT DID`;

/** A past run in one line: its name, when it began, from where, and what it did. */
export function runLine(run: PastRun, paint: Paint): string {
  const { runId, startedMs, summary } = run;
  const trigger = summary?.trigger ?? run.unended?.trigger;
  const from = trigger === undefined ? '' : TRIGGERS[trigger];
  const tone = summary === undefined ? 'doubt' : runTone(summary) === 'good' ? 'plain' : 'doubt';
  return `${paint('change', shortId(runId))}  ${moment(startedMs)}  ${from.padEnd(12)}  ${paint(tone, runWords(run))}`;
}

/** What a past run did, in a few words. */
export function runWords({ summary, unended, undoable }: PastRun): string {
  if (summary === undefined) return unended === undefined ? 'interrupted' : unendedWords(unended);
  const much = summary.bytes === 0 ? '' : ` (${formatSize(summary.bytes)})`;
  return `${shortWords(summary)}${much}${purposeWords(summary)}${undoable ? '' : '; nothing to undo'}`;
}

function purposeWords({ undoes, restores }: RunPurpose): string {
  if (undoes !== undefined) return `, undoing ${shortId(undoes)}`;
  return restores === undefined ? '' : `, restoring ${shown(restores)}`;
}

/** How far a run without an end has come. */
export function unendedWords(run: UnendedRun): string {
  const { state, counts, bytes, planned } = run;
  const of = planned === undefined ? '' : ` of ${formatItems(planned.items)}`;
  const done = planned === undefined ? formatItems(counts.done) : String(counts.done);
  const much = bytes === 0 ? '' : ` (${formatSize(bytes)})`;
  const failed = counts.failed === 0 ? '' : `, ${counts.failed} failed`;
  return state === 'running'
    ? `still running, ${done}${of} done so far${much}${failed}${purposeWords(run)}`
    : `interrupted after ${done}${of}${much}${failed}${purposeWords(run)}`;
}

/** In the time of this computer. */
export function moment(ms: number): string {
  return new Date(ms).toLocaleString('sv');
}
