import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { Action } from '../../../shared/plan/plan.js';
import { problemOf } from '../../../shared/problem-error.js';
import type { Problem } from '../../../shared/problem.js';
import type { Outcome, RunPurpose, RunReport } from '../../../shared/run/run.js';
import { isFatalProblem, isRefusal } from '../../../shared/problem-traits.js';
import type { Change } from '../../state/journal/change.js';
import { runInFrame, type FrameInput, type Running } from '../run/frame.js';
import { forEachBounded } from '../base/flow/bounded.js';
import { DryRunState, DryRunTarget } from './dry-run-target.js';
import { OwnNames } from '../base/own-names.js';
import { DEFAULT_OWN_FILES, type OwnFiles } from '../base/policy.js';
import { recoverIntents } from '../recover/recover.js';
import { isListed } from '../spelling/case-only-rename.js';
import { mayListOtherSpelling } from '../spelling/learn-spellings.js';
import { undoChange, type UndoDependencies } from './undo-item.js';
import { VersionKeeper } from '../versions/version-keeper.js';

/** What an undo or a restore needs. */
export interface UndoRunInput extends Omit<FrameInput, 'own' | 'dryRun' | 'breakLock'> {
  /** How Evenkeel's own files are called and kept; as usual where it is absent. */
  readonly own?: OwnFiles | undefined;
  /** Only say what would be restored and what would be refused, and touch nothing (S1). */
  readonly dryRun?: boolean | undefined;
}

/** What is to be undone, last change first, a page at a time. It may be asked for more than once. */
export type Pages = () => AsyncIterable<readonly Change[]>;

/**
 * Undoes changes. What somebody has changed since is skipped and reported. It is a run like any other: it is recorded, and can be undone.
 * `why` goes into its report.
 */
export async function undoChanges(input: UndoRunInput, pages: Pages, why: RunPurpose): Promise<RunReport> {
  const { targets, state, own = DEFAULT_OWN_FILES } = input;
  let itemsTotal = 0;
  const sides = new Set<Side>();
  for await (const page of pages()) {
    itemsTotal += page.length;
    for (const { side } of page) sides.add(side);
  }
  return runInFrame(
    { ...input, own, dryRun: input.dryRun === true },
    {
      total: { itemsTotal, bytesTotal: 0 },
      about: why,
      changes: [...sides].sort(),
      simulate: (running) => undoPages(input, pages, { ...running, signal: input.signal }),
      recovered: (signal) => recoverIntents(targets, state, signal),
      carryOut: (running) => undoPages(input, pages, running),
    },
  );
}

/** Undoes one page of changes after the other. Resolves with the problem that made it give up, if any. */
async function undoPages(
  input: UndoRunInput,
  pages: Pages,
  { report, token, startedMs, signal }: Running,
): Promise<Problem | undefined> {
  const { runId, targets, state, emit } = input;
  const dryRun = input.dryRun === true;
  const dependencies = dependenciesOf({ ...input, signal }, startedMs, token);
  const concurrency = Math.max(targets.local.features.concurrency, targets.remote.features.concurrency);
  let broken: Problem | undefined;
  const { lockFile } = new OwnNames(input.own?.names);
  for (const side of ['local', 'remote'] as const)
    if (!dryRun && (await mayListOtherSpelling(targets[side], lockFile, signal)))
      dependencies.keeper.expectOtherSpellings(side);

  const handle = async (change: Change): Promise<void> => {
    if (broken !== undefined) return;
    let outcome: Outcome = { kind: dryRun ? 'would-do' : 'done' };
    try {
      await undoChange(change, dependencies);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind === 'stopped') return;
      if (isFatalProblem(problem) && !signal.aborted) broken = problem;
      // A version that is no longer kept, or a folder that is gone, leaves its item as it is.
      const isSkipped = isRefusal(problem) || problem.kind === 'not-found';
      outcome = { kind: isSkipped ? 'skipped' : 'failed', problem };
    }
    const event = report.close(itemOf(change), outcome, { bytes: 0, of: 0 });
    if (!dryRun) await state.addOutcome(runId, event.item);
    emit(event);
  };

  for await (const page of pages()) {
    // Folders one by one, in order: what is restored into one comes after it, and what empties one before.
    for (const group of groups(page)) {
      // A dry run follows the order of the changes, since each builds on the ones before.
      await forEachBounded(group, dryRun ? 1 : concurrency, signal, handle, input.control);
    }
  }
  return broken;
}

/** The sides and the records; in a dry run stand-ins for them, so that the same decisions are made and nothing is touched (S1). */
function dependenciesOf(input: UndoRunInput, startedMs: number, token: string): UndoDependencies {
  const { runId, versions: policy, own = DEFAULT_OWN_FILES, now, signal } = input;
  const names = new OwnNames(own.names);
  const dryRun = input.dryRun === true;
  const targets = dryRun
    ? { local: new DryRunTarget(input.targets.local), remote: new DryRunTarget(input.targets.remote) }
    : input.targets;
  const state = dryRun ? new DryRunState(input.state) : input.state;
  const keeper = new VersionKeeper({ runId, startedMs, targets, state, policy, own, now, signal });
  let temporaries = 0;
  const temporaryPath = (path: ItemPath): ItemPath =>
    names.temporaryPath(path, token, startedMs, ++temporaries);
  const listed = (side: Side, path: ItemPath): Promise<boolean> =>
    isListed(input.targets[side], path, signal);
  return { targets, state, keeper, temporaryPath, isListed: listed, signal };
}

const FOLDER_CHANGES: ReadonlySet<Change['what']> = new Set<Change['what']>([
  'folder-created',
  'folder-deleted',
  'folder-moved',
]);

/** Runs of changes that do not depend on each other: files together, each folder by itself. */
function groups(page: readonly Change[]): Change[][] {
  const found: Change[][] = [];
  let files: Change[] = [];
  for (const change of page) {
    const isFolder = FOLDER_CHANGES.has(change.what);
    if (!isFolder && !files.some((one) => dependOnEachOther(one, change))) {
      if (files.length === 0) found.push(files);
      files.push(change);
      continue;
    }
    files = isFolder ? [] : [change];
    found.push(isFolder ? [change] : files);
  }
  return found;
}

/** Whether two changes are about the same item, or on one side one frees the name that the other takes. */
function dependOnEachOther(one: Change, other: Change): boolean {
  // Each says what was on record of it before.
  if (one.side !== other.side) return one.path === other.path;
  const names = [other.path, other.from];
  return names.includes(one.path) || (one.from !== undefined && names.includes(one.from));
}

/** The item that an undo of a change is about, under the path at which it is afterwards: a move is told the way it goes back. */
function itemOf(change: Change): { readonly path: ItemPath; readonly action: Action } {
  const { what, side, path, from } = change;
  if ((what === 'moved' || what === 'folder-moved') && from !== undefined) {
    return { path: from, action: { kind: 'move', on: side, from: path } };
  }
  return { path, action: actionOf(change) };
}

/** What undoing a change does to its side. */
function actionOf({ what, side, path, from }: Change): Action {
  switch (what) {
    case 'created':
    case 'folder-created':
      return { kind: 'delete', on: side };
    case 'replaced':
      return { kind: 'copy', to: side, replaces: true };
    case 'deleted':
      return { kind: 'copy', to: side, replaces: false };
    case 'folder-deleted':
      return { kind: 'create-folder', on: side };
    case 'moved':
    case 'folder-moved':
      return { kind: 'move', on: side, from: from ?? path };
  }
}
