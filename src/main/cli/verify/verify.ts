import * as v from 'valibot';
import { explain } from '../../../shared/plan/explain.js';
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
import type { CommandInput } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { readOptions, type Options } from '../options/read-options.js';
import { TAG_COLUMNS } from '../output/item-line.js';
import type { Reporter } from '../output/reporter.js';
import type { Tone } from '../output/terminal-text.js';
import { withReporter } from '../output/with-reporter.js';
import { compareSides, refuseClashes } from '../sync/compare-sides.js';
import { checkRequest, MODES, RESOLVES, type SyncRequest } from '../sync/request.js';
import { openSession } from '../sync/open-session.js';
import { promptForConflicts, checkPlaces, runAndReport } from '../sync/sync.js';
import { readPairArgument, requestsFor } from '../target-arguments/pair-argument.js';
import { forEachPair } from '../target-arguments/profile-pairs.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { folderText } from '../text/folders.js';
import { usageText } from '../text/usage.js';

/** The options of this command alone; commander has checked the choices. */
const OwnSchema = v.object({
  mode: v.optional(v.string()),
  profile: v.optional(v.string()),
  pair: v.optional(v.string()),
  repair: v.optional(v.boolean(), false),
});

/** Runs `verify`. */
export async function verifyCommand(
  { operands, options: given }: CommandInput,
  context: CliContext,
): Promise<ExitCode> {
  const { mode, profile, pair, repair, ...rest } = given;
  const own = v.parse(OwnSchema, { mode, profile, pair, repair });
  const options = readOptions(rest);
  return withReporter(options, context, async (reporter) => {
    const requests = await requestsOf(operands, own, options, context);
    return forEachPair(requests, context, reporter, (request, asking) =>
      verifyPair(request, own.repair, options, asking, reporter),
    );
  });
}

async function verifyPair(
  request: SyncRequest,
  repair: boolean,
  options: Options,
  context: CliContext,
  reporter: Reporter,
): Promise<ExitCode> {
  checkRequest(request);
  await checkPlaces(request, context, reporter);
  return openSession(request, context, reporter, repair ? 'run' : 'look', async (session) => {
    const { plan } = await compareSides(session, request.options, context, reporter);
    const counts = report(plan, reporter);
    if (!repair) return exitOf(counts);
    refuseClashes(plan, session.profile);
    const isDryRun = options.dryRun === true;
    if (!isDryRun) await promptForConflicts(plan, session, options, context, reporter);
    reportDeletions(plan, reporter);
    const code = await runAndReport(plan, session, { ...options, reportProblems: true }, context, reporter);
    if (code !== EXIT.fine) return code;
    if (isDryRun) return exitOf(counts);
    return counts.unread > 0 ? EXIT.failed : EXIT.fine;
  });
}

/** S1: unless it repairs, it changes nothing at all. */
async function requestsOf(
  operands: readonly string[],
  { mode, profile, pair, repair }: v.InferOutput<typeof OwnSchema>,
  options: Options,
  context: CliContext,
): Promise<readonly SyncRequest[]> {
  if (profile !== undefined && (operands.length > 0 || mode !== undefined)) {
    throw new UsageError(usageText.profileHasMode);
  }
  // The side that is copied from is taken for the good one, whatever has become of the other.
  const force = repair && mode !== undefined && mode !== 'sync';
  const asked: Options = {
    ...options,
    compare: 'content',
    ...(force ? { force: true } : {}),
    ...(repair ? {} : { dryRun: true }),
  };
  const requests = await requestsFor(readPairArgument(operands, { profile, pair }, ''), asked, context);
  return requests.map((request) => {
    const { saved } = request;
    if (saved === undefined) return { ...request, mode: MODES[mode ?? 'sync'] ?? 'two-way' };
    const resolve = options.resolve === undefined ? saved.options.resolve : RESOLVES[options.resolve];
    return { ...request, saved: { ...saved, options: { ...saved.options, resolve, comparison: 'content' } } };
  });
}

/** A repair is a sync: it also copies deletions since the last sync. */
function reportDeletions({ totals }: Plan, reporter: Reporter): void {
  for (const side of ['local', 'remote'] as const) {
    const { items } = totals.delete[side];
    if (items > 0) reporter.remark('note', folderText.repairDeletes(items, side));
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
function report(plan: Plan, reporter: Reporter): VerificationCounts {
  reporter.pause();
  for (const item of plan.items.values()) {
    const found = verificationOf(item);
    if (found === undefined || found === 'same' || found === 'left-out') continue;
    const [tag, tone] = TAGS[found];
    reporter.report({ kind: 'verified-item', item: infoOf(item, found) }, (paint) => {
      const why = found === 'different' || found === 'unread' ? `\n  ${shown(explain(item))}` : '';
      return `${paint(tone, tag.padEnd(TAG_COLUMNS))}  ${shown(item.path)}${why}`;
    });
  }
  const counts = countVerifications(plan.items.values());
  reporter.report({ kind: 'verified', counts }, () => folderText.verified(counts));
  return counts;
}

function infoOf(item: PlanItem, found: Exclude<Verification, 'same' | 'left-out'>) {
  const { path, local, remote } = item;
  return { path, found, local: local.class, remote: remote.class, text: explain(item) };
}
