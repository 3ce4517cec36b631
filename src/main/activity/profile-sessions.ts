import type { KeptSecret, Profile } from '../../shared/profile/profile.js';
import { placeOf } from '../session/past-runs.js';
import type { Session } from '../session/session.js';
import { withSession, type SessionOptions } from '../session/with-session.js';
import type { Surroundings } from './dependencies.js';
import { SecretsOnHand, type Offer } from './secrets-on-hand.js';

/** What a session is for. */
export type Purpose = Pick<SessionOptions, 'trigger' | 'signal' | 'run' | 'refusal'>;

/** Opens sessions for a profile of the application, with the secrets there are. */
export class ProfileSessions {
  readonly #surroundings: Surroundings;
  readonly #secrets: SecretsOnHand;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#secrets = new SecretsOnHand(surroundings);
  }

  /** Takes a secret that somebody has entered for the next session. */
  offer(offer: Offer): void {
    this.#secrets.offer(offer);
  }

  /** Lets `work` use both sides. Rejects with a `ProblemError` for what could not be reached, and as `work` does. */
  open<T>(profile: Profile, purpose: Purpose, work: (session: Session) => Promise<T>): Promise<T> {
    const { stateFile, ownPlaces, logFailure } = this.#surroundings;
    const pair = {
      profile,
      place: placeOf(stateFile(profile.id), profile),
      ownPlaces,
      secret: (kind: KeptSecret) => this.#secrets.secretOf(profile, kind),
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
