import { randomUUID } from 'node:crypto';
import { workIn, type PlanTotals } from '../../shared/plan/plan.js';
import type { ProfileId } from '../../shared/profile/profile.js';
import type { Problem } from '../../shared/problem.js';
import { problemOf, stoppedError } from '../../shared/problem-error.js';
import { NO_OUTCOMES, type RunReport, type RunSummary } from '../../shared/run/run.js';
import { openState } from '../state/open-state.js';
import type { StateStore } from '../state/state-store.js';
import { likelyMemory, type MemoryPlace } from './former-memory.js';

/** What is known of a run that ended before it could do anything. */
export type Unbegun = Pick<
  RunSummary,
  'runId' | 'profileId' | 'trigger' | 'dryRun' | 'undoes' | 'startedMs' | 'finishedMs' | 'unreached'
>;

/** The account of a run that ended before it could do anything. */
export function unbegunReport(run: Unbegun, problem: Problem): RunReport {
  return { ...summaryOf(run, problem), items: [] };
}

/** What is known of a run before it can begin. */
export type Beginning = Omit<Unbegun, 'finishedMs'>;

/** What a run is asked for with. */
export type About = Pick<RunSummary, 'dryRun' | 'trigger' | 'undoes' | 'redo'>;

/** A run that begins now. */
export function beginningOf(profileId: ProfileId, about: About, totals: PlanTotals): Beginning {
  const { trigger, dryRun, undoes } = about;
  return {
    runId: randomUUID(),
    profileId,
    trigger,
    dryRun,
    undoes,
    startedMs: Date.now(),
    unreached: workIn(totals),
  };
}

/** A run that is to begin, and where its pair of folders is remembered. */
export interface Attempt {
  readonly beginning: Beginning;
  readonly place: MemoryPlace;
  /** Present as long as it is not proven that it is not remembered there: as in `likelyMemory`. */
  readonly former?: MemoryPlace | undefined;
}

export interface Accounting {
  /** Asked when it is needed; `undefined` as long as nobody knows. */
  readonly attempt: () => Attempt | undefined;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
  /** Whether an error means that no run was asked for. */
  readonly isNoRun?: ((error: unknown) => boolean) | undefined;
  /** Told where the run could not be entered into the history either. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/**
 * Does the work of a run, from getting connected on. A run that cannot even begin is in the history all the same, whoever asked for it:
 * where the work rejects, what kept the run from beginning is entered there. Rejects as the work does.
 */
export async function accountedFor<T>(accounting: Accounting, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { signal, isNoRun } = accounting;
    if (isNoRun?.(error) !== true) await enter(accounting, problemUnder(signal, error));
    throw error;
  }
}

/** What to tell of a failure of work that may have been stopped. */
export function problemUnder(signal: AbortSignal, error: unknown): Problem {
  return signal.aborted ? stoppedError().problem : problemOf(error);
}

async function enter({ attempt, now, onFailure }: Accounting, problem: Problem): Promise<void> {
  const known = attempt();
  // A dry run leaves no trace (S1). Whoever holds on to the memory would have to be waited for once more.
  if (known === undefined || known.beginning.dryRun || problem.kind === 'busy') return;
  try {
    const { store } = await openState(await likelyMemory(known.place, known.former));
    try {
      await recordUnbegun(store, { ...known.beginning, finishedMs: now() }, problem);
    } finally {
      await store.close();
    }
  } catch (error) {
    onFailure?.(error);
  }
}

/** Enters such a run into the history, unless it is there because it had begun after all. */
async function recordUnbegun(state: StateStore, run: Unbegun, problem: Problem): Promise<void> {
  if ((await state.runOf(run.runId)) !== undefined) return;
  // Asked for together, they are one transaction.
  await Promise.all([state.beginRun(run), state.endRun(summaryOf(run, problem))]);
}

function summaryOf(run: Unbegun, problem: Problem): RunSummary {
  return {
    ...run,
    end: problem.kind === 'stopped' ? { kind: 'stopped' } : { kind: 'broken-off', problem },
    counts: NO_OUTCOMES,
    bytes: 0,
  };
}
