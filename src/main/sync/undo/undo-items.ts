import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { Action } from '../../../shared/plan/plan.js';
import { problemOf } from '../../../shared/problem-error.js';
import type { Problem } from '../../../shared/problem.js';
import type { Outcome, RunEnd, RunPurpose, RunReport, RunSummary } from '../../../shared/run/run.js';
import type { Change } from '../../state/journal/change.js';
import { ReportBuilder } from '../run/run-report.js';
import { lockState } from '../run/state-lock.js';
import { forEachBounded } from '../base/flow/bounded.js';
import { RunControl } from '../base/flow/run-control.js';
import { followPace } from '../base/flow/follow-pace.js';
import { isFatalProblem } from '../base/problem-traits.js';
import { DryRunMemory, DryRunTarget } from './dry-run-target.js';
import { OwnNames } from '../base/own-names.js';
import { DEFAULT_OWN_FILES, type OwnFiles, type VersionPolicy } from '../base/policy.js';
import { underLocks } from '../lock/lock.js';
import { conclude, recoverIntents } from '../recover/recover.js';
import type { RunInput } from '../run/run-input.js';
import { isListed } from '../spelling/case-only-rename.js';
import { learnHabits, mayRespell } from '../spelling/side-habits.js';
import { undoChange, type UndoDependencies } from './undo-item.js';
import { VersionKeeper } from '../versions/version-keeper.js';

/** What taking changes back shares with every other run: it is one. */
type OfAnyRun = Pick<
  RunInput,
  'runId' | 'profileId' | 'trigger' | 'targets' | 'state' | 'signal' | 'control' | 'emit' | 'now'
>;

export interface UndoRunInput extends OfAnyRun {
  readonly versions: VersionPolicy;
  /** How Evenkeel's own files are called and kept; as usual where it is absent. */
  readonly own?: OwnFiles | undefined;
  /** Only say what would be put back and what would be refused, and touch nothing (S1). */
  readonly dryRun?: boolean | undefined;
}

/** What is to be taken back, last change first, a page at a time. It may be asked for more than once. */
export type Pages = () => AsyncIterable<readonly Change[]>;

/**
 * Takes changes back. What somebody has changed since is skipped and reported. It is a run like any other: it is recorded, and can be
 * undone. `why` goes into its account.
 */
export async function undoChanges(input: UndoRunInput, pages: Pages, why: RunPurpose): Promise<RunReport> {
  const { runId, profileId, trigger, state, emit, now } = input;
  const dryRun = input.dryRun === true;
  const startedMs = now();
  let itemsTotal = 0;
  const sides = new Set<Side>();
  for await (const page of pages()) {
    itemsTotal += page.length;
    for (const { side } of page) sides.add(side);
  }
  const account = new ReportBuilder({ itemsTotal, bytesTotal: 0 }, now);
  emit({ kind: 'run-started', runId, dryRun, progress: account.progress });
  if (!dryRun) {
    const planned = { items: itemsTotal, bytes: 0 };
    await state.beginRun({ runId, profileId, trigger, ...why, startedMs, planned });
  }

  const unfollow = followPace(input.control, emit);
  const end = await goBack(input, pages, sides, account, startedMs);
  unfollow();

  const summary: RunSummary = {
    runId,
    profileId,
    trigger,
    dryRun,
    ...why,
    startedMs,
    finishedMs: now(),
    end,
    counts: account.counts,
    bytes: account.bytes,
    unreached: account.unreached,
  };
  if (!dryRun) await state.endRun(summary);
  emit({ kind: 'run-finished', summary });
  return { ...summary, items: account.items };
}

async function goBack(
  input: UndoRunInput,
  pages: Pages,
  sides: ReadonlySet<Side>,
  account: ReportBuilder,
  startedMs: number,
): Promise<RunEnd> {
  const { runId, targets, state, signal, emit, own = DEFAULT_OWN_FILES } = input;
  try {
    const memory = await state.token();
    if (input.dryRun === true) return await goAllTheWay(input, pages, account, startedMs, memory);
    await lockState(state);
    const onLeft = async (problem: Problem, side: Side): Promise<void> => {
      const item = { path: problem.path ?? '', action: { kind: 'delete', on: side } } as const;
      const event = account.close(item, { kind: 'failed', problem }, { bytes: 0, of: 0 }, 'besides');
      await state.addOutcome(runId, event.item);
      emit(event);
    };
    const locks = [...sides].sort().map((side) => ({
      target: targets[side],
      side,
      id: runId,
      memory,
      startedMs,
      breakLock: false,
      own,
      onLeft: (problem: Problem) => onLeft(problem, side),
      control: input.control ?? new RunControl(),
      signal,
    }));
    return await underLocks(locks, signal, async (held) => {
      // What a killed run has moved or made is on record before anything of an earlier run is taken back.
      await conclude(await recoverIntents(targets, state, held), state);
      return goAllTheWay({ ...input, signal: held }, pages, account, startedMs, memory);
    });
  } catch (error) {
    return signal.aborted ? { kind: 'stopped' } : { kind: 'broken-off', problem: problemOf(error) };
  }
}

async function goAllTheWay(
  input: UndoRunInput,
  pages: Pages,
  account: ReportBuilder,
  startedMs: number,
  token: string,
): Promise<RunEnd> {
  const { runId, targets, state, signal, emit } = input;
  const dryRun = input.dryRun === true;
  const surroundings = surroundingsOf(input, startedMs, token);
  const concurrency = Math.max(
    targets.local.capabilities.concurrency,
    targets.remote.capabilities.concurrency,
  );
  let broken: Problem | undefined;
  const { lockFile } = new OwnNames(input.own?.names);
  for (const side of ['local', 'remote'] as const)
    if (!dryRun && (await mayRespell(targets[side], lockFile, signal))) surroundings.keeper.mayRespell(side);

  const handle = async (change: Change): Promise<void> => {
    if (broken !== undefined) return;
    let outcome: Outcome = { kind: dryRun ? 'would-do' : 'done' };
    try {
      await undoChange(change, surroundings);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind === 'stopped') return;
      if (isFatalProblem(problem)) broken = problem;
      outcome = REFUSALS.has(problem.kind) ? { kind: 'skipped', problem } : { kind: 'failed', problem };
    }
    const event = account.close(itemOf(change), outcome, {
      bytes: 0,
      of: 0,
    });
    if (!dryRun) await state.addOutcome(runId, event.item);
    emit(event);
  };

  for await (const page of pages()) {
    // Folders one by one, in order: what is put back into one comes after it, and what empties one before.
    for (const group of groups(page)) {
      // What is only imagined has to be so in the order of the changes.
      await forEachBounded(group, dryRun ? 1 : concurrency, signal, handle, input.control);
    }
  }
  if (!dryRun && broken === undefined && !signal.aborted) await learnHabits({ targets, state, signal });
  if (signal.aborted) return { kind: 'stopped' };
  return broken === undefined ? { kind: 'finished' } : { kind: 'broken-off', problem: broken };
}

/** The sides and the memory, or what only looks like them: the same decisions are made, and nothing is touched. */
function surroundingsOf(input: UndoRunInput, startedMs: number, token: string): UndoDependencies {
  const { runId, versions: policy, own = DEFAULT_OWN_FILES, now, signal } = input;
  const names = new OwnNames(own.names);
  const dryRun = input.dryRun === true;
  const targets = dryRun
    ? { local: new DryRunTarget(input.targets.local), remote: new DryRunTarget(input.targets.remote) }
    : input.targets;
  const state = dryRun ? new DryRunMemory(input.state) : input.state;
  const keeper = new VersionKeeper({ runId, startedMs, targets, state, policy, own, now, signal });
  let temporaries = 0;
  const temporaryPath = (path: ItemPath): ItemPath =>
    names.temporaryPath(path, token, startedMs, ++temporaries);
  const listed = (side: Side, path: ItemPath): Promise<boolean> =>
    isListed(input.targets[side], path, signal);
  return { targets, state, keeper, temporaryPath, isListed: listed, signal };
}

const REFUSALS: ReadonlySet<Problem['kind']> = new Set<Problem['kind']>([
  'changed-meanwhile',
  'not-empty',
  'not-found',
]);

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
    if (!isFolder && !files.some(({ path, side }) => path === change.path && side === change.side)) {
      if (files.length === 0) found.push(files);
      files.push(change);
      continue;
    }
    files = isFolder ? [] : [change];
    found.push(isFolder ? [change] : files);
  }
  return found;
}

/** The item that an undo of a change is about, under the path at which it is afterwards: a move is told the way it goes back. */
function itemOf(change: Change): { readonly path: ItemPath; readonly action: Action } {
  const { what, side, path, from } = change;
  if ((what === 'moved' || what === 'folder-moved') && from !== undefined) {
    return { path: from, action: { kind: 'move', on: side, from: path } };
  }
  return { path, action: actionOf(change) };
}

/** What taking a change back does to its side. */
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
