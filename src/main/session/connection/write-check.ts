import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { problemOf, ProblemError } from '../../../shared/problem-error.js';
import type { ProfileOptions } from '../../../shared/profile/profile-options.js';
import { OwnNames } from '../../sync/base/own-names.js';
import type { Target } from '../../targets/target.js';
import { connectionProblems } from './text.js';

/** How long taking the file away again may take, in milliseconds, even after somebody has stopped the check. */
const TIDY_MS = 10_000;

/**
 * Writes a small file into the root of a target as a run would, and deletes it. Its name is one of Evenkeel's own, so that no sync ever takes it
 * for content. Rejects with a `ProblemError`, also where it could not be deleted.
 */
export async function checkWriting(
  target: Target,
  { ownNames, writing }: Pick<ProfileOptions, 'ownNames' | 'writing'>,
  nowMs: number,
  signal: AbortSignal,
): Promise<void> {
  const own = new OwnNames(ownNames);
  const token = randomBytes(4).toString('hex');
  const path = own.temporaryPath('x', token, nowMs, 0);
  const temporaryPath = writing === 'in-place' ? path : own.temporaryPath('x', token, nowMs, 1);
  const content = Buffer.from(connectionProblems.testFile);
  let written = false;
  try {
    await target.write(path, Readable.from([content]), {
      temporaryPath,
      size: content.length,
      modifiedMs: undefined,
      beforeReplace: () => {
        written = true;
        return Promise.resolve(undefined);
      },
      signal,
    });
    written = true;
  } catch (error) {
    if (written || signal.aborted) await remove(target, [path, temporaryPath]).catch(() => undefined);
    throw error;
  }
  await remove(target, [path]);
}

async function remove(target: Target, paths: readonly string[]): Promise<void> {
  const signal = AbortSignal.timeout(TIDY_MS);
  try {
    for (const path of new Set(paths)) await target.removeFile(path, signal);
  } catch (cause) {
    const { kind, what } = problemOf(cause);
    throw new ProblemError(
      {
        kind,
        ...connectionProblems.notDeleted(paths[0] ?? '', what),
        side: 'remote',
      },
      { cause },
    );
  }
}
