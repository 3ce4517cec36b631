import { closeSync, existsSync, openSync } from 'node:fs';
import { troubleOf } from './sound-file.js';
import { DatabaseSync } from './sqlite.js';

/** What the name of the file ends with that is locked while a run goes on. */
export const RUNNING = '-running';

/** How long taking the lock waits for those who only look, in milliseconds. */
const PROBED_MS = 200;

/**
 * Lets one process at a time run from a state file. The lock is the system's, on an empty file of its own, so that it goes with the process
 * however that ends.
 */
export class StateLock {
  readonly #stateFile: string;
  #database: DatabaseSync | undefined;

  constructor(stateFile: string) {
    this.#stateFile = stateFile;
  }

  /** Whether the lock is ours now. */
  take(): boolean {
    if (this.#database !== undefined || this.#stateFile === ':memory:') return true;
    const file = `${this.#stateFile}${RUNNING}`;
    // SQLite would let others read it (S12).
    closeSync(openSync(file, 'a', 0o600));
    const lock = new DatabaseSync(file);
    try {
      lock.exec(`PRAGMA busy_timeout = ${PROBED_MS}`);
      lock.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      lock.close();
      if (troubleOf(error) === 'busy') return false;
      throw error;
    }
    this.#database = lock;
    return true;
  }

  /** Whether we or another process hold it. Creates no file. */
  isTaken(): boolean {
    if (this.#database !== undefined) return true;
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

  release(): void {
    this.#database?.close();
    this.#database = undefined;
  }
}
