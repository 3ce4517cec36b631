import type { ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { spellingKey } from '../../../shared/entry/names.js';
import { joinPath, nameOf } from '../../../shared/entry/path.js';
import { ProblemError } from '../../../shared/problem-error.js';
import { printable } from '../../targets/item-path.js';
import type { Target } from '../../targets/target.js';
import type { Scope } from '../base/scope.js';
import type { Decision } from '../decide/folder-pair.js';

/** A part of the tree cannot be synced by itself; all of it can. */
export class ScopeError extends ProblemError {}

/** Throws a `ScopeError` where nothing at all can be synced by itself. */
export function expectSyncable(scope: Scope, onRecord: boolean, { local, remote }: Sides<Target>): void {
  const [path = ''] = scope.paths;
  if (!onRecord) {
    throw refused(
      path,
      'because these folders have never been synced',
      'Sync the whole folders once, then it can.',
    );
  }
  // Whether all times have shifted shows only in many files (S10).
  if (local.features.localTimes !== true && remote.features.localTimes !== true) return;
  throw refused(
    path,
    'because the server tells its times in an unknown time zone',
    'Sync the whole folders.',
  );
}

/**
 * A folder on the way has to be in sync, or to be created: what lies in one that is to be deleted, is in conflict, or was never synced is
 * decided with all of it. Throws a `ScopeError` otherwise.
 */
export function expectPassable({ path, action, local, remote, baseline }: PlanItem): void {
  const isFolder = local.entry?.kind === 'folder' && remote.entry?.kind === 'folder';
  if (isFolder && baseline?.kind === 'folder') return;
  if (action.kind === 'create-folder' || action.kind === 'leave') return;
  throw refused(path, 'because what happens to the folder has to be decided first', 'Sync the whole folder.');
}

/**
 * S9: a name that is in the way of one that is spelled otherwise, or comes in its place, is decided together with that one. Throws a
 * `ScopeError` where one is wanted and the other is not, also where nothing is spelled as it is wanted.
 */
export function expectNoOtherSpelling(
  folder: ItemPath,
  decided: readonly Decision[],
  wanted: ReadonlySet<string>,
): void {
  const others = new Set(
    decided
      .map(({ item }) => nameOf(item.path))
      .filter((name) => !wanted.has(name))
      .map(spellingKey),
  );
  for (const name of wanted) {
    if (!others.has(spellingKey(name))) continue;
    throw refused(
      joinPath(folder, name),
      'because another name differs from it only in case or accents',
      'Sync the folder that they are in.',
    );
  }
}

/** What is thrown where nothing but all that it holds shows whether the disk at `folder` is the one of the last run. */
export function mountedAnew(folder: ItemPath, side: Side): ScopeError {
  return new ScopeError({
    kind: 'invalid',
    what: `Single items can’t be synced, because the disk with ${folder === '' ? `the ${side} folder` : `“${printable(folder)}”`} was connected anew. Nothing was changed.`,
    advice: 'Sync the whole folders once, then they can.',
    side,
    path: folder,
  });
}

function refused(path: string, because: string, advice: string): ScopeError {
  return new ScopeError({
    kind: 'invalid',
    what: `“${path}” can’t be synced by itself, ${because}. Nothing was changed.`,
    advice,
    path,
  });
}
