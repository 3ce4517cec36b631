import { assertNever } from '../../shared/assert-never.js';
import type { ItemPath } from '../../shared/entry/entry.js';
import { workIn } from '../../shared/plan/plan.js';
import type { Problem } from '../../shared/problem.js';
import type { Profile } from '../../shared/profile/profile.js';
import type { RunId, RunPurpose, RunReport, RunTrigger, RunRequest } from '../../shared/run/run.js';
import { ProblemError } from '../../shared/problem-error.js';
import { compareByItself } from '../session/compare-by-itself.js';
import { deletionLimitOf } from '../session/deletion-limit.js';
import { AroundRun, type CommandsAround } from '../session/commands/around-run.js';
import type { JointRun } from '../session/commands/joint-run.js';
import type { FolderPair } from '../session/folder-pair.js';
import { runControlOf } from '../session/profile/policy-of.js';
import type { Restoration, RunHow } from '../session/session.js';
import { problemUnder, unstartedReport, wantedRun, type WantedRun } from '../session/unstarted-run.js';
import type { ActivityPublisher } from './activity-publisher.js';
import type { ActivityDependencies } from './dependencies.js';
import { ProfileSessions, type Purpose } from './connection/profile-sessions.js';
import type { Offer } from './connection/secrets-on-hand.js';
import { contentOf, type RunSubject, type MadePlan, type ShownUndo } from './stage/stage.js';
import { beginningRun } from './stage/transition.js';
import { activityText } from './text.js';

/** Whether files are compared as the profile says, or by their contents in any case. */
export type ComparisonRequest = 'as-profile' | 'contents';

export interface ComparedHow {
  readonly how: ComparisonRequest;
  /** The text of the ignore file that was shown, and from now on counts. */
  readonly acceptIgnore?: string | undefined;
  /** Only these items, where they can be compared by themselves. */
  readonly only?: readonly ItemPath[] | undefined;
}

/** Why a run begins, and what it is a part of. */
export interface Occasion {
  readonly trigger: RunTrigger;
  /** Present where it is a part of the run of a whole profile. */
  readonly joint?: JointRun | undefined;
}

/** What can be done with one profile, each time with a session of its own; the publisher gets the events. */
export class Operations {
  readonly #publisher: ActivityPublisher;
  readonly #sessions: ProfileSessions;
  readonly #logFailure: ActivityDependencies['logFailure'];

  constructor(publisher: ActivityPublisher, dependencies: ActivityDependencies) {
    this.#publisher = publisher;
    this.#sessions = new ProfileSessions(dependencies);
    this.#logFailure = dependencies.logFailure;
  }

  /** Takes a secret that somebody has entered for the next operation. */
  offer(offer: Offer): void {
    this.#sessions.offer(offer);
  }

  /** The two folders of a profile, and all that it takes to connect them. */
  pairOf(profile: Profile): FolderPair {
    return this.#sessions.pairOf(profile);
  }

  /** Compares both sides, and finds out what there is to know of the remote one besides. Rejects with a `ProblemError`. */
  compare(profile: Profile, { how, acceptIgnore, only }: ComparedHow, purpose: Purpose): Promise<MadePlan> {
    return this.#sessions.open(profile, purpose, async (session) => {
      const comparison = await compareByItself(only, (paths) =>
        session.compare({
          contents: how === 'contents',
          acceptIgnore: acceptIgnore === undefined ? undefined : { text: acceptIgnore, record: true },
          only: paths,
          emit: this.#publisher.take,
        }),
      );
      const { offersTls } = session.targets.remote.features;
      return { ...comparison, server: { offersTls, signInFolder: session.signInFolder } };
    });
  }

  /** Looks at what undoing a run would do. Rejects with a `ProblemError`. */
  previewUndo(profile: Profile, undoes: RunId, signal: AbortSignal): Promise<ShownUndo> {
    const progress = (items: number): void =>
      this.#publisher.take({ kind: 'scan-progress', progress: { folders: 0, items } });
    return this.#sessions.open(profile, { trigger: 'window', signal }, async (session) => ({
      ...(await session.previewUndo(undoes, progress)),
      undoes,
    }));
  }

  /** Looks at a kept version and its place. Rejects with a `ProblemError`. */
  lookAtVersion(profile: Profile, number: number, signal: AbortSignal): Promise<Restoration> {
    return this.#sessions.open(profile, { trigger: 'window', signal }, async (session) => {
      const [version] = await session.state.keptFiles({ before: number + 1, limit: 1 });
      if (version?.seq !== number) throw new ProblemError(NO_VERSION);
      return session.lookAtVersion(version);
    });
  }

  /** The commands before and after a run of a profile; `undefined` where it has none. */
  commandsOf(
    profile: Profile,
    { trigger, joint }: Occasion,
    signal: AbortSignal,
  ): CommandsAround | undefined {
    const { commands } = profile;
    if (commands === undefined) return undefined;
    const options = { commands, profile, trigger, signal, env: process.env };
    return joint === undefined ? new AroundRun(options) : joint.around(options);
  }

  /** Ends a run: runs the command after it, and adds to its record what came of the commands. Never rejects. */
  async concluded(
    profile: Profile,
    around: CommandsAround | undefined,
    report: RunReport,
  ): Promise<RunReport> {
    if (around === undefined) return report;
    await around.after(report);
    try {
      const commands = await around.record(this.pairOf(profile), report.runId);
      return commands.length === 0 ? report : { ...report, commands };
    } catch (error) {
      this.#logFailure('What the commands of a run printed could not be recorded', error);
      return report;
    }
  }

  /**
   * Runs a plan or carries an undo out. Never rejects: a run that could not begin is accounted for as well. `begun` are its commands where the one
   * before it has run already, before the comparison. `onResult` gets the report before both sides are unlocked, where no command belongs to it.
   */
  async carryOut(
    profile: Profile,
    subject: RunSubject,
    request: RunRequest,
    {
      trigger,
      joint,
      signal,
      onResult,
    }: Occasion & Pick<Purpose, 'signal'> & Required<Pick<RunHow, 'onResult'>>,
    begun?: CommandsAround,
  ): Promise<RunReport> {
    let told: RunReport | undefined;
    const isSync = subject.kind === 'plan' && request !== 'dry-run';
    const around = begun ?? (isSync ? this.commandsOf(profile, { trigger, joint }, signal) : undefined);
    const dryRun = request === 'dry-run';
    const run = wantedRun({ dryRun, ...purposeOf(subject) }, workIn(contentOf(subject).totals), Date.now());
    const control = runControlOf(this.pairOf(profile).profile);
    const limit = limitOf(subject, request);
    this.#publisher.forgetRun();
    if (limit === undefined) this.#publisher.show(beginningRun(run, subject, control));
    const refusal = limit ?? (begun === undefined ? await around?.before() : undefined);
    const tell = (result: RunReport): void => {
      told = result;
      if (around === undefined) onResult?.(result);
    };
    const how: RunHow = { dryRun, control, emit: this.#publisher.take, onResult: tell };
    const report = await this.#sessions
      .open(profile, { trigger, joint: joint?.id, signal, run, refusal }, (session) => {
        switch (subject.kind) {
          case 'plan': {
            const asked = {
              exceedDeletionLimit: request === 'exceed-deletion-limit',
              breakLock: request === 'break-lock',
            };
            return session.run(subject.made.plan, { ...how, ...asked });
          }
          case 'undo':
            return session.undo(subject.undo.undoes, { ...how, leftOut: subject.undo.plan.leavesOut });
          case 'restore':
            return session.restore(subject.restoration, how);
          default:
            return assertNever(subject);
        }
      })
      .catch((error: unknown) => {
        const problem = refusal ?? this.failure(error, signal);
        // What goes wrong after the end of the run does not undo what it did.
        return told ?? this.unstarted(run, profile, { trigger, joint }, problem);
      });
    return this.concluded(profile, around, report);
  }

  /** The report of a run that ends now before it could do anything. */
  unstarted(run: WantedRun, { id }: Profile, { trigger, joint }: Occasion, problem: Problem): RunReport {
    const context = { profileId: id, trigger, joint: joint?.id, finishedMs: Date.now() };
    return unstartedReport(run, context, problem);
  }

  /** What to tell of a failure, which is logged unless somebody has stopped the work. */
  failure(error: unknown, signal: AbortSignal): Problem {
    if (!signal.aborted) this.#logFailure('A comparison or run could not be carried out', error);
    return problemUnder(signal, error);
  }
}

/** S7: why a run stops and asks before anything is connected. Whoever has said that a lock may be broken has not said that much may be deleted. */
function limitOf(subject: RunSubject, request: RunRequest): Problem | undefined {
  if (subject.kind !== 'plan' || request === 'dry-run' || request === 'exceed-deletion-limit')
    return undefined;
  return deletionLimitOf(subject.made.plan);
}

/** What a run is about, where it is no sync. */
function purposeOf(subject: RunSubject): RunPurpose {
  switch (subject.kind) {
    case 'plan':
      return {};
    case 'undo':
      return { undoes: subject.undo.undoes };
    case 'restore':
      return { restores: subject.restoration.version.path };
    default:
      return assertNever(subject);
  }
}

const NO_VERSION: Problem = {
  kind: 'not-found',
  ...activityText.versionGone,
};
