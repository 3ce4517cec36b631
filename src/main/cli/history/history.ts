import * as v from 'valibot';
import { OUTCOME_KINDS, type ItemOutcome, type OutcomeKind, type RunId } from '../../../shared/run/run.js';
import { shown } from '../../../shared/format/shown.js';
import type { HistoryStore } from '../../state/history/history-store.js';
import type { Given } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { readOptions } from '../options/read-options.js';
import { itemLine } from '../output/item-line.js';
import { withReporter } from '../output/with-reporter.js';
import type { Reporter } from '../output/reporter.js';
import { readWhere, requestFor } from '../target-arguments/where.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { findRun, pastRuns } from './find-run.js';
import { fromMemory } from './remembered.js';
import { RUN_HEADING, runLine } from './run-line.js';

const ITEMS_AT_ONCE = 500;

const LimitSchema = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^[1-9]\d{0,8}$/),
    v.transform((digits) => Number(digits)),
  ),
  '50',
);

/** What of a run's account is wanted. */
interface Wish {
  readonly only: readonly OutcomeKind[] | undefined;
  readonly find: string;
}

/** Does `history` as the command line asks for it. */
export async function historyAsGiven(
  { operands, options: given }: Given,
  shell: CliContext,
): Promise<ExitCode> {
  const { profile, limit: most, only, find, ...rest } = given;
  const options = readOptions(rest);
  const where = readWhere(operands, profile, 'RUN');
  const limit = readLimit(most);
  const wish = { only: readOnly(only), find: typeof find === 'string' ? find.toLowerCase() : '' };
  return withReporter(options, shell, async (reporter) => {
    const request = await requestFor(where, options, shell);
    const any = await fromMemory(
      request,
      shell,
      reporter,
      (state) =>
        where.word === undefined
          ? tellRuns(state, limit, reporter)
          : tellRun(state, where.word, wish, reporter),
      false,
    );
    if (!any) reporter.remark('note', 'These folders have no runs yet.');
    return EXIT.fine;
  });
}

/** Tells of the runs on record; resolves with whether there are any. */
async function tellRuns(state: HistoryStore, limit: number, reporter: Reporter): Promise<boolean> {
  let told = 0;
  for await (const run of pastRuns(state)) {
    if (told === limit) {
      reporter.remark('note', `There are more; use --limit ${limit * 2} to see more.`);
      break;
    }
    const heading = told === 0;
    reporter.tell({ kind: 'past-run', run }, (paint) =>
      heading ? `${paint('faint', RUN_HEADING)}\n${runLine(run, paint)}` : runLine(run, paint),
    );
    told += 1;
  }
  return told > 0;
}

/** Tells of one run and its items. */
async function tellRun(
  state: HistoryStore,
  wanted: string,
  wish: Wish,
  reporter: Reporter,
): Promise<boolean> {
  const run = await findRun(state, wanted);
  reporter.tell({ kind: 'past-run', run }, (paint) => runLine(run, paint));
  const end = run.summary?.end;
  if (end?.kind === 'broken-off') reporter.remark('note', end.problem.what);
  for await (const item of itemsOf(state, run.runId, wish)) {
    reporter.tell({ kind: 'past-item', runId: run.runId, item }, (paint) =>
      itemLine(item, { paint, isFolder: false, note: whyOf(item) }),
    );
  }
  return true;
}

async function* itemsOf(
  state: HistoryStore,
  runId: RunId,
  { only, find }: Wish,
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
  throw new UsageError('Invalid value for --limit.', 'Use a whole number of runs, such as 20.');
}

/** The ends that an item on record can have come to. */
const ENDS = OUTCOME_KINDS.filter((kind) => kind !== 'would-do');

function readOnly(given: unknown): readonly OutcomeKind[] | undefined {
  if (typeof given !== 'string') return undefined;
  const words = given.split(',').map((word) => word.trim());
  const kinds = ENDS.filter((kind) => words.includes(kind));
  if (kinds.length === new Set(words).size) return kinds;
  throw new UsageError('Invalid value for --only.', `Use some of ${ENDS.join(', ')}.`);
}
