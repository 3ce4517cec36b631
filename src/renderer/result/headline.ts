import { assertNever } from '../../shared/assert-never.js';
import type { RunSummary, RunTrigger } from '../../shared/run.js';
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
      return run.dryRun ? 'The dry run was broken off. Nothing was changed.' : `Broken off: ${account}.`;
    default:
      return assertNever(run.end);
  }
}

function accountOf({ counts, bytes, unreached, dryRun, end, undoes }: RunSummary): string {
  const { skipped, failed, conflicts } = counts;
  if (dryRun) {
    const parts = [
      counts.wouldDo > 0 ? `synchronize ${formatItems(counts.wouldDo)}` : '',
      skipped > 0 ? `skip ${formatCount(skipped)}` : '',
      failed > 0 ? `fail at ${formatCount(failed)}` : '',
      conflicts > 0 ? `leave ${formatItems(conflicts, 'conflict')} alone` : '',
    ].filter((part) => part !== '');
    return parts.length === 0 ? 'there is nothing to do' : `would ${parts.join(', ')}`;
  }
  const rest = [
    skipped > 0 ? `${formatCount(skipped)} skipped` : '',
    failed > 0 ? `${formatCount(failed)} failed` : '',
    conflicts > 0 ? `${formatItems(conflicts, 'conflict')} left alone` : '',
  ].filter((part) => part !== '');
  const left =
    unreached.items > 0 ? [`${formatItems(unreached.items)} not reached${sized(unreached.bytes)}`] : [];
  if (counts.done === 0 && rest.length === 0) {
    return [end.kind === 'finished' ? 'nothing was to be done' : 'nothing was changed', ...left].join(', ');
  }
  const done = undoes === undefined ? 'synchronized' : 'put back';
  return [`${formatItems(counts.done)} ${done}${sized(bytes)}`, ...rest, ...left].join(', ');
}

function sized(bytes: number): string {
  return bytes > 0 ? ` (${formatSize(bytes)})` : '';
}

/** Where a run was started, in a few words. */
export const TRIGGER_WORDS: Readonly<Record<RunTrigger, string>> = {
  window: 'from this window',
  tray: 'from the tray',
  'command-line': 'from the command line',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
