import { deletionWords } from '../../../shared/plan/deletion-limit.js';
import { stillDiffers } from '../../../shared/plan/still-differs.js';
import { deletionLimitOf } from '../../session/deletion-limit.js';
import type { Session } from '../../session/session.js';
import { settleConflicts } from '../conflict-prompt/settle-conflicts.js';
import { askerFor } from '../sign-in/sources.js';
import type { EngineEvent } from '../../../shared/run/run.js';
import type { Mode } from '../../../shared/profile/profile.js';
import type { Plan } from '../../sync/plan/plan.js';
import type { RunnablePlan } from '../../sync/plan/runnable-plan.js';
import type { Given } from '../command.js';
import type { ExitCode } from '../exit-code.js';
import { readOptions, type Options } from '../options/read-options.js';
import { hintFor } from '../output/hints.js';
import { withReporter } from '../output/with-reporter.js';
import type { Reporter } from '../output/reporter.js';
import { shortId } from '../history/find-run.js';
import { moment, unendedWords } from '../history/run-line.js';
import { planWords } from '../output/summary-messages.js';
import { readLocal, readRemote, refuseOverlap } from '../target-arguments/places.js';
import type { CliContext } from '../cli-context.js';
import { compareSides, refuseClashes } from './compare-sides.js';
import { exitCodeOf, isOpenTypeChange, isUnresolved } from './exit-code-of.js';
import { leftWords } from './left-by-mode.js';
import { removePyftpsyncRecords } from './migrate.js';
import { checkRequest, type SyncRequest } from './request.js';
import { openSession } from './open-session.js';

/** Does `upload`, `download` or `sync` as the command line asks for it. */
export async function evenAsGiven(
  mode: Mode,
  { operands, options: given }: Given,
  shell: CliContext,
): Promise<ExitCode> {
  const options = readOptions(given);
  const [local = '', remote = ''] = operands;
  const request: SyncRequest = {
    mode,
    local: readLocal(local, shell),
    remote: readRemote(remote, shell),
    options,
  };
  return withReporter(options, shell, (reporter) => even(request, shell, reporter));
}

/** Refuses folders that are one, and warns of a password that others can read. */
export async function checkPlaces(
  { remote, local }: SyncRequest,
  shell: CliContext,
  reporter: Reporter,
): Promise<void> {
  if (remote.address.kind === 'folder') {
    await refuseOverlap(local, remote.address.path, shell.platform);
  }
  if (remote.password === '') return;
  reporter.remark(
    'warning',
    'A password in an address can be read by others in the list of processes. Use the keyring, .netrc or EVENKEEL_PASSWORD.',
  );
}

/** Compares the two folders of a request and makes them even, as far as its options let it. */
export async function even(request: SyncRequest, shell: CliContext, reporter: Reporter): Promise<ExitCode> {
  checkRequest(request);
  await checkPlaces(request, shell, reporter);
  return openSession(request, shell, reporter, 'run', async (session) => {
    await tellOfCutRun(session, reporter);
    const { plan } = await compareSides(session, request.options, shell, reporter);
    refuseClashes(plan, session.profile);
    if (request.options.dryRun !== true) {
      await askAboutConflicts(plan, session, request.options, shell, reporter);
    }
    return runAndTell(plan, session, request.options, shell, reporter);
  });
}

/** After a kill: that the last run was cut, and how far it had come. */
async function tellOfCutRun(session: Session, reporter: Reporter): Promise<void> {
  const cut = await session.cutRun();
  if (cut?.unended === undefined) return;
  reporter.remark(
    'note',
    `The last run, ${shortId(cut.runId)} of ${moment(cut.startedMs)}, was ${unendedWords(cut.unended)}. This one continues from there.`,
  );
}

/** Asks about each open conflict, where there is somebody to ask. */
export async function askAboutConflicts(
  plan: Plan,
  { policy, targets }: Session,
  options: Options,
  shell: CliContext,
  reporter: Reporter,
): Promise<void> {
  const asker = askerFor(options, shell);
  if (asker === undefined) return;
  reporter.pause();
  const say = (text: string): void => shell.err.write(`${text}\n`);
  await settleConflicts({ plan, policy, targets, asker, signal: shell.signal, say });
}

/** What a plan would do, in one line, and whether a run of it would stop and ask first (S7). */
export function tellPlan({ totals }: Pick<RunnablePlan, 'totals'>, reporter: Reporter): void {
  reporter.remark('note', planWords(totals));
  if (totals.deletionLimit === undefined) return;
  const { what } = deletionWords(totals.deletionLimit);
  reporter.remark('warning', `${what} A run would stop and ask; with --yes it continues.`);
}

/**
 * Carries a plan out, tells what comes of it, and says how the program ends. Asks before much is deleted, where there is somebody to
 * ask (S7).
 */
export async function runAndTell(
  plan: RunnablePlan,
  session: Session,
  options: Options,
  shell: CliContext,
  reporter: Reporter,
): Promise<ExitCode> {
  const dryRun = options.dryRun === true;
  const asker = dryRun ? undefined : askerFor(options, shell);
  let passBrakes = options.yes === true;
  if (asker !== undefined && !passBrakes) {
    const limit = deletionLimitOf(plan);
    if (limit !== undefined) {
      reporter.pause();
      shell.err.write(`${limit.what} ${limit.advice}\n`);
      passBrakes = (await asker.line('Continue anyway? (y/N) '))?.trim().toLowerCase() === 'y';
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
  const report = await session.run(plan, { dryRun, passBrakes, emit });
  if (dryRun) tellPlan(plan, reporter);
  for (const words of leftWords(left)) reporter.remark('note', words);
  if (report.end.kind === 'broken-off') {
    reporter.failure({ ...report.end.problem, advice: hintFor(report.end.problem) });
  }
  if (options.migrate === true && !dryRun) {
    if (report.end.kind === 'finished' && report.counts.failed === 0 && unresolved === 0) {
      await removePyftpsyncRecords(plan.items.values(), session, shell.signal, reporter);
    } else reporter.remark('note', 'pyftpsync’s records are kept, because not everything is in sync.');
  }
  return exitCodeOf(
    report,
    options.reportProblems === true ? unresolved + left.byMode.length + left.special.length : typeChanges,
  );
}
