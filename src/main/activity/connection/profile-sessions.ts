import type { KeptSecret, Profile } from '../../../shared/profile/profile.js';
import type { FolderPair } from '../../session/folder-pair.js';
import { placeOf } from '../../session/past-runs.js';
import type { Session } from '../../session/session.js';
import type { SessionOptions } from '../../session/with-session.js';
import { loadEngine } from './engine.js';
import { limitedProfile } from './limited-profile.js';
import type { ActivityDependencies } from '../dependencies.js';
import { SecretsOnHand, type Offer } from './secrets-on-hand.js';

/** What a session is for. */
export type Purpose = Pick<SessionOptions, 'trigger' | 'signal' | 'run' | 'refusal' | 'joint'>;

/** Opens sessions for a profile of the application, with the secrets there are. */
export class ProfileSessions {
  readonly #dependencies: ActivityDependencies;
  readonly #secrets: SecretsOnHand;

  constructor(dependencies: ActivityDependencies) {
    this.#dependencies = dependencies;
    this.#secrets = new SecretsOnHand(dependencies);
  }

  /** Takes a secret that somebody has entered for the next session. */
  offer(offer: Offer): void {
    this.#secrets.offer(offer);
  }

  /** The two folders of a profile, and all that it takes to connect them. */
  pairOf(profile: Profile): FolderPair {
    const { stateFile, ownPlaces, limits, historyDays } = this.#dependencies;
    return {
      profile: limits === undefined ? profile : limitedProfile(profile, limits()),
      place: { ...placeOf(stateFile(profile.id), profile), historyDays: historyDays?.() },
      ownPlaces,
      secret: (kind: KeptSecret) => this.#secrets.secretOf(profile, kind),
    };
  }

  /** Lets `work` use both sides. Rejects with a `ProblemError` for what could not be reached, and as `work` does. */
  async open<T>(profile: Profile, purpose: Purpose, work: (session: Session) => Promise<T>): Promise<T> {
    const { withSession } = await loadEngine();
    const { beginDialogue, logFailure } = this.#dependencies;
    const pair = {
      ...this.pairOf(profile),
      dialogue: beginDialogue?.(profile.id, purpose.run === undefined ? 'comparison' : 'run'),
    };
    return withSession(
      {
        ...purpose,
        now: Date.now,
        reach: async (open) => {
          try {
            return await open(pair, () => this.#secrets.worked(profile));
          } finally {
            this.#secrets.failed();
          }
        },
        onUnrecorded: (error) =>
          logFailure('A run that could not start could not be recorded in the history either', error),
      },
      work,
    );
  }
}
