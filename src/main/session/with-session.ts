import { ProblemError } from '../../shared/problem-error.js';
import type { Problem } from '../../shared/problem.js';
import { withBothSides } from './both-sides.js';
import type { FolderPair } from './folder-pair.js';
import { Session, type SessionContext } from './session.js';
import { recordUnstarted, problemUnder } from './unstarted-run.js';

/** Opens a pair of folders; `onConnected` is told before anything is done with it, and may still refuse. */
export type OpenPair<T> = (
  pair: FolderPair,
  onConnected?: (session: Session) => void | Promise<void>,
) => Promise<T>;

export interface SessionOptions extends SessionContext {
  /**
   * Finds out which pair of folders it is and who signs in, and opens it; again where that failed and something could be fixed. Resolves and
   * rejects as the last opening does.
   */
  readonly reach: <T>(open: OpenPair<T>) => Promise<T>;
  /** Why the run does not begin, known before anything is connected. */
  readonly refusal?: Problem | undefined;
  /** Whether an error means that no run was asked for after all. */
  readonly isNoRun?: ((error: unknown) => boolean) | undefined;
  /** Told where a run that could not begin could not be entered into the history either. */
  readonly onUnrecorded?: ((error: unknown) => void) | undefined;
}

/**
 * Connects a pair of folders, opens what is remembered of it, lets `work` use both, and closes them whatever comes. Whoever asked for it: a run
 * that cannot even begin is in the history, with what kept it. Rejects with a `ProblemError` for what could not be reached, and as `work` does.
 */
export async function withSession<T>(
  options: SessionOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { signal, reach, refusal } = options;
  let remembered: Pick<FolderPair, 'profile' | 'place' | 'former'> | undefined;
  try {
    return await reach<T>(async (pair, onConnected) => {
      remembered = pair;
      if (refusal !== undefined) throw new ProblemError(refusal);
      return withBothSides(pair, signal, async (sides) => {
        remembered = { profile: pair.profile, place: sides.place };
        const session = new Session(pair, sides, options);
        await onConnected?.(session);
        return work(session);
      });
    });
  } catch (error) {
    if (remembered !== undefined) await recordFailure(options, remembered, error);
    throw error;
  }
}

async function recordFailure(
  { run, trigger, joint, signal, now, isNoRun, onUnrecorded }: SessionOptions,
  { profile, ...places }: Pick<FolderPair, 'profile' | 'place' | 'former'>,
  error: unknown,
): Promise<void> {
  if (run === undefined || isNoRun?.(error) === true) return;
  const context = { profileId: profile.id, trigger, joint, finishedMs: now() };
  try {
    await recordUnstarted(places, run, context, problemUnder(signal, error));
  } catch (failure) {
    // What kept the run from beginning is still what has to be told.
    onUnrecorded?.(failure);
  }
}
