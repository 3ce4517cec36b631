import { formatItems, formatSize } from '../../../shared/format/size.js';
import { changesIn, type PlanTotals, type Tally } from '../../../shared/plan/plan.js';
import type { RunSummary } from '../../../shared/run/run.js';
import { shortWords } from '../../../shared/run/run-messages.js';
import { clock } from './progress-messages.js';

/** How a run ended, in one line. */
export function summaryWords(run: RunSummary): string {
  const seconds = (run.finishedMs - run.startedMs) / 1000;
  const much = run.bytes === 0 ? '' : `, ${formatSize(run.bytes)} in ${clock(seconds)}`;
  return `${shortWords(run)}${much}.`;
}

/** What a plan would do, in one line, for a dry run. */
export function planWords(totals: PlanTotals): string {
  const parts = [
    told('copy to remote', totals.copy.remote, true),
    told('copy to local', totals.copy.local, true),
    told('create on remote', totals.createFolder.remote, false, 'folder'),
    told('create on local', totals.createFolder.local, false, 'folder'),
    told('move on remote', totals.move.remote),
    told('move on local', totals.move.local),
    told('delete on remote', totals.delete.remote),
    told('delete on local', totals.delete.local),
  ].filter((part) => part !== '');
  const conflicts = totals.conflict.items;
  const open = conflicts === 0 ? '' : ` ${formatItems(conflicts, 'conflict')} would be skipped.`;
  if (changesIn(totals) === 0)
    return conflicts === 0 && totals.leave.items === totals.filtered.items
      ? 'Everything is in sync.'
      : `Nothing would be changed.${open}`;
  return `Nothing was changed. A run would ${parts.join(', ')}.${open}`;
}

function told(what: string, { items, bytes }: Tally, withBytes = false, noun = 'item'): string {
  if (items === 0) return '';
  return `${what} ${formatItems(items, noun)}${withBytes ? ` (${formatSize(bytes)})` : ''}`;
}
