import { DEFAULT_SETTINGS } from '../../../shared/settings.js';
import { baselineTable, type StoredBaseline } from '../baseline/baseline-table.js';
import { SpellingTable } from '../baseline/spelling-table.js';
import { PairRow } from '../baseline/pair-row.js';
import { historyTables, type StoredHistory } from '../history/history-tables.js';
import { journalTables, withdrawal, type StoredJournal } from '../journal/journal-tables.js';
import type { Synchronous } from '../sqlite/synchronous.js';
import { StateLock } from '../sqlite/state-lock.js';
import { openSound } from '../sqlite/sound-file.js';
import { Statements } from '../sqlite/statements.js';
import type { StateStore } from '../state-store.js';
import { textTable, type StoredTexts } from '../texts/text-table.js';

/** What can be asked of the database: all that `StateStore` has, but for what the channel to it does by itself. */
export interface StoredState
  extends
    StoredBaseline,
    StoredJournal,
    StoredHistory,
    StoredTexts,
    Synchronous<Pick<StateStore, 'token' | 'lock' | 'finish'>> {}

/** An open database, in the thread that has it. */
export interface StateDatabase {
  readonly stored: StoredState;
  /** Does all of `work` in one transaction; throws what it throws, after which nothing of it has happened. */
  readonly transaction: (work: () => void) => void;
  readonly close: () => void;
}

/**
 * Opens what is remembered of one profile, for one pair of folders. Throws `DamagedDatabaseError` or `NewerSchemaError`; the file is
 * left as it was found.
 */
export function openDatabase(
  file: string,
  pairName: string,
  historyDays: number | null = DEFAULT_SETTINGS.historyDays,
): StateDatabase {
  const db = openSound(file);
  const sql = new Statements(db);
  const lock = new StateLock(file);
  const pair = new PairRow(sql, pairName);
  return {
    stored: storedState(sql, pair, lock, historyDays),
    transaction: (work) => {
      db.exec('BEGIN IMMEDIATE');
      try {
        work();
        pair.countRevision();
        db.exec('COMMIT');
      } catch (error) {
        // A full disk has SQLite roll back by itself, and another word of it would hide why.
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      } finally {
        pair.transactionIsOver();
      }
    },
    close: () => {
      sql.clear();
      lock.release();
      db.close();
    },
  };
}

function storedState(
  sql: Statements,
  pair: PairRow,
  lock: StateLock,
  historyDays: number | null,
): StoredState {
  const spellings = new SpellingTable(sql, pair.id);
  const texts = textTable(sql, pair);
  const baseline = baselineTable(sql, pair, { spellings, texts }, withdrawal(sql, pair));
  const journal = journalTables(sql, pair, spellings);
  const history = historyTables(sql, pair, lock, historyDays);
  return {
    ...baseline,
    ...journal,
    ...history,
    ...texts.stored,
    token: () => pair.token,
    lock: () => lock.take(),
    finish: ({ runId, item, update }) => {
      const { record, forget, change, text } = update ?? {};
      // What was moved may lie below where it was before by now.
      if (forget !== undefined) baseline.forget(forget);
      if (record !== undefined) baseline.record(item.path, record);
      if (change !== undefined) journal.completeChange(change.seq, change.after);
      if (record?.kind === 'file' && text !== undefined)
        texts.stored.keepText(item.path, { sides: record.sides, content: text });
      history.addOutcome(runId, item);
    },
  };
}
