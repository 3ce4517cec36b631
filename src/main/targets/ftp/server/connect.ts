import type { ProblemKind } from '../../../../shared/problem.js';
import { ProblemError, throwIfStopped } from '../../../../shared/problem-error.js';
import { ConnectClock } from '../session/connect-clock.js';
import { FtpConnection } from '../session/connection.js';
import {
  withoutUnknown,
  featureLines,
  featuresIn,
  NO_FEATURES,
  type FtpFeatures,
} from '../protocol/features.js';
import { connectError } from '../session/errors.js';
import type { FtpSettings } from '../protocol/settings.js';
import { askFeatures, discover, prepare, withWantedModes, type ServerCapabilities } from './discover.js';
import { initiallyLearned, type Learned } from '../session/learned.js';

const LOST: ReadonlySet<ProblemKind> = new Set<ProblemKind>(['connection-lost', 'timed-out']);

/** Opens connections to one server. The first one finds out what the others need not ask any more. */
export class Connector {
  readonly #settings: FtpSettings;
  readonly learned: Learned;
  #features: FtpFeatures | undefined;
  #capabilities: ServerCapabilities | undefined;

  constructor(settings: FtpSettings) {
    this.#settings = settings;
    this.learned = initiallyLearned(settings.line, settings.findings?.known);
  }

  /** What the server can do; known once a connection has been opened. */
  get features(): FtpFeatures {
    return this.#features ?? NO_FEATURES;
  }

  /** What there is to know of the server; known once a connection has been opened. */
  get capabilities(): ServerCapabilities {
    if (this.#capabilities === undefined) throw new Error('No connection has been opened.');
    return this.#capabilities;
  }

  /** Opens a connection that is ready for work. Rejects with a `ProblemError`; with `stopped` at once when `signal` is aborted. */
  async open(signal: AbortSignal): Promise<FtpConnection> {
    const together = !this.learned.single;
    try {
      return await this.#openOnce(signal);
    } catch (error) {
      if (signal.aborted) throw error;
      if (this.#isLostAtSignIn(error)) this.learned.signsInOneByOne = true;
      else if (!together || !this.learned.single) throw error;
    }
    // Some of what was sent together was lost, so the server is tried again with one command at a time.
    const connection = await this.#openOnce(signal);
    if (together && this.learned.single) this.#settings.findings?.record({ single: true });
    return connection;
  }

  /** Whether the first connection may have failed because user name and password came together. A refusal in proper form is one. */
  #isLostAtSignIn(error: unknown): boolean {
    const { signedInTogether, signsInOneByOne } = this.learned;
    if (!signedInTogether || signsInOneByOne || this.#capabilities !== undefined) return false;
    return error instanceof ProblemError && LOST.has(error.problem.kind);
  }

  async #openOnce(signal: AbortSignal): Promise<FtpConnection> {
    const clock = new ConnectClock(!this.learned.single);
    const before = this.#capabilities;
    try {
      return await FtpConnection.open(this.#settings, this.learned, {
        signal,
        late: clock.signal,
        onPhase: (phase) => clock.enter(phase),
        prepare: (connection) => this.#prepare(connection),
      });
    } catch (error) {
      throwIfStopped(signal);
      // What was asked together with a sign-in that was refused may have been answered all the same: nobody was let in by that.
      if (before === undefined) this.#capabilities = undefined;
      const reason = clock.signal.aborted ? new Error('Timeout') : error;
      throw connectError(reason, this.#settings, clock.phase, before !== undefined);
    } finally {
      clock.stop();
    }
  }

  /** What the first connection is asked goes out together with what prepares it: that saves a round trip. */
  async #prepare(connection: FtpConnection): Promise<void> {
    const known = this.#features ?? this.#remembered();
    const asking = this.#features === undefined ? askFeatures(connection) : undefined;
    // What was announced in an earlier session saves waiting for the reply, which is looked at all the same.
    const ahead = known && this.#settle(connection, known);
    ahead?.catch(() => undefined);
    if (asking === undefined) {
      await ahead;
      return;
    }
    const announced = await asking;
    const lines = featureLines(announced);
    if (known !== undefined && ahead !== undefined && isSame(lines, featureLines(known))) {
      await ahead;
      this.#features = known;
      return;
    }
    // What was found out with other features may be wrong: it may be another server by now.
    await ahead?.catch(() => undefined);
    if (known !== undefined && this.learned.ahead === 'yes') this.learned.ahead = 'unknown';
    this.#capabilities = undefined;
    const features = withoutUnknown(announced, this.learned);
    await this.#settle(connection, features);
    this.#features = features;
    // Only now is it certain that the sign-in has worked: a refused one announces nothing.
    this.#settings.findings?.record({ features: lines });
  }

  #remembered(): FtpFeatures | undefined {
    const lines = this.#settings.findings?.known.features;
    return lines && withoutUnknown(withWantedModes(featuresIn(lines), this.#settings), this.learned);
  }

  async #settle(connection: FtpConnection, features: FtpFeatures): Promise<void> {
    const discovering = this.#capabilities ?? discover(connection, features);
    const [capabilities] = await Promise.all([discovering, prepare(connection, features)]);
    this.#capabilities ??= capabilities;
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}
