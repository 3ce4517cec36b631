import type { Activity } from '../../shared/run/activity.js';
import type { ReadingProgress } from '../../shared/content.js';
import type { ProfileId, KeptSecret } from '../../shared/profile/profile.js';
import type { DialogueOf } from '../../shared/connection/dialogue.js';
import type { Settings } from '../../shared/settings.js';
import type { EngineEvent } from '../../shared/run/run.js';

/** What an activity needs of the rest of the application. */
export interface ActivityDependencies {
  /** What no run exceeds, whatever its profile allows; absent where there are no such limits. */
  readonly limits?: () => Settings['limits'];
  /** For how many days the history is kept, `null` for ever; absent for as long as usual. */
  readonly historyDays?: () => Settings['historyDays'];
  readonly stateFile: (id: ProfileId) => string;
  /** The other pairs of folders of the same profile, by name: only one of them is at work at a time. Absent where there are none. */
  readonly othersOf?: (id: ProfileId) => readonly ProfileId[];
  /** Where the application keeps all of its own, as absolute paths: never content. */
  readonly ownPlaces: readonly string[];
  /** `''` where the profile has none. Rejects where the keyring does not give it. */
  readonly secretOf: (id: ProfileId, kind: KeptSecret) => Promise<string>;
  /** Keeps a secret that has just worked: in the keyring with `remember`, else until the application quits. Never rejects. */
  readonly keepSecret: (id: ProfileId, kind: KeptSecret, secret: string, remember: boolean) => Promise<void>;
  /** Begins the dialogue with the server of a profile, secrets masked; the result takes its lines. Absent where nobody reads it. */
  readonly beginDialogue?: ((id: ProfileId, of: DialogueOf) => (line: string) => void) | undefined;
  /** Told after every change of kind and every settlement. */
  readonly onActivity: (id: ProfileId, activity: Activity) => void;
  /** Told of everything that the engine tells; `fresh` where a new plan begins, or the plan is told once more. */
  readonly onEvents: (id: ProfileId, events: readonly EngineEvent[], fresh: boolean) => void;
  /** Told how far the reading of a file for somebody to look at has come. */
  readonly onReading: (id: ProfileId, progress: ReadingProgress) => void;
  /** Told of every run that was more than a dry one. */
  readonly onRan: (id: ProfileId) => void;
  readonly logFailure: (what: string, error: unknown) => void;
}

/** What the activity of one pair of folders needs, and how the others of its profile stand. */
export interface OwnDependencies extends ActivityDependencies {
  /** Whether another pair of folders of the profile is at work; absent where there is none. */
  readonly othersAtWork?: () => boolean;
}
