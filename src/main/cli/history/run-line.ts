import { isoLocal } from '../../../shared/format/iso-time.js';
import type { PastRun } from '../../../shared/run/history.js';
import { runTone } from '../../../shared/run/run.js';
import type { Paint } from '../output/terminal-text.js';
import { recordsText } from '../text/records.js';

/** A past run in one line, under `recordsText.runHeading`: its name, when it began, from where, and what it did. */
export function runLine(run: PastRun, paint: Paint): string {
  const { runId, startedMs, summary } = run;
  const trigger = summary?.trigger ?? run.unended?.trigger;
  const from = trigger === undefined ? '' : recordsText.triggers[trigger];
  const tone = summary === undefined ? 'doubt' : runTone(summary) === 'good' ? 'plain' : 'doubt';
  return `${paint('change', recordsText.runId(runId))}  ${isoLocal(startedMs)}  ${from.padEnd(12)}  ${paint(tone, recordsText.run(run))}`;
}
