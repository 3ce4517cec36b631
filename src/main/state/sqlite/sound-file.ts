import * as v from 'valibot';
import { MIGRATIONS } from './schema.js';
import { DatabaseSync } from './sqlite.js';

/** How long to wait for another process that writes, in milliseconds. */
const PATIENCE_MS = 5000;

/** Thrown for a file that a newer version of Evenkeel has written. */
export class NewerSchemaError extends Error {}

/** Thrown for a file that is not, or no longer, a sound database. */
export class DamagedDatabaseError extends Error {}

const Version = v.object({ user_version: v.number() });
const Check = v.array(v.object({ quick_check: v.string() }));

/** Opens a database and brings its schema up to date. Throws `DamagedDatabaseError` or `NewerSchemaError`; the file is left as it was found. */
export function openSound(file: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { timeout: PATIENCE_MS });
    // WAL with NORMAL: a commit survives the end of the process; after a power cut the last ones may be gone, which
    // the journal and the comparison of contents make harmless (S5).
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    const check = v.parse(Check, db.prepare('PRAGMA quick_check').all());
    if (check[0]?.quick_check !== 'ok') throw new DamagedDatabaseError('quick_check failed');
    migrate(db);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof NewerSchemaError || error instanceof DamagedDatabaseError) throw error;
    throw isDamage(error) ? new DamagedDatabaseError('not a sound database', { cause: error }) : error;
  }
}

/** What kept a call from being done: another process that writes, a full disk, or something else. */
export type Trouble = 'busy' | 'full' | 'other';

/** What SQLite's result codes say of a failure. */
export function troubleOf(error: unknown): Trouble {
  const code = errorCodeOf(error);
  return code === 5 ? 'busy' : code === 13 ? 'full' : 'other';
}

function errorCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

/** SQLite's result codes for what is no database (26), damaged (11), or lacks what a migration left there (1). */
function isDamage(error: unknown): boolean {
  return [1, 11, 26].includes(errorCodeOf(error) ?? 0);
}

function migrate(db: DatabaseSync): void {
  if (versionOf(db) === MIGRATIONS.length) return;
  // Asked again within the transaction: another process may have come first.
  db.exec('BEGIN IMMEDIATE');
  try {
    const version = versionOf(db);
    for (const step of MIGRATIONS.slice(version)) db.exec(step);
    db.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Throws `NewerSchemaError` where a newer version of Evenkeel wrote the file. */
function versionOf(db: DatabaseSync): number {
  const { user_version: version } = v.parse(Version, db.prepare('PRAGMA user_version').get());
  if (version > MIGRATIONS.length) throw new NewerSchemaError(`schema version ${version}`);
  return version;
}
