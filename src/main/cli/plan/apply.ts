import { resolve } from 'node:path';
import { ProblemError } from '../../../shared/problem-error.js';
import { readPlan, type SavedPlan } from '../../sync/saved-plan/read.js';
import type { Given } from '../command.js';
import { checkPlaces, runAndTell } from '../sync/sync.js';
import type { SyncRequest } from '../sync/request.js';
import { openSession } from '../sync/open-session.js';
import type { ExitCode } from '../exit-code.js';
import { readOptions } from '../options/read-options.js';
import { withReporter } from '../output/with-reporter.js';
import { requestOf } from '../target-arguments/profile-request.js';
import { readLocal, readRemote } from '../target-arguments/places.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { profileOfPlan } from './profile-of-plan.js';

/** Does `apply` as the command line asks for it. */
export async function applyAsGiven(
  { operands, options: given }: Given,
  shell: CliContext,
): Promise<ExitCode> {
  const options = readOptions(given);
  const [file = ''] = operands;
  return withReporter(options, shell, async (reporter) => {
    const plan = await planFrom(resolve(shell.folder, file), shell);
    const saved = plan.head.profile;
    if (saved === undefined) throw new ProblemError(OF_A_PROGRAM);
    const profile = await profileOfPlan(plan.head, options, shell, reporter);
    const request: SyncRequest =
      profile === undefined
        ? {
            mode: plan.mode,
            local: readLocal(saved.localFolder, shell),
            remote: { ...readRemote(saved.remoteFolder, shell), userName: saved.userName },
            options: { ...options, trust: options.trust ?? saved.trustedCertificate },
            saved,
          }
        : requestOf(profile, options, shell);
    await checkPlaces(request, shell, reporter);
    return openSession(request, shell, reporter, 'run', async (session) => {
      await session.expectFit(plan.head);
      return runAndTell(plan, session, options, shell, reporter);
    });
  });
}

/** A plan that cannot be read is a file that was named wrongly. */
async function planFrom(file: string, { signal }: CliContext): Promise<SavedPlan> {
  try {
    return await readPlan(file, signal);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.kind !== 'stopped')
      throw new UsageError(error.problem.what, error.problem.advice);
    throw error;
  }
}

const OF_A_PROGRAM = {
  kind: 'invalid',
  what: 'The plan was made by a program for its own targets.',
  advice: 'Run it with that program.',
} as const;
