import type { PastRun } from '../../../shared/run/history.js';
import type { Problem } from '../../../shared/problem.js';
import type { Profile } from '../../../shared/profile/profile.js';
import type { RunReport } from '../../../shared/run/run.js';
import type { ActivityDependencies } from '../dependencies.js';
import { readLastRun } from '../../session/last-run.js';
import type { RestingStage } from '../stage/stage.js';

/** What is known of a profile's past: read once, and kept current by each run. */
export class PastRunsView {
  readonly #dependencies: Pick<ActivityDependencies, 'stateFile' | 'logFailure'>;
  #reading: Promise<void> | undefined;
  /** The last run that was more than a dry one. */
  last: RunReport | undefined;
  /** The newest run, where it was cut off and none has begun since. */
  cut: PastRun | undefined;
  /** That what was remembered was damaged, until somebody has been told. */
  #damaged: Problem | undefined;

  constructor(dependencies: Pick<ActivityDependencies, 'stateFile' | 'logFailure'>) {
    this.#dependencies = dependencies;
  }

  /** What there is to show before anything is compared. */
  get stage(): RestingStage {
    const { last, cut } = this;
    const damaged = this.#damaged;
    return damaged === undefined
      ? { kind: 'idle', last, cut }
      : { kind: 'compare-failed', problem: damaged, last };
  }

  /** That what was remembered was damaged, for whoever tells it now; nothing where that was told before. */
  takeDamaged(): Problem | undefined {
    const damaged = this.#damaged;
    this.#damaged = undefined;
    return damaged;
  }

  /** Reads it, unless that is done. Never rejects. */
  async read(profile: Profile): Promise<void> {
    this.#reading ??= this.#read(profile);
    await this.#reading;
  }

  async #read(profile: Profile): Promise<void> {
    const { stateFile, logFailure } = this.#dependencies;
    try {
      const { report, cut, damaged } = await readLastRun(stateFile(profile.id), profile);
      this.last ??= report;
      this.cut = cut;
      this.#damaged = damaged;
    } catch (error) {
      logFailure('The sync records of a profile could not be read', error);
    }
  }
}
