import { isoLocal } from '../../../shared/format/iso-time.js';
import {
  type ItemOutcome,
  OUTCOME_KINDS,
  type OutcomeKind,
  type RunId,
  runTone,
} from '../../../shared/run/run.js';
import type { PastRun } from '../../../shared/run/history.js';
import type { Paint } from '../output/terminal-text.js';
import { recordsText } from '../text/records.js';
import * as v from 'valibot';
import { shown } from '../../../shared/format/shown.js';
import type { HistoryStore } from '../../state/history/history-store.js';
import type { CommandInput } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { readOptions } from '../options/read-options.js';
import { itemLine } from '../output/item-line.js';
import { withReporter } from '../output/with-reporter.js';
import type { Reporter } from '../output/reporter.js';
import { readPairArgument, requestsFor } from '../target-arguments/pair-argument.js';
import { forEachPair } from '../target-arguments/profile-pairs.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { findRun, pastRuns } from './find-run.js';
import { pairWithRun } from './pair-with-run.js';
import { readRecords } from './read-records.js';
import { usageText } from '../text/usage.js';

const ITEMS_AT_ONCE = 500;

const LimitSchema = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^[1-9]\d{0,8}$/),
    v.transform((digits) => Number(digits)),
  ),
  '50',
);

/** Which items of a run to list. */
interface ItemSelection {
  readonly only: readonly OutcomeKind[] | undefined;
  readonly find: string;
}

/** Runs `history`. */
export async function historyCommand(
  { operands, options: given }: CommandInput,
  context: CliContext,
): Promise<ExitCode> {
  const { profile, pair, limit: most, only, find, ...rest } = given;
  const options = readOptions(rest);
  const where = readPairArgument(operands, { profile, pair }, 'RUN');
  const limit = readLimit(most);
  const selection = { only: readOnly(only), find: typeof find === 'string' ? find.toLowerCase() : '' };
  return withReporter(options, context, async (reporter) => {
    const all = await requestsFor(where, options, context);
    const { word } = where;
    const requests = word === undefined ? all : [await pairWithRun(all, word, context, reporter)];
    return forEachPair(requests, context, reporter, async (request) => {
      const any = await readRecords(
        request,
        context,
        reporter,
        (state) =>
          word === undefined
            ? reportRuns(state, limit, reporter)
            : reportRun(state, word, selection, reporter),
        false,
      );
      if (!any) reporter.remark('note', recordsText.noRuns);
      return EXIT.fine;
    });
  });
}

/** Tells of the runs on record; resolves with whether there are any. */
async function reportRuns(state: HistoryStore, limit: number, reporter: Reporter): Promise<boolean> {
  let told = 0;
  for await (const run of pastRuns(state)) {
    if (told === limit) {
      reporter.remark('note', recordsText.moreRuns(limit * 2));
      break;
    }
    const heading = told === 0;
    reporter.report({ kind: 'past-run', run }, (paint) =>
      heading ? `${paint('faint', recordsText.runHeading)}\n${runLine(run, paint)}` : runLine(run, paint),
    );
    told += 1;
  }
  return told > 0;
}

/** Tells of one run and its items. */
async function reportRun(
  state: HistoryStore,
  wanted: string,
  selection: ItemSelection,
  reporter: Reporter,
): Promise<boolean> {
  const run = await findRun(state, wanted);
  reporter.report({ kind: 'past-run', run }, (paint) => runLine(run, paint));
  const end = run.summary?.end;
  if (end?.kind === 'broken-off') reporter.remark('note', end.problem.what);
  for await (const item of itemsOf(state, run.runId, selection)) {
    reporter.report({ kind: 'past-item', runId: run.runId, item }, (paint) =>
      itemLine(item, { paint, isFolder: false, note: whyOf(item) }),
    );
  }
  return true;
}

async function* itemsOf(
  state: HistoryStore,
  runId: RunId,
  { only, find }: ItemSelection,
): AsyncGenerator<ItemOutcome> {
  let after: number | undefined;
  do {
    const page = await state.outcomesOf(runId, { after, limit: ITEMS_AT_ONCE, only });
    for (const item of page.items) if (item.path.toLowerCase().includes(find)) yield item;
    after = page.next;
  } while (after !== undefined);
}

function whyOf({ outcome }: ItemOutcome): string | undefined {
  return outcome.kind === 'skipped' || outcome.kind === 'failed' ? shown(outcome.problem.what) : undefined;
}

function readLimit(given: unknown): number {
  const parsed = v.safeParse(LimitSchema, given);
  if (parsed.success) return parsed.output;
  throw new UsageError(usageText.invalidOption('--limit', usageText.limit));
}

/** The ends that an item on record can have come to. */
const ENDS = OUTCOME_KINDS.filter((kind) => kind !== 'would-do');

function readOnly(given: unknown): readonly OutcomeKind[] | undefined {
  if (typeof given !== 'string') return undefined;
  const words = given.split(',').map((word) => word.trim());
  const kinds = ENDS.filter((kind) => words.includes(kind));
  if (kinds.length === new Set(words).size) return kinds;
  throw new UsageError(usageText.invalidOption('--only', usageText.only(ENDS)));
}

/** A past run in one line, under `recordsText.runHeading`: its name, when it began, from where, and what it did. */
function runLine(run: PastRun, paint: Paint): string {
  const { runId, startedMs, summary } = run;
  const trigger = summary?.trigger ?? run.unended?.trigger;
  const from = trigger === undefined ? '' : recordsText.triggers[trigger];
  const tone = summary === undefined ? 'doubt' : runTone(summary) === 'good' ? 'plain' : 'doubt';
  return `${paint('change', recordsText.runId(runId))}  ${isoLocal(startedMs)}  ${from.padEnd(12)}  ${paint(tone, recordsText.run(run))}`;
}
