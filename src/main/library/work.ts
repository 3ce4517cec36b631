import { ProblemError, stoppedError } from '../../shared/problem-error.js';
import { NOTHING, workIn, type Tally } from '../../shared/plan/plan.js';
import { fitsFilter } from '../../shared/plan/plan-filter.js';
import type { EngineEvent, RunId, RunReport, RunSummary } from '../../shared/run/run.js';
import { comparedEvent } from '../session/plan-head.js';
import type { Comparison, PlanRunHow, Session } from '../session/session.js';
import { problemUnder, wantedRun } from '../session/unstarted-run.js';
import { withSession, type SessionOptions } from '../session/with-session.js';
import { keepOnly } from '../sync/plan/selection.js';
import { readPlan } from '../sync/saved-plan/read.js';
import type { PlanHead } from '../sync/saved-plan/format.js';
import type {
  ApplyOptions,
  PairOptions,
  PlanOptions,
  RunOptions,
  SyncOptions,
  WorkOptions,
} from './options.js';
import { pairingOf, pairOptionsOf, type Pairing } from './pairing.js';
import { MadePlan, type ReadyPlan } from './ready-plan.js';

/**
 * Compares two folders and syncs them, as far as the options allow. Resolves with the report, which says how the run ended; rejects with
 * a `ProblemError` where it did not come to a run: a side out of reach, a folder that cannot be read, options that make no sense.
 */
export async function sync(options: SyncOptions): Promise<RunReport> {
  const { pair, work, plan: planOptions, run: how } = parted(options);
  const pairing = await pairingOf(pair);
  return forRun(pairing, how, NOTHING, async (session) => {
    const { plan } = await makePlan(session, pairing, planOptions, work);
    return session.run(plan, howOf(how));
  });
}

/** Compares two folders and says what a run would do. Changes nothing (S1). Rejects as `sync` does. */
export async function plan(options: PlanOptions): Promise<ReadyPlan> {
  const { pair, work, plan: planOptions } = parted(options);
  const pairing = await pairingOf(pair);
  return withSession(optionsOf(pairing, work), (session) => makePlan(session, pairing, planOptions, work));
}

/**
 * Carries out a plan, or the one in a file. What has changed on a side since is skipped and reported (S2). Rejects with a `ProblemError`
 * where the folders have been synchronized since, are others, or are synced by other rules now.
 */
export async function apply(ready: ReadyPlan | string, options: ApplyOptions = {}): Promise<RunReport> {
  const { local, remote, ...rest } = options;
  const { pair, run: how } = parted({ local: local ?? '', remote: remote ?? '', ...rest });
  const found = typeof ready === 'string' ? await readPlan(ready, signalOf(how)) : undefined;
  const { head, plan: runnable } = found === undefined ? made(ready) : { head: found.head, plan: found };
  const pairing =
    found === undefined
      ? made(ready).pairing
      : await pairingOf(local === undefined || remote === undefined ? savedPair(head, pair) : pair);
  return forRun(pairing, how, workIn(runnable.totals), async (session) => {
    await session.expectFit(head);
    return session.run(runnable, howOf(how));
  });
}

/** Undoes a run, item by item, except where a file has changed since (S4). The folders are those of the run. */
export async function undo(undoes: RunId, options: PairOptions & RunOptions): Promise<RunReport> {
  const { pair, run: how } = parted(options);
  return forRun(await pairingOf(pair), { ...how, undoes }, NOTHING, (session) =>
    session.undo(undoes, howOf(how)),
  );
}

/** `unreached` is what is known to be ahead of the run. */
function forRun(
  pairing: Pairing,
  how: RunOptions & Partial<Pick<RunSummary, 'undoes'>>,
  unreached: Tally,
  work: (session: Session) => Promise<RunReport>,
): Promise<RunReport> {
  const run = wantedRun({ dryRun: how.dryRun === true, undoes: how.undoes }, unreached, Date.now());
  return withSession({ ...optionsOf(pairing, how), run }, work);
}

function optionsOf({ folders }: Pairing, work: WorkOptions): SessionOptions {
  return {
    trigger: 'library',
    signal: signalOf(work),
    now: Date.now,
    reach: (open) => open(folders),
  };
}

async function makePlan(
  session: Session,
  pairing: Pairing,
  { onConflict, only }: Pick<PlanOptions, 'onConflict' | 'only'>,
  work: WorkOptions,
): Promise<MadePlan> {
  const emit = emitterOf(work);
  const signal = signalOf(work);
  emit({ kind: 'compare-started' });
  let comparison: Comparison;
  try {
    comparison = await session.compare({ emit });
  } catch (error) {
    const problem = problemUnder(signal, error);
    emit({ kind: 'compare-failed', problem });
    throw new ProblemError(problem, { cause: error });
  }
  const { plan, binding } = comparison;
  const made = new MadePlan(plan, pairing, pairing.headOf(binding));
  if (onConflict !== undefined) {
    for (const item of made.conflicts) {
      const settlement = await onConflict(item);
      // An answer about a folder may have settled what lies in it.
      const open = plan.items.get(item.path)?.action.kind === 'conflict';
      if (open && settlement !== undefined) {
        if (typeof settlement === 'object') plan.settleMerge(item.path, settlement.merge);
        else plan.settle([item.path], settlement);
      }
      if (signal.aborted) throw stoppedError();
    }
  }
  if (only !== undefined) {
    keepOnly(plan, typeof only === 'function' ? only : (item) => fitsFilter(item, only));
  }
  emit(comparedEvent(plan));
  return made;
}

function howOf(options: RunOptions): PlanRunHow {
  const { dryRun, exceedDeletionLimit, passBrakes, breakLock, control } = options;
  return {
    dryRun: dryRun === true,
    exceedDeletionLimit: (exceedDeletionLimit ?? passBrakes) === true,
    breakLock: breakLock === true,
    control,
    emit: emitterOf(options),
  };
}

function made(ready: ReadyPlan | string): MadePlan {
  if (ready instanceof MadePlan) return ready;
  throw new ProblemError({
    kind: 'invalid',
    what: 'That is neither a plan nor the name of a file.',
    advice: 'Pass the result of “plan”, or the path of a saved plan.',
  });
}

/** The folders that a saved plan names itself. */
function savedPair({ profile }: Pick<PlanHead, 'profile'>, given: PairOptions): PairOptions {
  if (profile !== undefined) return pairOptionsOf(profile, given);
  throw new ProblemError({
    kind: 'invalid',
    what: 'The plan was made for custom targets, which a file can’t describe.',
    advice: 'Pass both sides and the name of the pair again.',
  });
}

function signalOf({ signal }: WorkOptions): AbortSignal {
  return signal ?? new AbortController().signal;
}

function emitterOf({ onEvent }: WorkOptions): (event: EngineEvent) => void {
  return onEvent ?? (() => undefined);
}

/** The parts of the options that belong to different steps. */
function parted(options: SyncOptions) {
  const {
    signal,
    onEvent,
    onConflict,
    only,
    dryRun,
    exceedDeletionLimit,
    passBrakes,
    breakLock,
    control,
    ...pair
  } = options;
  const work: WorkOptions = { signal, onEvent };
  const run: RunOptions = { ...work, dryRun, exceedDeletionLimit, passBrakes, breakLock, control };
  return { pair, work, plan: { onConflict, only }, run };
}
