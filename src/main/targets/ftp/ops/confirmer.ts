import type { OnRecord } from '../../target.js';
import type { FtpConnection } from '../session/connection.js';
import type { ConnectionPool } from '../session/pool.js';
import type { FtpFeatures } from '../protocol/features.js';
import { confirmationIn, confirmingCommands, isConfirmable, type Confirmation } from './confirmation.js';

/** What comes within this time goes out together, in milliseconds: much less than a round trip. */
const GATHER_MS = 4;

/** Commands that go out in one go on one connection. */
const MOST_COMMANDS = 1_500;

/** Folders from which on further connections help. */
const MANY_FOLDERS = 48;

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
 * Finds out whether folders still hold what is on record, over control connections alone: the questions about many folders leave in one
 * write, where a listing takes a data connection and several round trips each.
 */
export class Confirmer {
  readonly #pool: ConnectionPool;
  readonly #features: FtpFeatures;
  readonly #now: () => number;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #underWay = 0;

  constructor(pool: ConnectionPool, features: FtpFeatures, now: () => number) {
    this.#pool = pool;
    this.#features = features;
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
    if (this.#timer !== undefined || this.#underWay >= this.#lines()) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, GATHER_MS);
  }

  #lines(): number {
    return Math.max(1, this.#pool.size);
  }

  #send(): void {
    if (this.#waiting.length > MANY_FOLDERS) this.#pool.warm();
    const free = this.#lines() - this.#underWay;
    const share = Math.ceil(this.#waiting.length / Math.max(1, free));
    for (let line = 0; line < free && this.#waiting.length > 0; line += 1) this.#sendOne(share);
  }

  #sendOne(most: number): void {
    const group: Waiting[] = [];
    let commands = 0;
    for (const one of this.#waiting) {
      if (group.length >= most || (group.length > 0 && commands + one.commands.length > MOST_COMMANDS)) break;
      group.push(one);
      commands += one.commands.length;
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
    const replies = await connection.inTurn(() =>
      connection.requestAll(group.flatMap(({ commands }) => commands)),
    );
    let at = 0;
    for (const { commands, expected, answer } of group) {
      const told = replies.slice(at, at + commands.length);
      at += commands.length;
      answer(confirmationIn(told, expected, this.#features, this.#now()));
    }
  }
}
