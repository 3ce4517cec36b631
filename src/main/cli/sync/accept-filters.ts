import { shown } from '../../../shared/format/shown.js';
import {
  waitingFiltersWords,
  type FilterEffect,
  type WaitingFilters,
} from '../../../shared/plan/waiting-filters.js';
import type { CompareHow } from '../../session/session.js';
import type { CliContext } from '../cli-context.js';
import type { Options } from '../options/read-options.js';
import type { Reporter } from '../output/reporter.js';
import { askerFor } from '../sign-in/sources.js';

/**
 * Tells of the filters that the other side brought, and finds out whether they are accepted (S12): by option, or by whoever sits at the
 * terminal. Where nobody is asked they go on waiting. A dry run records nothing of it (S1).
 */
export async function acceptedFilters(
  waiting: WaitingFilters,
  options: Options,
  shell: CliContext,
  reporter: Reporter,
): Promise<CompareHow['acceptIgnore']> {
  const words = waitingFiltersWords(waiting);
  const accepted = { text: waiting.text, record: options.dryRun !== true };
  if (options.acceptIgnore === true) {
    reporter.remark('warning', `${words} They are used now, because of --accept-ignore.`);
    return accepted;
  }
  const asker = askerFor(options, shell);
  if (asker === undefined) {
    reporter.remark('warning', `${words} To use them, add --accept-ignore.`);
    return undefined;
  }
  reporter.pause();
  for (const line of [words, ...listed('-', waiting.excludes), ...listed('+', waiting.includes)]) {
    shell.err.write(`${shown(line)}\n`);
  }
  const answer = await asker.line('Use the new filters? (y/N) ');
  return answer?.trim().toLowerCase() === 'y' ? accepted : undefined;
}

function listed(sign: '-' | '+', { items, paths }: FilterEffect): readonly string[] {
  const lines = paths.map((path) => `  ${sign} ${path}`);
  return items > paths.length ? [...lines, `  ${sign} and ${items - paths.length} more`] : lines;
}
