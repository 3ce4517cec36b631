import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectionRange } from '../../../../shared/profile/connection-range.js';
import { stoppedError, ProblemError, throwIfStopped } from '../../../../shared/problem-error.js';
import type { FtpConnection } from './connection.js';
import { isLost, isRefusedAgain } from './errors.js';
import { isLeaving, type Attempt, type JobOptions, type Member, type Waiting } from './member.js';
import { Tuning } from './tuning.js';

/**
 * Jobs that share a connection. While one waits for a reply or for its data connection, the commands of the others are on their way: with
 * this many, a connection rarely has nothing to do.
 */
export const JOBS_EACH = 12;

/** Jobs up to which a connection takes another one although one more could be opened for it. */
const JOBS_WHILE_OPENING = 2;

/**
 * How long a job that would share a connection waits while each of them is kept by one that shares with nobody, in milliseconds. Then one
 * more is opened: big files take hours, and meanwhile somebody has to be able to say that the run goes on.
 */
const PATIENCE_MS = 2_000;

/** How long to wait before the server is asked again for the only connection, in milliseconds. */
const REOPEN_WAITS_MS: readonly number[] = [300, 1_000, 3_000];

export interface PoolOptions {
  readonly open: (signal: AbortSignal) => Promise<FtpConnection>;
  readonly range: ConnectionRange;
  /** The number beyond which the server let no further connection in earlier; absent where it never refused one. */
  readonly refused?: number | undefined;
  /** Told of the number beyond which the server says that it lets no further connection in. */
  readonly onRefused?: ((connections: number) => void) | undefined;
}

/**
 * The control connections of one target. They are opened when there is work for them; one that was cut is thrown away, and what
 * was under way on it is tried once more on another one. Jobs get their places in the order in which they came.
 */
export class ConnectionPool {
  readonly #open: PoolOptions['open'];
  readonly #onRefused: PoolOptions['onRefused'];
  readonly #range: ConnectionRange;
  readonly #tuning: Tuning;
  readonly #members = new Set<Member>();
  readonly #waiting: Waiting[] = [];
  /** Connections that are being taken leave of. */
  readonly #leaving = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #opening = 0;
  /** The most that there have been at once. */
  #mostOpen = 0;
  /** Bytes that connections have transferred that are gone. */
  #bytesBefore = 0;
  /** Whether the server would not have one connection more. */
  #spareRefused = false;
  /** Whether the server has let us in, and has not refused to do so again since, however long it was given. */
  #opened = false;

  constructor({ open, range, refused, onRefused }: PoolOptions) {
    this.#open = open;
    this.#onRefused = onRefused;
    this.#range = range;
    this.#tuning = new Tuning({
      range,
      refused,
      look: () => this.#tuningInput(),
      onLimit: () => this.#fitLimit(),
    });
  }

  /** How many connections there are. */
  get size(): number {
    return this.#members.size;
  }

  /** How many connections there may be; the server can lower it, and so many may turn out to help that it is raised. */
  get limit(): number {
    return this.#tuning.limit;
  }

  /** As many as were wanted from the beginning. */
  get start(): number {
    return this.#range.start;
  }

  /** As many as there may come to be. */
  get most(): number {
    return this.#tuning.most;
  }

  /** The most that there have been at once. */
  get mostOpen(): number {
    return this.#mostOpen;
  }

  /**
   * Runs `work` on a connection and gives its place back afterwards. What is lost with a connection is begun again on a new one, once,
   * unless it was committed. Rejects with `stopped` as soon as `signal` is aborted, or with what `work` rejects with.
   */
  async use<T>(
    signal: AbortSignal,
    work: (connection: FtpConnection, attempt: Attempt) => Promise<T>,
    options: JobOptions = {},
  ): Promise<T> {
    for (let again = false; ; again = true) {
      let committed = again;
      // What broke a connection must not take others' work along a second time.
      const member = await this.#place(signal, options.alone === true || again, again);
      const attempt = { commit: () => (committed = true), release: () => this.#release(member) };
      try {
        return await this.#attempt(member, attempt, signal, work, options);
      } catch (error) {
        throwIfStopped(signal);
        if (!isLost(error) || committed || this.#closing.signal.aborted) throw error;
      }
    }
  }

  /** Opens connections in the background for `jobs` that are about to come, as far as there may be so many. */
  warm(jobs = Infinity): void {
    const wanted = Math.min(this.limit, jobs);
    for (let missing = wanted - this.#members.size - this.#opening; missing > 0; missing -= 1)
      this.#openAhead();
  }

  /** Opens a connection that nobody waits for. What goes wrong shows in the work itself, which opens its own where this did not come about. */
  #openAhead(): void {
    void this.#openFor({
      alone: false,
      impatient: false,
      served: false,
      signal: this.#closing.signal,
      give: (member) => this.#release(member),
      refuse: () => undefined,
    });
  }

  /** Takes leave of every connection, cuts those at work, and refuses to open more. Resolves when they are closed. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#tuning.stop();
    for (const member of this.#members) this.#drop(member);
    for (const { refuse } of this.#waiting.splice(0)) refuse(stoppedError());
    await Promise.all(this.#leaving);
  }

  async #attempt<T>(
    member: Member,
    attempt: Attempt,
    signal: AbortSignal,
    work: (connection: FtpConnection, attempt: Attempt) => Promise<T>,
    { gentle = false, keep = false }: JobOptions,
  ): Promise<T> {
    const { connection } = member;
    const stopped = Promise.withResolvers<never>();
    let abandoned = 0;
    const stop = (): void => {
      abandoned = 1;
      member.abandoned += 1;
      member.retired = true;
      // Nobody else waits for it, and nobody wants what it has to say any more.
      if (member.abandoned === member.jobs) connection.abandon();
      stopped.reject(stoppedError());
    };
    if (!gentle) signal.addEventListener('abort', stop, { once: true });
    const working = work(connection, attempt);
    const ended = working.then(
      () => {
        member.abandoned -= abandoned;
        if (!keep) this.#release(member);
      },
      (error: unknown) => {
        member.abandoned -= abandoned;
        if (isLost(error)) connection.destroy();
        this.#release(member);
      },
    );
    try {
      const result = await Promise.race([working, stopped.promise]);
      if (!keep) await ended;
      return result;
    } catch (error) {
      if (!signal.aborted) await ended;
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** A place on a connection; with `fresh` none on those at rest, because they may be dead as well. */
  async #place(signal: AbortSignal, alone: boolean, fresh: boolean): Promise<Member> {
    throwIfStopped(signal);
    throwIfStopped(this.#closing.signal);
    if (fresh) for (const member of this.#members) if (member.jobs === 0) this.#drop(member);
    const { promise, resolve, reject } = Promise.withResolvers<Member>();
    const waiting: Waiting = {
      alone,
      impatient: false,
      served: false,
      signal,
      give: resolve,
      refuse: reject,
    };
    const stop = (): void => {
      const place = this.#waiting.indexOf(waiting);
      if (place !== -1) this.#waiting.splice(place, 1);
      reject(stoppedError());
      this.#grant();
    };
    signal.addEventListener('abort', stop, { once: true });
    this.#waiting.push(waiting);
    this.#grant();
    const waits = !alone && this.#waiting.includes(waiting);
    const timer = waits ? setTimeout(() => this.#losePatience(waiting), PATIENCE_MS) : undefined;
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  /** Gives places to those who wait, in their order, as long as there are any. */
  #grant(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const member = this.#memberFor(next);
      if (member === 'none') break;
      this.#waiting.shift();
      if (member === 'open') void this.#openFor(next);
      else this.#give(member, next);
    }
    this.#grantSpare();
  }

  /** While big files keep all the connections that there may be, little jobs go past those that wait, to one connection more. */
  #grantSpare(): void {
    const others = [...this.#members].filter(({ alone }) => !alone);
    if (this.#opening > 0 || this.#members.size - others.length < this.limit) return;
    const spare = others.find((member) => member.connection.alive && !isLeaving(member));
    for (const waiting of this.#waiting.filter(({ alone }) => !alone)) {
      const placed = spare === undefined ? waiting.impatient && !this.#spareRefused : spare.jobs < JOBS_EACH;
      if (!placed) continue;
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      if (spare !== undefined) this.#give(spare, waiting);
      else {
        void this.#openFor(waiting);
        return;
      }
    }
  }

  #losePatience(waiting: Waiting): void {
    waiting.impatient = true;
    this.#grant();
  }

  /** Where a job goes: to a connection at rest, else to a new one, else to the one with the fewest others. */
  #memberFor({ alone, served }: Waiting): Member | 'open' | 'none' {
    let best: Member | undefined;
    for (const member of this.#members) {
      if (!member.connection.alive) {
        if (member.jobs === 0) this.#drop(member);
        continue;
      }
      if (isLeaving(member) || member.alone || member.jobs >= JOBS_EACH) continue;
      if (best === undefined || member.jobs < best.jobs) best = member;
    }
    // The one more is for little jobs only.
    if (alone && this.#staying > this.limit) return 'none';
    if (best?.jobs === 0) return best;
    const mayOpen = this.#members.size + this.#opening < this.limit;
    // Opening takes several round trips. A little job need not wait for them where a connection has hardly anything to do.
    if (!alone && best !== undefined && best.jobs < JOBS_WHILE_OPENING) {
      if (mayOpen) this.#openAhead();
      return best;
    }
    if (mayOpen && !(served && this.#lives())) return 'open';
    return alone || best === undefined ? 'none' : best;
  }

  #give(member: Member, { alone, give }: Waiting): void {
    member.jobs += 1;
    member.alone = alone;
    // Before that, there is nothing to find out.
    if (this.#members.size >= this.limit) this.#tuning.atWork();
    give(member);
  }

  /**
   * Opens a connection for a job. Whatever goes wrong with that while another one lives says only how many the server allows: then the job
   * waits for one of those, and so it does where the server takes its time.
   */
  async #openFor(waiting: Waiting): Promise<void> {
    const spare = this.#members.size >= this.limit;
    const job = { bound: true };
    const unbind = (): void => {
      if (!job.bound) return;
      job.bound = false;
      waiting.served = true;
      this.#waiting.unshift(waiting);
    };
    const timer = setTimeout(() => {
      if (!this.#lives() || waiting.signal.aborted) return;
      unbind();
      this.#grant();
    }, PATIENCE_MS);
    this.#opening += 1;
    try {
      const connection = await this.#openPatiently(AbortSignal.any([waiting.signal, this.#closing.signal]));
      const member = { connection, jobs: 0, alone: false, abandoned: 0, retired: false, surplus: false };
      this.#opened = true;
      this.#members.add(member);
      this.#mostOpen = Math.max(this.#mostOpen, this.#members.size);
      if (waiting.signal.aborted || this.#closing.signal.aborted) {
        waiting.refuse(stoppedError());
        if (this.#closing.signal.aborted) this.#drop(member);
      } else if (job.bound) this.#give(member, waiting);
    } catch (error) {
      const stopped = waiting.signal.aborted || this.#closing.signal.aborted;
      if (stopped || !this.#lives()) waiting.refuse(error);
      else {
        if (spare) this.#spareRefused = true;
        else this.#haveRefused(error);
        unbind();
      }
    } finally {
      clearTimeout(timer);
      this.#opening -= 1;
      this.#grant();
    }
  }

  /** Opens a connection. A server that has just lost the only one may count it still, and is asked again after a while. */
  async #openPatiently(signal: AbortSignal): Promise<FtpConnection> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await this.#open(signal);
      } catch (error) {
        const waitMs = REOPEN_WAITS_MS[tries];
        if (waitMs === undefined) {
          // Nobody else has to find out once more, item by item, that it does not come back.
          this.#opened = this.#lives();
          throw error;
        }
        if (!this.#opened || this.#lives() || !isRefusedAgain(error)) throw error;
        await delay(waitMs, undefined, { signal }).catch(() => undefined);
        throwIfStopped(signal);
      }
    }
  }

  /** Whether there is a connection that is of use. */
  #lives(): boolean {
    return [...this.#members].some(({ connection }) => connection.alive);
  }

  #release(member: Member): void {
    member.jobs -= 1;
    this.#tuning.jobDone();
    if (member.jobs === 0) {
      member.alone = false;
      const unfit = isLeaving(member) || !member.connection.alive || this.#closing.signal.aborted;
      if (unfit || this.#isOneTooMany(member)) this.#drop(member);
    }
    this.#grant();
  }

  /** Whether there is one connection more than there may be, and big files do not keep all the others any longer. */
  #isOneTooMany(member: Member): boolean {
    if (this.#members.size <= this.limit) return false;
    return [...this.#members].some((other) => other !== member && !other.alone);
  }

  /** What there is to see of how busy the connections are. */
  #tuningInput() {
    let [connections, demand, bytes] = [0, this.#waiting.length, this.#bytesBefore];
    for (const member of this.#members) {
      if (member.connection.alive && !isLeaving(member)) connections += 1;
      demand += member.jobs;
      bytes += member.connection.carried;
    }
    return { connections, demand, bytes };
  }

  /** Those that are not about to go. */
  get #staying(): number {
    return [...this.#members].filter(({ surplus }) => !surplus).length;
  }

  /** Those beyond a limit that was set back go as soon as what is under way on them has ended; those with the least of it first. */
  #fitLimit(): void {
    const idlest = [...this.#members]
      .filter((member) => !isLeaving(member))
      .sort((one, other) => Number(one.alone) - Number(other.alone) || one.jobs - other.jobs);
    for (const member of idlest.slice(0, Math.max(0, idlest.length - this.limit))) {
      member.surplus = true;
      if (member.jobs === 0) this.#drop(member);
    }
    this.#grant();
  }

  /** The server would not let in the connection that was just tried. */
  #haveRefused(error: unknown): void {
    const allowed = Math.max(1, this.#members.size + this.#opening - 1);
    this.#tuning.refused(allowed);
    if (error instanceof ProblemError && error.problem.kind === 'busy') this.#onRefused?.(this.limit);
  }

  #drop(member: Member): void {
    if (this.#members.delete(member)) this.#bytesBefore += member.connection.carried;
    if (member.jobs > 0) member.connection.destroy();
    const leaving = member.connection.leave().finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }
}
