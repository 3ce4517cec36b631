import { deletionWords } from '../../../shared/plan/deletion-finding.js';
import { stillDiffers } from '../../../shared/plan/still-differs.js';
import { deletionLimitOf } from '../../session/deletion-limit.js';
import type { Session } from '../../session/session.js';
import { settleConflicts } from '../conflict-prompt/settle-conflicts.js';
import { askerFor } from '../sign-in/sources.js';
import type { EngineEvent } from '../../../shared/run/run.js';
import type { Mode } from '../../../shared/profile/profile.js';
import type { Plan } from '../../sync/plan/plan.js';
import type { RunnablePlan } from '../../sync/plan/runnable-plan.js';
import type { CommandInput } from '../command.js';
import type { ExitCode } from '../exit-code.js';
import { readOptions, type Options } from '../options/read-options.js';
import { hintFor } from '../output/hints.js';
import { withReporter } from '../output/with-reporter.js';
import type { Reporter } from '../output/reporter.js';
import { readLocal, readRemote, refuseOverlap } from '../target-arguments/local-and-remote.js';
import type { CliContext } from '../cli-context.js';
import { readOnly } from '../target-arguments/only-paths.js';
import { compareSides, refuseClashes } from './compare-sides.js';
import { exitCodeOf, isOpenTypeChange, isUnresolved } from './exit-code-of.js';
import { removePyftpsyncRecords } from './migrate.js';
import { checkRequest, type SyncRequest } from './request.js';
import { openSession } from './open-session.js';
import { cliRunText } from '../text/run.js';
import { recordsText } from '../text/records.js';

/** Runs `upload`, `download` or `sync`. */
export async function syncCommand(
  mode: Mode,
  { operands, options: given }: CommandInput,
  context: CliContext,
): Promise<ExitCode> {
  const options = readOptions(given);
  const [local = '', remote = ''] = operands;
  const request: SyncRequest = {
    mode,
    local: readLocal(local, context),
    remote: readRemote(remote, context),
    options,
  };
  // A mistake is told before anything is connected.
  readOnly(options.only ?? [], request.local, context.platform);
  return withReporter(options, context, (reporter) => syncFolders(request, context, reporter));
}

/** Refuses two folders of which one contains the other, and warns of a password that others can read. */
export async function checkPlaces(
  { remote, local }: SyncRequest,
  context: CliContext,
  reporter: Reporter,
): Promise<void> {
  if (remote.address.kind === 'folder') {
    await refuseOverlap(local, remote.address.path, context.platform);
  }
  if (remote.password === '') return;
  reporter.remark('warning', cliRunText.passwordInAddress);
}

/** Compares the two folders of a request and syncs them, as far as its options allow. */
export async function syncFolders(
  request: SyncRequest,
  context: CliContext,
  reporter: Reporter,
): Promise<ExitCode> {
  checkRequest(request);
  await checkPlaces(request, context, reporter);
  return openSession(request, context, reporter, 'sync', async (session) => {
    await reportCutRun(session, reporter);
    const { plan } = await compareSides(session, request.options, context, reporter);
    refuseClashes(plan, session.profile);
    if (request.options.dryRun !== true) {
      await promptForConflicts(plan, session, request.options, context, reporter);
    }
    return runAndReport(plan, session, request.options, context, reporter);
  });
}

/** After a kill: that the last run was cut, and how far it had come. */
async function reportCutRun(session: Session, reporter: Reporter): Promise<void> {
  const cut = await session.cutRun();
  if (cut?.unended === undefined) return;
  reporter.remark(
    'note',
    cliRunText.continuesFrom(recordsText.runId(cut.runId), cut.startedMs, recordsText.unended(cut.unended)),
  );
}

/** Asks about each open conflict, where there is somebody to ask. */
export async function promptForConflicts(
  plan: Plan,
  { policy, targets, state }: Session,
  options: Options,
  context: CliContext,
  reporter: Reporter,
): Promise<void> {
  const asker = askerFor(options, context);
  if (asker === undefined) return;
  reporter.pause();
  const say = (text: string): void => context.err.write(`${text}\n`);
  await settleConflicts({ plan, policy, targets, state, asker, signal: context.signal, say });
}

/** What a plan would do, in one line, and whether a run of it would stop and ask first (S7). */
export function reportPlan({ totals }: Pick<RunnablePlan, 'totals'>, reporter: Reporter): void {
  reporter.remark('note', cliRunText.plan(totals));
  if (totals.deletionLimit === undefined) return;
  const { what } = deletionWords(totals.deletionLimit);
  reporter.remark('warning', cliRunText.wouldAsk(what));
}

/**
 * Carries a plan out, reports what comes of it, and returns the exit code. At a terminal, asks before it deletes unusually many files
 * (S7).
 */
export async function runAndReport(
  plan: RunnablePlan,
  session: Session,
  options: Options,
  context: CliContext,
  reporter: Reporter,
): Promise<ExitCode> {
  const dryRun = options.dryRun === true;
  const asker = dryRun ? undefined : askerFor(options, context);
  let exceedDeletionLimit = options.yes === true;
  if (asker !== undefined && !exceedDeletionLimit) {
    const limit = deletionLimitOf(plan);
    if (limit !== undefined) {
      reporter.pause();
      context.err.write(`${limit.what} ${limit.advice}\n`);
      exceedDeletionLimit = (await asker.line(cliRunText.continueAnyway))?.trim().toLowerCase() === 'y';
    }
  }
  reporter.planned(plan.items);
  const left = stillDiffers(plan.items);
  let unresolved = 0;
  let typeChanges = 0;
  const emit = (event: EngineEvent): void => {
    if (event.kind === 'item-finished' && isUnresolved(event.item)) unresolved += 1;
    if (event.kind === 'item-finished' && isOpenTypeChange(event.item)) typeChanges += 1;
    reporter.event(event);
  };
  const report = await session.run(plan, { dryRun, exceedDeletionLimit, emit });
  if (dryRun) reportPlan(plan, reporter);
  for (const sentence of cliRunText.leftDifferent(left)) reporter.remark('note', sentence);
  if (report.end.kind === 'broken-off') {
    reporter.failure({ ...report.end.problem, advice: hintFor(report.end.problem) });
  }
  if (options.migrate === true && !dryRun) {
    if (report.end.kind === 'finished' && report.counts.failed === 0 && unresolved === 0) {
      await removePyftpsyncRecords(plan.items.values(), session, context.signal, reporter);
    } else reporter.remark('note', cliRunText.recordsStay);
  }
  return exitCodeOf(
    report,
    options.reportProblems === true ? unresolved + left.byMode.length + left.special.length : typeChanges,
  );
}
