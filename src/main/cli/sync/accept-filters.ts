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
import { cliRunText } from '../text/run.js';

/**
 * Tells of the filters that the other side brought, and finds out whether they are accepted (S12): by option, or by whoever sits at the
 * terminal. Where nobody is asked they go on waiting. A dry run records nothing of it (S1).
 */
export async function acceptedFilters(
  waiting: WaitingFilters,
  options: Options,
  context: CliContext,
  reporter: Reporter,
): Promise<CompareHow['acceptIgnore']> {
  const words = waitingFiltersWords(waiting);
  const accepted = { text: waiting.text, record: options.dryRun !== true };
  if (options.acceptIgnore === true) {
    reporter.remark('warning', cliRunText.filtersUsed(words));
    return accepted;
  }
  const asker = askerFor(options, context);
  if (asker === undefined) {
    reporter.remark('warning', cliRunText.filtersWaiting(words));
    return undefined;
  }
  reporter.pause();
  for (const line of [words, ...listed('-', waiting.excludes), ...listed('+', waiting.includes)]) {
    context.err.write(`${shown(line)}\n`);
  }
  const answer = await asker.line(cliRunText.useFilters);
  return answer?.trim().toLowerCase() === 'y' ? accepted : undefined;
}

function listed(sign: '-' | '+', { items, paths }: FilterEffect): readonly string[] {
  const lines = paths.map((path) => `  ${sign} ${path}`);
  return items > paths.length ? [...lines, `  ${sign} ${cliRunText.moreItems(items - paths.length)}`] : lines;
}
