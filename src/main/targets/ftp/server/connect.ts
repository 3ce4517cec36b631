import { throwIfStopped } from '../../target-error.js';
import { ConnectClock } from '../session/connect-clock.js';
import { FtpConnection } from '../session/connection.js';
import { asLearnt, NO_FEATURES, type FtpFeatures } from '../protocol/features.js';
import { connectError } from '../session/errors.js';
import type { FtpSettings } from '../protocol/settings.js';
import { askFeatures, discover, prepare, type ServerFacts } from './discover.js';
import { habitsOf, type LearnedFacts } from '../session/learned.js';

/** Opens connections to one server. The first one finds out what the others need not ask any more. */
export class Connector {
  readonly #settings: FtpSettings;
  readonly habits: LearnedFacts;
  #features: FtpFeatures | undefined;
  #facts: ServerFacts | undefined;

  constructor(settings: FtpSettings) {
    this.#settings = settings;
    this.habits = habitsOf(settings.line, settings.memory?.known);
  }

  /** What the server can do; known once a connection has been opened. */
  get features(): FtpFeatures {
    return this.#features ?? NO_FEATURES;
  }

  /** What there is to know of the server; known once a connection has been opened. */
  get facts(): ServerFacts {
    if (this.#facts === undefined) throw new Error('No connection has been opened.');
    return this.#facts;
  }

  /** Opens a connection that is ready for work. Rejects with a `TargetError`; with `stopped` at once when `signal` is aborted. */
  async open(signal: AbortSignal): Promise<FtpConnection> {
    const together = !this.habits.single;
    try {
      return await this.#openOnce(signal);
    } catch (error) {
      if (signal.aborted || !together || !this.habits.single) throw error;
    }
    // Some of what was sent together was lost, so the server is tried again with one command at a time.
    const connection = await this.#openOnce(signal);
    this.#settings.memory?.learn({ single: true });
    return connection;
  }

  async #openOnce(signal: AbortSignal): Promise<FtpConnection> {
    const clock = new ConnectClock(!this.habits.single);
    try {
      return await FtpConnection.open(this.#settings, this.habits, {
        signal: AbortSignal.any([signal, clock.signal]),
        onPhase: (phase) => clock.enter(phase),
        prepare: (connection) => this.#prepare(connection),
      });
    } catch (error) {
      throwIfStopped(signal);
      const reason = clock.signal.aborted ? new Error('Timeout') : error;
      throw connectError(reason, this.#settings, clock.phase, this.#facts !== undefined);
    } finally {
      clock.stop();
    }
  }

  /** What the first connection is asked goes out together with what prepares it: that saves a round trip. */
  async #prepare(connection: FtpConnection): Promise<void> {
    const features = this.#features ?? asLearnt(await askFeatures(connection), this.habits);
    const discovering = this.#facts === undefined ? discover(connection, features) : this.#facts;
    const [facts] = await Promise.all([discovering, prepare(connection, features)]);
    this.#features ??= features;
    this.#facts ??= facts;
  }
}
