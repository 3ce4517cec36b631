import { resolve } from 'node:path';
import { ProblemError } from '../../../shared/problem-error.js';
import { readPlan, type SavedPlan } from '../../sync/saved-plan/read.js';
import type { CommandInput } from '../command.js';
import { checkPlaces, runAndReport } from '../sync/sync.js';
import type { SyncRequest } from '../sync/request.js';
import { openSession } from '../sync/open-session.js';
import type { ExitCode } from '../exit-code.js';
import { readOptions } from '../options/read-options.js';
import { withReporter } from '../output/with-reporter.js';
import { requestOf } from '../target-arguments/pair-argument.js';
import { readLocal, readRemote } from '../target-arguments/local-and-remote.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { profileOfPlan } from './profile-of-plan.js';
import { usageText } from '../text/usage.js';

/** Runs `apply`. */
export async function applyCommand(
  { operands, options: given }: CommandInput,
  context: CliContext,
): Promise<ExitCode> {
  const options = readOptions(given);
  const [file = ''] = operands;
  return withReporter(options, context, async (reporter) => {
    const plan = await planFrom(resolve(context.folder, file), context);
    const saved = plan.head.profile;
    if (saved === undefined) throw new ProblemError({ kind: 'invalid', ...usageText.planOfAProgram });
    const made = await profileOfPlan(plan.head, options, context, reporter);
    const request: SyncRequest =
      made === undefined
        ? {
            mode: plan.mode,
            local: readLocal(saved.localFolder, context),
            remote: { ...readRemote(saved.remoteFolder, context), userName: saved.userName },
            options: { ...options, trust: options.trust ?? saved.trustedCertificate },
            saved,
          }
        : requestOf(made.pair, options, context, made.profile.id);
    await checkPlaces(request, context, reporter);
    return openSession(request, context, reporter, 'sync', async (session) => {
      await session.expectFit(plan.head);
      return runAndReport(plan, session, options, context, reporter);
    });
  });
}

/** Reads a plan. One that can’t be read is a mistake on the command line: the wrong file. */
async function planFrom(file: string, { signal }: CliContext): Promise<SavedPlan> {
  try {
    return await readPlan(file, signal);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.kind !== 'stopped')
      throw new UsageError(error.problem);
    throw error;
  }
}
