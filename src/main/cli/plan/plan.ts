import { resolve } from 'node:path';
import * as v from 'valibot';
import { planHead } from '../../session/plan-head.js';
import type { Comparison, Session } from '../../session/session.js';
import { savePlan } from '../../sync/saved-plan/write.js';
import type { CommandInput } from '../command.js';
import { compareSides, refuseClashes } from '../sync/compare-sides.js';
import { promptForConflicts, checkPlaces, reportPlan } from '../sync/sync.js';
import { checkRequest, MODES, type SyncRequest } from '../sync/request.js';
import { openSession } from '../sync/open-session.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { readOptions, type Options } from '../options/read-options.js';
import { levelOf, withReporter } from '../output/with-reporter.js';
import type { Reporter } from '../output/reporter.js';
import { LEVEL_OF, USUAL_LEVEL } from '../output/text-reporter.js';
import { painter } from '../output/terminal-text.js';
import { readLocal, readRemote } from '../target-arguments/local-and-remote.js';
import type { CliContext } from '../cli-context.js';
import { conflictLines } from './conflict-lines.js';
import { planTable } from './plan-table.js';
import { cliRunText } from '../text/run.js';

/** The options of these commands alone; commander has checked the choices. */
const OwnSchema = v.object({ mode: v.optional(v.string(), 'sync'), out: v.optional(v.string()) });

/** Runs `plan`. */
export async function planCommand(given: CommandInput, context: CliContext): Promise<ExitCode> {
  const { request, out } = read(given, context);
  return comparing(request, context, async ({ plan, binding }, reporter, session) => {
    // What is only looked at needs no decisions.
    if (out !== undefined) await promptForConflicts(plan, session, request.options, context, reporter);
    printLines(
      planTable([...plan.items.values()], tableStyleOf(request.options, context)),
      request,
      context,
      reporter,
    );
    reportPlan(plan, reporter);
    if (out !== undefined) {
      const head = { ...planHead(binding, session.profile), savedMs: context.now() };
      await savePlan(resolve(context.folder, out), head, plan, context.signal);
      reporter.remark('note', cliRunText.planSaved(out));
    }
  });
}

/** Runs `conflicts`. */
export async function conflictsCommand(given: CommandInput, context: CliContext): Promise<ExitCode> {
  const { request } = read(given, context);
  return comparing(request, context, ({ plan }, reporter) => {
    printLines(
      conflictLines(plan.items.values(), tableStyleOf(request.options, context)),
      request,
      context,
      reporter,
    );
    if (plan.totals.conflict.items === 0) reporter.remark('note', cliRunText.noConflicts);
    return Promise.resolve();
  });
}

function read(
  { operands, options: given }: CommandInput,
  context: CliContext,
): { readonly request: SyncRequest; readonly out: string | undefined } {
  const { mode: wanted, out, ...rest } = given;
  const own = v.parse(OwnSchema, { mode: wanted, out });
  const [local = '', remote = ''] = operands;
  const request: SyncRequest = {
    mode: MODES[own.mode] ?? 'two-way',
    local: readLocal(local, context),
    remote: readRemote(remote, context),
    // S1: nothing is created or repaired for a plan.
    options: { ...readOptions(rest), dryRun: true },
  };
  return { request, out: own.out };
}

/** Compares, and lets `report` say what came of it. Nothing is changed on either side. */
async function comparing(
  request: SyncRequest,
  context: CliContext,
  report: (comparison: Comparison, reporter: Reporter, session: Session) => Promise<void>,
): Promise<ExitCode> {
  return withReporter(request.options, context, async (reporter) => {
    checkRequest(request);
    await checkPlaces(request, context, reporter);
    return openSession(request, context, reporter, 'look', async (session) => {
      const comparison = await compareSides(session, request.options, context, reporter);
      const { plan } = comparison;
      refuseClashes(plan, session.profile);
      await report(comparison, reporter, session);
      const open = request.options.reportProblems === true && plan.totals.conflict.items > 0;
      return open ? EXIT.unresolved : EXIT.fine;
    });
  });
}

/** The events tell a program the same. */
function printLines(
  lines: Iterable<string>,
  { options }: SyncRequest,
  context: CliContext,
  reporter: Reporter,
): void {
  reporter.pause();
  if (options.json === true || levelOf(options) < USUAL_LEVEL) return;
  for (const line of lines) context.out.write(`${line}\n`);
}

function tableStyleOf(options: Options, { out, env }: CliContext) {
  const all = levelOf(options) >= LEVEL_OF.detail;
  return { columns: out.columns, paint: painter(out, env, options.color !== false), all };
}
