import { workIn } from '../../shared/plan/plan.js';
import type { Problem } from '../../shared/problem.js';
import type { Profile } from '../../shared/profile/profile.js';
import type { RunId, RunReport, RunTrigger, RunWish } from '../../shared/run/run.js';
import { deletionLimitOf } from '../session/deletion-limit.js';
import { runControlOf, type RunHow, type Session } from '../session/session.js';
import { problemUnder, unbegunReport, wantedRun, type WantedRun } from '../session/unbegun.js';
import type { Board } from './board.js';
import type { Surroundings } from './dependencies.js';
import { ProfileSessions, type Purpose } from './profile-sessions.js';
import type { Offer } from './secrets-on-hand.js';
import { contentOf, type Carried, type MadePlan, type ShownUndo } from './stage/stage.js';
import { beginningRun } from './stage/transition.js';

/** Whether files are compared as the profile says, or by their contents in any case. */
export type ComparisonWish = 'as-profile' | 'contents';

export interface ComparedHow {
  readonly how: ComparisonWish;
  /** The text of the ignore file that was shown, and from now on counts. */
  readonly acceptIgnore?: string | undefined;
}

/** The pieces of work of one profile, each with a session of its own; the board gets what they tell on the way. */
export class Work {
  readonly #board: Board;
  readonly #sessions: ProfileSessions;
  readonly #logFailure: Surroundings['logFailure'];

  constructor(board: Board, surroundings: Surroundings) {
    this.#board = board;
    this.#sessions = new ProfileSessions(surroundings);
    this.#logFailure = surroundings.logFailure;
  }

  /** Takes a secret that somebody has entered for the next piece of work. */
  offer(offer: Offer): void {
    this.#sessions.offer(offer);
  }

  /** Compares both sides, and finds out what there is to know of the remote one besides. Rejects with a `ProblemError`. */
  compare(profile: Profile, { how, acceptIgnore }: ComparedHow, purpose: Purpose): Promise<MadePlan> {
    return this.#sessions.open(profile, purpose, async (session) => {
      const comparison = await session.compare({
        contents: how === 'contents',
        acceptIgnore: acceptIgnore === undefined ? undefined : { text: acceptIgnore, record: true },
        emit: this.#board.take,
      });
      const { offersTls } = session.targets.remote.capabilities;
      return { ...comparison, server: { offersTls, signInFolder: session.signInFolder } };
    });
  }

  /** Looks at what undoing a run would do. Rejects with a `ProblemError`. */
  previewUndo(profile: Profile, undoes: RunId, signal: AbortSignal): Promise<ShownUndo> {
    const progress = (items: number): void =>
      this.#board.take({ kind: 'scan-progress', progress: { folders: 0, items } });
    return this.#sessions.open(profile, { trigger: 'window', signal }, async (session) => ({
      ...(await session.previewUndo(undoes, progress)),
      undoes,
    }));
  }

  /** Runs a plan or carries an undo out. Never rejects: a run that could not begin is accounted for as well. */
  async carryOut(
    profile: Profile,
    carried: Carried,
    wish: RunWish,
    { trigger, signal }: Pick<Purpose, 'trigger' | 'signal'>,
  ): Promise<RunReport> {
    const dryRun = wish === 'dry-run';
    const undoes = carried.kind === 'undo' ? carried.undo.undoes : undefined;
    const run = wantedRun({ dryRun, undoes }, workIn(contentOf(carried).totals), Date.now());
    const control = runControlOf(profile);
    const refusal = limitOf(carried, wish);
    this.#board.forgetRun();
    if (refusal === undefined) this.#board.show(beginningRun(run, carried, control));
    const how = { dryRun, control, emit: this.#board.take };
    try {
      return await this.#sessions.open(profile, { trigger, signal, run, refusal }, (session) =>
        carriedOut(session, carried, wish, how),
      );
    } catch (error) {
      const problem = refusal ?? this.failure(error, signal);
      return this.unbegun(run, profile, trigger, problem);
    }
  }

  /** The account of a run that ends now before it could do anything. */
  unbegun(run: WantedRun, { id }: Profile, trigger: RunTrigger, problem: Problem): RunReport {
    return unbegunReport(run, { profileId: id, trigger, finishedMs: Date.now() }, problem);
  }

  /** What to tell of a failure, which is logged unless somebody has stopped the work. */
  failure(error: unknown, signal: AbortSignal): Problem {
    if (!signal.aborted) this.#logFailure('A comparison or run could not be carried out', error);
    return problemUnder(signal, error);
  }
}

/** S7: why a run stops and asks before anything is connected. Whoever has said that a lock may be broken has not said that much may be deleted. */
function limitOf(carried: Carried, wish: RunWish): Problem | undefined {
  if (carried.kind === 'undo' || wish === 'dry-run' || wish === 'pass-brakes') return undefined;
  return deletionLimitOf(carried.made.plan);
}

function carriedOut(session: Session, carried: Carried, wish: RunWish, how: RunHow): Promise<RunReport> {
  if (carried.kind === 'undo') {
    const { undoes, plan } = carried.undo;
    return session.undo(undoes, { ...how, leftOut: plan.leavesOut });
  }
  const breakLock = wish === 'break-lock';
  return session.run(carried.made.plan, { ...how, passBrakes: wish === 'pass-brakes', breakLock });
}
