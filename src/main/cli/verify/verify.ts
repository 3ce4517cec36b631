import * as v from 'valibot';
import { explain } from '../../../shared/plan/explain.js';
import { formatItems } from '../../../shared/format/size.js';
import { shown } from '../../../shared/format/shown.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import {
  countVerifications,
  differencesIn,
  verificationOf,
  type Verification,
  type VerificationCounts,
} from '../../sync/decide/verification.js';
import type { Plan } from '../../sync/plan/plan.js';
import type { Given } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { readOptions, type Options } from '../options/read-options.js';
import { TAG_COLUMNS } from '../output/item-line.js';
import type { Reporter } from '../output/reporter.js';
import type { Tone } from '../output/style.js';
import { withReporter } from '../output/with-reporter.js';
import { compareSides, refuseClashes } from '../sync/compare-sides.js';
import { checkRequest, MODES, RESOLVES, type SyncRequest } from '../sync/request.js';
import { openSession } from '../sync/open-session.js';
import { askAboutConflicts, checkPlaces, runAndTell } from '../sync/sync.js';
import { readWhere, requestFor } from '../target-arguments/where.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';

/** The options of this command alone; commander has checked the choices. */
const OwnSchema = v.object({
  mode: v.optional(v.string()),
  profile: v.optional(v.string()),
  repair: v.optional(v.boolean(), false),
});

/** Does `verify` as the command line asks for it. */
export async function verifyAsGiven(
  { operands, options: given }: Given,
  shell: CliContext,
): Promise<ExitCode> {
  const { mode, profile, repair, ...rest } = given;
  const own = v.parse(OwnSchema, { mode, profile, repair });
  const options = readOptions(rest);
  return withReporter(options, shell, async (reporter) => {
    const request = await requestOf(operands, own, options, shell);
    checkRequest(request);
    await checkPlaces(request, shell, reporter);
    return openSession(request, shell, reporter, own.repair ? 'run' : 'look', async (session) => {
      const { plan } = await compareSides(session, request.options, shell, reporter);
      const counts = tell(plan, reporter);
      if (!own.repair) return exitOf(counts);
      refuseClashes(plan, session.profile);
      const isDryRun = options.dryRun === true;
      if (!isDryRun) await askAboutConflicts(plan, session, options, shell, reporter);
      tellDeletions(plan, reporter);
      const code = await runAndTell(plan, session, { ...options, reportProblems: true }, shell, reporter);
      if (code !== EXIT.fine) return code;
      if (isDryRun) return exitOf(counts);
      return counts.unread > 0 ? EXIT.failed : EXIT.fine;
    });
  });
}

/** S1: unless it repairs, it changes nothing at all. */
async function requestOf(
  operands: readonly string[],
  { mode, profile, repair }: v.InferOutput<typeof OwnSchema>,
  options: Options,
  shell: CliContext,
): Promise<SyncRequest> {
  if (profile !== undefined && (operands.length > 0 || mode !== undefined)) {
    throw new UsageError(
      'A profile already has two folders and a mode.',
      'Use either --profile NAME, or LOCAL REMOTE.',
    );
  }
  // The side that is copied from is taken for the good one, whatever has become of the other.
  const force = repair && mode !== undefined && mode !== 'sync';
  const asked: Options = {
    ...options,
    compare: 'content',
    ...(force ? { force: true } : {}),
    ...(repair ? {} : { dryRun: true }),
  };
  const request = await requestFor(readWhere(operands, profile, ''), asked, shell);
  const { saved } = request;
  if (saved === undefined) return { ...request, mode: MODES[mode ?? 'sync'] ?? 'two-way' };
  const resolve = options.resolve === undefined ? saved.options.resolve : RESOLVES[options.resolve];
  return { ...request, saved: { ...saved, options: { ...saved.options, resolve, comparison: 'content' } } };
}

/** A repair is a sync: it carries on what was deleted on one side since the last run. */
function tellDeletions({ totals }: Plan, reporter: Reporter): void {
  for (const side of ['local', 'remote'] as const) {
    const { items } = totals.delete[side];
    if (items > 0)
      reporter.remark(
        'note',
        `Like any sync, the repair also deletes ${formatItems(items)} on the ${side} side.`,
      );
  }
}

function exitOf(counts: VerificationCounts): ExitCode {
  if (counts.unread > 0) return EXIT.failed;
  return differencesIn(counts) > 0 ? EXIT.unresolved : EXIT.fine;
}

const TAGS: Readonly<Record<Exclude<Verification, 'same' | 'left-out'>, readonly [string, Tone]>> = {
  different: ['DIFFERENT', 'doubt'],
  'only-local': ['ONLY LOCAL', 'doubt'],
  'only-remote': ['ONLY REMOTE', 'doubt'],
  unread: ['UNREAD', 'danger'],
};

/** Tells of every file that is not the same on both sides, and how many came to what. */
function tell(plan: Plan, reporter: Reporter): VerificationCounts {
  reporter.pause();
  for (const item of plan.items.values()) {
    const found = verificationOf(item);
    if (found === undefined || found === 'same' || found === 'left-out') continue;
    const [tag, tone] = TAGS[found];
    reporter.tell({ kind: 'verified-item', item: toldOf(item, found) }, (paint) => {
      const why = found === 'different' || found === 'unread' ? `\n  ${shown(explain(item))}` : '';
      return `${paint(tone, tag.padEnd(TAG_COLUMNS))}  ${shown(item.path)}${why}`;
    });
  }
  const counts = countVerifications(plan.items.values());
  reporter.tell({ kind: 'verified', counts }, () => wordsOf(counts));
  return counts;
}

function toldOf(item: PlanItem, found: Exclude<Verification, 'same' | 'left-out'>) {
  const { path, local, remote } = item;
  return { path, found, local: local.class, remote: remote.class, text: explain(item) };
}

function wordsOf(counts: VerificationCounts): string {
  const differences = differencesIn(counts);
  const leftOut = counts['left-out'] > 0 ? ` ${formatItems(counts['left-out'])} were not compared.` : '';
  const unread = counts.unread > 0 ? `, ${formatItems(counts.unread)} could not be read` : '';
  if (differences === 0 && unread === '')
    return `${formatItems(counts.same, 'file')} compared by content, and all are the same.${leftOut}`;
  const parts = [
    `${formatItems(counts.different)} different`,
    `${formatItems(counts['only-local'])} only local`,
    `${formatItems(counts['only-remote'])} only remote`,
  ];
  return `${formatItems(counts.same, 'file')} the same, ${parts.join(', ')}${unread}.${leftOut}`;
}
