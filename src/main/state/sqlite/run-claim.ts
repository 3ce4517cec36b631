import { closeSync, existsSync, openSync } from 'node:fs';
import { troubleOf } from './sound-file.js';
import { DatabaseSync } from './sqlite.js';

/** What the name of the file ends with that is locked while a run goes on. */
export const RUNNING = '-running';

/** How long a claim waits for those who only look, in milliseconds. */
const PROBED_MS = 200;

/**
 * The right to run from one memory. The lock is the system's, on an empty file of its own, so that it goes with the process however
 * that ends.
 */
export class RunClaim {
  readonly #stateFile: string;
  #held: DatabaseSync | undefined;

  constructor(stateFile: string) {
    this.#stateFile = stateFile;
  }

  /** Whether the right is ours now. */
  take(): boolean {
    if (this.#held !== undefined || this.#stateFile === ':memory:') return true;
    const file = `${this.#stateFile}${RUNNING}`;
    // SQLite would let others read it (S12).
    closeSync(openSync(file, 'a', 0o600));
    const claim = new DatabaseSync(file);
    try {
      claim.exec(`PRAGMA busy_timeout = ${PROBED_MS}`);
      claim.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      claim.close();
      if (troubleOf(error) === 'busy') return false;
      throw error;
    }
    this.#held = claim;
    return true;
  }

  /** Whether we or another process have it. Makes no file. */
  isTaken(): boolean {
    if (this.#held !== undefined) return true;
    const file = `${this.#stateFile}${RUNNING}`;
    if (this.#stateFile === ':memory:' || !existsSync(file)) return false;
    const probe = new DatabaseSync(file);
    try {
      probe.exec('BEGIN IMMEDIATE');
      return false;
    } catch (error) {
      if (troubleOf(error) === 'busy') return true;
      throw error;
    } finally {
      probe.close();
    }
  }

  giveBack(): void {
    this.#held?.close();
    this.#held = undefined;
  }
}
