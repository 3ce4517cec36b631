import type { OnRecord } from '../../target.js';
import type { FtpConnection } from '../session/connection.js';
import type { ConnectionPool } from '../session/pool.js';
import type { FtpFeatures } from '../protocol/features.js';
import type { Reply } from '../protocol/reply.js';
import type { Learned } from '../session/learned.js';
import { confirmationIn, confirmingCommands, isConfirmable, type Confirmation } from './confirmation.js';

/** What comes within this time of another goes out with it, in milliseconds: much less than a round trip. */
const GATHER_MS = 4;

/** How long the first one waits for others at most. */
const GATHER_AT_MOST_MS = 20;

/**
 * Bytes of commands that go out before their replies are waited for. Servers misread what comes in more: proftpd 1.3.8 takes two commands for
 * one where the end of the first falls on the edge of what it reads at once.
 */
const BURST_BYTES = 1_200;

/** Bursts that one connection takes before others, which may have been opened meanwhile, get their share. */
const MOST_BURSTS = 2;

/** Bursts from which on further connections help. */
const MANY_BURSTS = 3;

/** The same where a server reads any number of commands in their turn: then one connection does the work of several. */
const MOST_BYTES_AHEAD = 32 * 1024;
const MANY_BYTES_AHEAD = 48 * 1024;

/** A folder that waits to be looked at. */
interface Waiting {
  readonly folder: string;
  readonly expected: OnRecord;
  readonly commands: readonly string[];
  readonly signal: AbortSignal;
  readonly answer: (confirmation: Confirmation) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Finds out whether folders still hold what is on record, over control connections alone: the questions about several folders leave
 * together, where a listing takes a data connection and several round trips each.
 */
export class Confirmer {
  readonly #pool: ConnectionPool;
  readonly #features: FtpFeatures;
  readonly #learned: Pick<Learned, 'readsAhead'>;
  readonly #now: () => number;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #gatheringMs = 0;
  #underWay = 0;

  constructor(
    pool: ConnectionPool,
    features: FtpFeatures,
    learned: Pick<Learned, 'readsAhead'>,
    now: () => number,
  ) {
    this.#pool = pool;
    this.#features = features;
    this.#learned = learned;
    this.#now = now;
  }

  /** Whether the folder, at an absolute path in wire form, can be asked about in this way. */
  canAsk(folder: string, expected: OnRecord): boolean {
    return (this.#features.mlst || this.#features.mdtm) && isConfirmable(folder, expected);
  }

  /** Looks at a folder. Rejects where the connection is lost, or with `stopped`; then nothing is known. */
  ask(folder: string, expected: OnRecord, signal: AbortSignal): Promise<Confirmation> {
    const { promise, resolve, reject } = Promise.withResolvers<Confirmation>();
    const commands = confirmingCommands(folder, expected, this.#features);
    this.#waiting.push({ folder, expected, commands, signal, answer: resolve, fail: reject });
    this.#gather();
    return promise;
  }

  #gather(): void {
    if (this.#underWay >= this.#connections()) return;
    if (this.#timer !== undefined) {
      if (performance.now() - this.#gatheringMs < GATHER_AT_MOST_MS) this.#timer.refresh();
      return;
    }
    this.#gatheringMs = performance.now();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, GATHER_MS);
  }

  #connections(): number {
    return Math.max(1, this.#pool.size);
  }

  #send(): void {
    const bytes = this.#waiting.reduce((sum, { commands }) => sum + bytesOf(commands), 0);
    const { readsAhead } = this.#learned;
    if (bytes > (readsAhead ? MANY_BYTES_AHEAD : MANY_BURSTS * BURST_BYTES)) this.#pool.warm();
    const free = Math.max(1, this.#connections() - this.#underWay);
    const most = readsAhead ? MOST_BYTES_AHEAD : MOST_BURSTS * BURST_BYTES;
    const share = Math.min(Math.ceil(bytes / free), most);
    for (let count = 0; count < free && this.#waiting.length > 0; count += 1) this.#sendOne(share);
  }

  #sendOne(mostBytes: number): void {
    const group: Waiting[] = [];
    let bytes = 0;
    for (const one of this.#waiting) {
      if (bytes >= mostBytes) break;
      group.push(one);
      bytes += bytesOf(one.commands);
    }
    const [first] = group;
    if (first === undefined) return;
    this.#waiting = this.#waiting.slice(group.length);
    this.#underWay += 1;
    this.#pool
      .use(first.signal, (connection) => this.#look(connection, group))
      .catch((error: unknown) => {
        for (const { fail } of group) fail(error);
      })
      .finally(() => {
        this.#underWay -= 1;
        if (this.#waiting.length > 0) this.#gather();
      });
  }

  async #look(connection: FtpConnection, group: readonly Waiting[]): Promise<void> {
    const replies = await connection.inTurn(async () => {
      const commands = group.flatMap((one) => one.commands);
      if (this.#learned.readsAhead) return connection.requestAll(commands);
      const told: Reply[] = [];
      for (const burst of inBursts(commands)) told.push(...(await connection.requestAll(burst)));
      return told;
    });
    let at = 0;
    for (const { commands, expected, answer } of group) {
      const told = replies.slice(at, at + commands.length);
      at += commands.length;
      answer(confirmationIn(told, expected, this.#features, this.#now()));
    }
  }
}

function bytesOf(commands: readonly string[]): number {
  return commands.reduce((sum, command) => sum + command.length + 2, 0);
}

/** Commands in their order, as many at a time as may go out together. */
function inBursts(commands: readonly string[]): readonly (readonly string[])[] {
  const bursts: string[][] = [];
  let bytes = Infinity;
  for (const command of commands) {
    bytes += command.length + 2;
    if (bytes > BURST_BYTES) {
      bursts.push([]);
      bytes = command.length + 2;
    }
    bursts.at(-1)?.push(command);
  }
  return bursts;
}
