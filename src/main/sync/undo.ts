import type { ItemPath, Sides } from '../../shared/entry.js';
import type { Action } from '../../shared/plan.js';
import { problemOf } from '../../shared/problem-error.js';
import type { Problem } from '../../shared/problem.js';
import type { ProfileId } from '../../shared/profile.js';
import type {
  EngineEvent,
  Outcome,
  RunEnd,
  RunId,
  RunReport,
  RunSummary,
  RunTrigger,
} from '../../shared/run.js';
import type { Change, StateStore } from '../state/state-store.js';
import type { Target } from '../targets/target.js';
import { Account } from './account.js';
import { claimMemory } from './claim.js';
import { forEachBounded } from './each.js';
import { RunControl } from './control.js';
import { followPace } from './follow-pace.js';
import { isFatalProblem } from './fatal.js';
import type { VersionPolicy } from './policy.js';
import { underLock } from './lock.js';
import { takeBack } from './take-back.js';
import { temporaryPathFor } from './temporary-names.js';
import { Keeper } from './versions.js';

export interface UndoInput {
  /** The name of this run, not of the one that it takes back. */
  readonly runId: RunId;
  readonly undoes: RunId;
  readonly profileId: ProfileId;
  readonly trigger: RunTrigger;
  /** Connected already. */
  readonly targets: Sides<Target>;
  readonly state: StateStore;
  readonly versions: VersionPolicy;
  readonly signal: AbortSignal;
  /** Pauses it and sets its limits; full pace where nobody holds the reins. */
  readonly control?: RunControl | undefined;
  /** Gets `run-started`, `run-pace`, `item-finished` and `run-finished`. */
  readonly emit: (event: EngineEvent) => void;
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
}

const CHANGES_AT_ONCE = 500;

/**
 * S4: puts both sides, and the baseline, back to where they were before a run, last change first. What somebody has
 * changed since is skipped and reported. An undo is a run like any other: it is recorded, and can be undone.
 */
export async function undo(input: UndoInput): Promise<RunReport> {
  const { runId, undoes, profileId, trigger, state, emit, now } = input;
  const startedMs = now();
  const account = new Account({ itemsTotal: await countChanges(input), bytesTotal: 0 }, now);
  emit({ kind: 'run-started', runId, dryRun: false, progress: account.progress });
  await state.beginRun({ runId, profileId, trigger, startedMs });

  const unfollow = followPace(input.control, emit);
  const end = await goBack(input, account, startedMs);
  unfollow();

  const summary: RunSummary = {
    runId,
    profileId,
    trigger,
    dryRun: false,
    undoes,
    startedMs,
    finishedMs: now(),
    end,
    counts: account.counts,
    bytes: account.bytes,
  };
  await state.endRun(summary);
  emit({ kind: 'run-finished', summary });
  return { ...summary, items: account.items };
}

async function* pagesOf({ state, undoes }: UndoInput): AsyncGenerator<readonly Change[]> {
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const page = await state.changesOf(undoes, before, CHANGES_AT_ONCE);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    before = last.seq;
  }
}

async function countChanges(input: UndoInput): Promise<number> {
  let count = 0;
  for await (const page of pagesOf(input)) count += page.length;
  return count;
}

async function goBack(input: UndoInput, account: Account, startedMs: number): Promise<RunEnd> {
  const { runId, targets, state, signal } = input;
  try {
    await claimMemory(state);
    const memory = await state.token();
    const lock = {
      target: targets.remote,
      side: 'remote',
      id: runId,
      memory,
      startedMs,
      breakLock: false,
      control: input.control ?? new RunControl(),
      signal,
    } as const;
    return await underLock(lock, (both) =>
      takeAllBack({ ...input, signal: both }, account, startedMs, memory),
    );
  } catch (error) {
    return signal.aborted ? { kind: 'stopped' } : { kind: 'broken-off', problem: problemOf(error) };
  }
}

async function takeAllBack(
  input: UndoInput,
  account: Account,
  startedMs: number,
  token: string,
): Promise<RunEnd> {
  const { runId, targets, state, versions, signal, emit, now } = input;
  const keeper = new Keeper({ runId, startedMs, targets, state, policy: versions, now, signal });
  const concurrency = Math.max(
    targets.local.capabilities.concurrency,
    targets.remote.capabilities.concurrency,
  );
  let broken: Problem | undefined;
  let temporaries = 0;
  const temporaryPath = (path: ItemPath): ItemPath => temporaryPathFor(path, token, startedMs, ++temporaries);

  const handle = async (change: Change): Promise<void> => {
    if (broken !== undefined) return;
    let outcome: Outcome = { kind: 'done' };
    try {
      await takeBack(change, { targets, state, keeper, temporaryPath, signal });
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind === 'stopped') return;
      if (isFatalProblem(problem)) broken = problem;
      outcome = REFUSALS.has(problem.kind) ? { kind: 'skipped', problem } : { kind: 'failed', problem };
    }
    const event = account.close({ path: change.path, action: actionOf(change) }, outcome, 0);
    await state.addOutcome(runId, event.item);
    emit(event);
  };

  for await (const page of pagesOf(input)) {
    // Folders one by one, in order: what is put back into one comes after it, and what empties one before.
    for (const group of groups(page)) {
      await forEachBounded(group, concurrency, signal, handle, input.control);
    }
  }
  if (signal.aborted) return { kind: 'stopped' };
  return broken === undefined ? { kind: 'finished' } : { kind: 'broken-off', problem: broken };
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
