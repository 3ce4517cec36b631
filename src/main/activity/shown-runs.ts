import type { Profile } from '../../shared/profile/profile.js';
import type { RunReport, RunRequest } from '../../shared/run/run.js';
import type { CommandsAround } from '../session/commands/around-run.js';
import type { ActivityPublisher } from './activity-publisher.js';
import type { Purpose } from './connection/profile-sessions.js';
import type { ActivityDependencies } from './dependencies.js';
import type { PastRunsView } from './history/past.js';
import type { PlanChoices } from './plan/plan-choices.js';
import type { RunSubject } from './stage/stage.js';
import { afterRun } from './stage/transition.js';
import type { Occasion, Operations } from './operations.js';

/** What a run leaves behind besides what is shown of it. */
interface Background {
  readonly past: PastRunsView;
  readonly choices: PlanChoices;
}

/** How a run is begun; `release` says that it has come to its result, and only tidies up from then on. */
export interface RunBegun extends Occasion, Pick<Purpose, 'signal'> {
  readonly release: () => void;
}

/** Carries out what is shown, and shows what comes of it. */
export class ShownRuns {
  readonly #publisher: ActivityPublisher;
  readonly #operations: Operations;
  readonly #background: Background;
  readonly #onRan: ActivityDependencies['onRan'];

  constructor(
    publisher: ActivityPublisher,
    operations: Operations,
    background: Background,
    { onRan }: Pick<ActivityDependencies, 'onRan'>,
  ) {
    this.#publisher = publisher;
    this.#operations = operations;
    this.#background = background;
    this.#onRan = onRan;
  }

  /**
   * What came of it is shown as soon as it is known; `conclude`, to be called when both sides are unlocked, shows what that has added, or all
   * of it where nothing was shown yet: where commands belong to the run, or it could not begin. Never rejects.
   */
  async carryOut(
    profile: Profile,
    subject: RunSubject,
    request: RunRequest,
    { release, ...begun }: RunBegun,
    commands?: CommandsAround,
  ): Promise<{ readonly report: RunReport; readonly conclude: () => void }> {
    let shown: RunReport | undefined;
    const onResult = (early: RunReport): void => {
      shown = early;
      release();
      this.#show(profile, early, subject);
    };
    const how = { ...begun, onResult };
    const report = await this.#operations.carryOut(profile, subject, request, how, commands);
    const conclude = (): void => {
      if (shown === undefined) this.#show(profile, report, subject);
      else if (report.counts.failed > shown.counts.failed) this.#amend(report);
    };
    return { report, conclude };
  }

  #show({ id }: Profile, report: RunReport, subject: RunSubject): void {
    const { past, choices } = this.#background;
    this.#publisher.forgetRun();
    if (!report.dryRun) {
      past.last = report;
      past.cut = undefined;
    }
    const stage = afterRun(report, subject);
    // A plan of a part says nothing of what was chosen elsewhere.
    if (stage.kind === 'ran' && subject.kind === 'plan' && subject.made.plan.part === undefined) {
      if (report.end.kind === 'finished') choices.ran();
      else choices.keep(subject.made.plan);
    }
    this.#publisher.show(stage);
    if (!report.dryRun) this.#onRan(id);
  }

  /** The report of the last run has a problem more than was shown. */
  #amend(report: RunReport): void {
    const { past } = this.#background;
    const { stage } = this.#publisher;
    if (past.last?.runId === report.runId) past.last = report;
    if (stage.kind === 'ran' && stage.report.runId === report.runId)
      this.#publisher.show({ ...stage, report });
  }
}
