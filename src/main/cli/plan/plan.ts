import { resolve } from 'node:path';
import * as v from 'valibot';
import { planHead } from '../../session/plan-head.js';
import type { Comparison, Session } from '../../session/session.js';
import { savePlan } from '../../sync/saved-plan/write.js';
import type { Given } from '../command.js';
import { compareSides, refuseClashes } from '../sync/compare-sides.js';
import { askAboutConflicts, checkPlaces, tellPlan } from '../sync/sync.js';
import { checkRequest, MODES, type SyncRequest } from '../sync/request.js';
import { openSession } from '../sync/open-session.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { readOptions, type Options } from '../options/read-options.js';
import { levelOf, withReporter } from '../output/with-reporter.js';
import type { Reporter } from '../output/reporter.js';
import { LEVEL_OF, USUAL_LEVEL } from '../output/text-reporter.js';
import { painter } from '../output/style.js';
import { readLocal, readRemote } from '../target-arguments/places.js';
import type { CliContext } from '../cli-context.js';
import { conflictLines } from './conflict-lines.js';
import { planTable } from './plan-table.js';

/** The options of these commands alone; commander has checked the choices. */
const OwnSchema = v.object({ mode: v.optional(v.string(), 'sync'), out: v.optional(v.string()) });

/** Does `plan` as the command line asks for it. */
export async function planAsGiven(given: Given, shell: CliContext): Promise<ExitCode> {
  const { request, out } = read(given, shell);
  return comparing(request, shell, async ({ plan, binding }, reporter, session) => {
    // What is only looked at needs no decisions.
    if (out !== undefined) await askAboutConflicts(plan, session, request.options, shell, reporter);
    tellLines(planTable([...plan.items.values()], lookOf(request.options, shell)), request, shell, reporter);
    tellPlan(plan, reporter);
    if (out !== undefined) {
      const head = { ...planHead(binding, session.profile), savedMs: shell.now() };
      await savePlan(resolve(shell.folder, out), head, plan, shell.signal);
      reporter.remark('note', `Plan saved. Run it with: evenkeel apply ${out}`);
    }
  });
}

/** Does `conflicts` as the command line asks for it. */
export async function conflictsAsGiven(given: Given, shell: CliContext): Promise<ExitCode> {
  const { request } = read(given, shell);
  return comparing(request, shell, ({ plan }, reporter) => {
    tellLines(conflictLines(plan.items.values(), lookOf(request.options, shell)), request, shell, reporter);
    if (plan.totals.conflict.items === 0) reporter.remark('note', 'There are no conflicts.');
    return Promise.resolve();
  });
}

function read(
  { operands, options: given }: Given,
  shell: CliContext,
): { readonly request: SyncRequest; readonly out: string | undefined } {
  const { mode: wanted, out, ...rest } = given;
  const own = v.parse(OwnSchema, { mode: wanted, out });
  const [local = '', remote = ''] = operands;
  const request: SyncRequest = {
    mode: MODES[own.mode] ?? 'two-way',
    local: readLocal(local, shell),
    remote: readRemote(remote, shell),
    // S1: whatever can be mended on the way is not mended for a plan.
    options: { ...readOptions(rest), dryRun: true },
  };
  return { request, out: own.out };
}

/** Compares, and lets `tell` say what came of it. Nothing is changed on either side. */
async function comparing(
  request: SyncRequest,
  shell: CliContext,
  tell: (comparison: Comparison, reporter: Reporter, session: Session) => Promise<void>,
): Promise<ExitCode> {
  return withReporter(request.options, shell, async (reporter) => {
    checkRequest(request);
    await checkPlaces(request, shell, reporter);
    return openSession(request, shell, reporter, 'look', async (session) => {
      const comparison = await compareSides(session, request.options, shell, reporter);
      const { plan } = comparison;
      refuseClashes(plan, session.profile);
      await tell(comparison, reporter, session);
      const open = request.options.reportProblems === true && plan.totals.conflict.items > 0;
      return open ? EXIT.unresolved : EXIT.fine;
    });
  });
}

/** The events tell a program the same. */
function tellLines(
  lines: Iterable<string>,
  { options }: SyncRequest,
  shell: CliContext,
  reporter: Reporter,
): void {
  reporter.pause();
  if (options.json === true || levelOf(options) < USUAL_LEVEL) return;
  for (const line of lines) shell.out.write(`${line}\n`);
}

function lookOf(options: Options, { out, env }: CliContext) {
  const all = levelOf(options) >= LEVEL_OF.detail;
  return { columns: out.columns, paint: painter(out, env, options.color !== false), all };
}
