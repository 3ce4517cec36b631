import type { StatementSync } from 'node:sqlite';
import type { DatabaseSync } from './sqlite.js';

type Value = string | number | Uint8Array | null;

/** The statements of a database, each prepared once: a run uses few of them, many thousand times. */
export class Statements {
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Runs a statement; returns the number of the row that it inserted, if any. */
  run(sql: string, ...values: readonly Value[]): number {
    return Number(this.#statement(sql).run(...values).lastInsertRowid);
  }

  /** The first row that a statement finds, as an object; `undefined` where it finds none. */
  get(sql: string, ...values: readonly Value[]): unknown {
    return this.#statement(sql).get(...values);
  }

  /** All rows that a statement finds, as objects. */
  all(sql: string, ...values: readonly Value[]): readonly unknown[] {
    return this.#statement(sql).all(...values);
  }

  /** The same as `get`, with the row as a list of its columns. A statement is asked in one of the two ways, always. */
  getList(sql: string, ...values: readonly Value[]): unknown {
    const statement = this.#statement(sql);
    statement.setReturnArrays(true);
    return statement.get(...values);
  }

  /** The same as `all`, with each row as a list of its columns. A statement is asked in one of the two ways, always. */
  allLists(sql: string, ...values: readonly Value[]): readonly unknown[] {
    const statement = this.#statement(sql);
    statement.setReturnArrays(true);
    return statement.all(...values);
  }

  /** Lets go of all statements, before the database is closed. */
  clear(): void {
    this.#prepared.clear();
  }

  #statement(sql: string): StatementSync {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}
