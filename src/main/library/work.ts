import { ProblemError, problemOf, stoppedError } from '../../shared/problem-error.js';
import { NOTHING, workIn } from '../../shared/plan/plan.js';
import { fitsFilter } from '../../shared/plan/plan-filter.js';
import { FULL_PACE, type EngineEvent, type RunId, type RunReport } from '../../shared/run/run.js';
import type { BothSides } from '../session/both-sides.js';
import { compare } from '../sync/scan/compare.js';
import { RunControl } from '../sync/base/run-control.js';
import { keepOnly } from '../sync/plan/selection.js';
import type { Plan } from '../sync/plan/plan.js';
import type { RunnablePlan } from '../sync/plan/runnable-plan.js';
import { run } from '../sync/run/run.js';
import { readPlan } from '../sync/saved-plan/read.js';
import { bindingFor, refusalOfPlan, runOfPlan } from '../sync/saved-plan/refusal.js';
import type { PlanHead } from '../sync/saved-plan/format.js';
import { undo as takeBack } from '../sync/undo/undo.js';
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
import { withPair, withPairForRun } from './with-pair.js';

/**
 * Compares two folders and makes them even, as far as the options let it. Resolves with the account, which says how it ended; rejects with
 * a `ProblemError` where it did not come to a run: a side out of reach, a folder that cannot be read, options that make no sense.
 */
export async function sync(options: SyncOptions): Promise<RunReport> {
  const { pair, work, plan: wishes, run: how } = parted(options);
  const pairing = await pairingOf(pair);
  return withPairForRun(pairing, purposeOf(how), NOTHING, async (sides, runId) => {
    const made = await makePlan(sides, pairing, wishes, work);
    return carryOut(made.plan, sides, pairing, runId, how);
  });
}

/** Compares two folders and says what a run would do. Changes nothing (S1). Rejects as `sync` does. */
export async function plan(options: PlanOptions): Promise<ReadyPlan> {
  const { pair, work, plan: wishes } = parted(options);
  const pairing = await pairingOf(pair);
  return withPair(pairing, signalOf(work), (sides) => makePlan(sides, pairing, wishes, work));
}

/**
 * Carries out a plan, or the one in a file. What has changed on a side since is skipped and reported (S2). Rejects with a `ProblemError`
 * where the folders have been synchronized since, are others, or are to be kept even otherwise.
 */
export async function apply(ready: ReadyPlan | string, options: ApplyOptions = {}): Promise<RunReport> {
  const { local, remote, ...rest } = options;
  const { pair, work, run: how } = parted({ local: local ?? '', remote: remote ?? '', ...rest });
  const signal = signalOf(work);
  const found = typeof ready === 'string' ? await readPlan(ready, signal) : undefined;
  const { head, plan: runnable } = found === undefined ? made(ready) : { head: found.head, plan: found };
  const pairing =
    found === undefined
      ? made(ready).pairing
      : await pairingOf(local === undefined || remote === undefined ? savedPair(head, pair) : pair);
  return withPairForRun(pairing, purposeOf(how), workIn(runnable.totals), async (sides, runId) => {
    const now = await bindingFor(sides.state, sides.place.pair, pairing.policy);
    const earlier = found === undefined ? undefined : await runOfPlan(found.head, sides.state);
    const refusal = refusalOfPlan({ ...head, savedMs: 0 }, now, earlier);
    if (refusal !== undefined) throw new ProblemError(refusal);
    return carryOut(runnable, sides, pairing, runId, how);
  });
}

/** Takes a run back, item by item, except where somebody has changed a file since (S4). The folders are those of the run. */
export async function undo(undoes: RunId, options: PairOptions & RunOptions): Promise<RunReport> {
  const { pair, run: how } = parted(options);
  const pairing = await pairingOf(pair);
  return withPairForRun(pairing, purposeOf(how), NOTHING, (sides, runId) =>
    takeBack({
      ...sides,
      ...aboutRun(pairing, runId, how),
      undoes,
      versions: pairing.policy.versions,
      own: pairing.policy.own,
      dryRun: how.dryRun === true,
    }),
  );
}

async function makePlan(
  sides: BothSides,
  pairing: Pairing,
  { onConflict, only }: Pick<PlanOptions, 'onConflict' | 'only'>,
  work: WorkOptions,
): Promise<MadePlan> {
  const { policy, places, profile, pyftpsyncPeer } = pairing;
  const emit = emitterOf(work);
  const signal = signalOf(work);
  const binding = await bindingFor(sides.state, sides.place.pair, policy);
  emit({ kind: 'compare-started' });
  let plan: Plan;
  try {
    plan = await compare({
      ...sides,
      policy,
      pyftpsyncPeer: pyftpsyncPeer?.(sides.targets.remote),
      signal,
      emit,
      nowMs: Date.now(),
    });
  } catch (error) {
    const problem = signal.aborted ? stoppedError().problem : problemOf(error);
    emit({ kind: 'compare-failed', problem });
    throw new ProblemError(problem, { cause: error });
  }
  const made = new MadePlan(plan, pairing, { ...binding, places, profile });
  if (onConflict !== undefined) {
    for (const item of made.conflicts) {
      const settlement = await onConflict(item);
      // An answer about a folder may have settled what lies in it.
      const open = plan.items.get(item.path)?.action.kind === 'conflict';
      if (settlement !== undefined && open) plan.settle([item.path], settlement);
      if (signal.aborted) throw stoppedError();
    }
  }
  if (only !== undefined) {
    keepOnly(plan, typeof only === 'function' ? only : (item) => fitsFilter(item, only));
  }
  const { totals, clockChanges, waitingFilters } = plan;
  emit({ kind: 'compare-finished', totals, clockChanges, waitingFilters });
  return made;
}

function carryOut(
  runnable: RunnablePlan,
  sides: BothSides,
  pairing: Pairing,
  runId: RunId,
  how: RunOptions,
): Promise<RunReport> {
  return run({
    ...sides,
    ...aboutRun(pairing, runId, how),
    plan: runnable,
    policy: pairing.policy,
    dryRun: how.dryRun === true,
    passBrakes: how.passBrakes === true,
    breakLock: how.breakLock === true,
  });
}

function aboutRun(pairing: Pairing, runId: RunId, how: RunOptions) {
  return {
    runId,
    profileId: pairing.id,
    trigger: 'library',
    control: how.control ?? new RunControl({ ...FULL_PACE, bytesPerSecond: pairing.bytesPerSecond }),
    signal: signalOf(how),
    emit: emitterOf(how),
    now: Date.now,
  } as const;
}

function purposeOf(how: RunOptions): { readonly dryRun: boolean; readonly signal: AbortSignal } {
  return { dryRun: how.dryRun === true, signal: signalOf(how) };
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
  const { signal, onEvent, onConflict, only, dryRun, passBrakes, breakLock, control, ...pair } = options;
  const work: WorkOptions = { signal, onEvent };
  const run: RunOptions = { ...work, dryRun, passBrakes, breakLock, control };
  return { pair, work, plan: { onConflict, only }, run };
}
