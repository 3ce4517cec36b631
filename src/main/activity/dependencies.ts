import type { Activity } from '../../shared/run/activity.js';
import type { ProfileId, KeptSecret } from '../../shared/profile/profile.js';
import type { EngineEvent } from '../../shared/run/run.js';

/** What an activity needs of the rest of the application. */
export interface Surroundings {
  readonly stateFile: (id: ProfileId) => string;
  /** Where the application keeps all of its own, as absolute paths: never content. */
  readonly ownPlaces: readonly string[];
  /** `''` where the profile has none. Rejects where the keyring does not give it. */
  readonly secretOf: (id: ProfileId, kind: KeptSecret) => Promise<string>;
  /** Keeps a secret that has just worked: in the keyring with `remember`, else until the application quits. Never rejects. */
  readonly keepSecret: (id: ProfileId, kind: KeptSecret, secret: string, remember: boolean) => Promise<void>;
  /** Told after every change of kind and every settlement. */
  readonly onActivity: (id: ProfileId, activity: Activity) => void;
  /** Told of everything that the engine tells; `fresh` where a new plan begins, or the plan is told once more. */
  readonly onEvents: (id: ProfileId, events: readonly EngineEvent[], fresh: boolean) => void;
  /** Told of every run that was more than a dry one. */
  readonly onRan: (id: ProfileId) => void;
  readonly logFailure: (what: string, error: unknown) => void;
}
