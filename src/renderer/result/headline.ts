import { assertNever } from '../../shared/assert-never.js';
import { DONE_WORDS, taskOf, type RunSummary, type RunTask, type RunTrigger } from '../../shared/run/run.js';
import { formatCount, formatItems, formatSize } from '../format/size.js';

/** What a run came to, in one sentence. */
export function headline(run: RunSummary): string {
  const account = accountOf(run);
  switch (run.end.kind) {
    case 'finished':
      return run.dryRun ? `Dry run: ${account}. Nothing was changed.` : `${capital(account)}.`;
    case 'stopped':
      return run.dryRun ? 'The dry run was stopped. Nothing was changed.' : `Stopped: ${account}.`;
    case 'broken-off':
      if (run.dryRun) return 'The dry run failed. Nothing was changed.';
      return `${BROKEN_OFF[taskOf(run)]}: ${account}.`;
    default:
      return assertNever(run.end);
  }
}

function accountOf(run: RunSummary): string {
  const { counts, bytes, unreached, dryRun, end } = run;
  const task = taskOf(run);
  const { skipped, failed, conflicts } = counts;
  if (dryRun) {
    const parts = [
      counts.wouldDo > 0 ? `synchronize ${formatItems(counts.wouldDo)}` : '',
      skipped > 0 ? `skip ${formatCount(skipped)}` : '',
      failed > 0 ? `fail for ${formatCount(failed)}` : '',
      conflicts > 0 ? `leave ${formatItems(conflicts, 'conflict')} unresolved` : '',
    ].filter((part) => part !== '');
    return parts.length === 0 ? 'there is nothing to do' : `would ${parts.join(', ')}`;
  }
  const rest = [
    skipped > 0 ? `${formatCount(skipped)} skipped` : '',
    failed > 0 ? `${formatCount(failed)} failed` : '',
    conflicts > 0 ? `${formatItems(conflicts, 'conflict')} skipped` : '',
  ].filter((part) => part !== '');
  const left =
    unreached.items > 0 ? [`${formatItems(unreached.items)} not reached${sized(unreached.bytes)}`] : [];
  if (counts.done === 0 && rest.length === 0) {
    if (end.kind !== 'finished') return ['nothing was changed', ...left].join(', ');
    if (task === 'synchronize') return 'there was nothing to do';
    return task === 'redo' ? 'there was nothing to redo' : 'there was nothing to undo';
  }
  const done = counts.done === 0 ? 'nothing' : formatItems(counts.done);
  return [`${done} ${DONE_WORDS[task]}${sized(bytes)}`, ...rest, ...left].join(', ');
}

function sized(bytes: number): string {
  return bytes > 0 ? ` (${formatSize(bytes)})` : '';
}

const BROKEN_OFF: Readonly<Record<RunTask, string>> = {
  synchronize: 'Failed',
  'take-back': 'Undo failed',
  redo: 'The redo failed',
  'put-back': 'Restore failed',
};

/** Where a run was started, in a few words. */
export const TRIGGER_WORDS: Readonly<Record<RunTrigger, string>> = {
  window: 'from this window',
  menu: 'from the menu',
  tray: 'from the tray',
  'command-line': 'from the command line',
  library: 'from a program',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
