import { baselineTable, type StoredBaseline } from '../baseline/baseline-table.js';
import { NameHabits } from '../baseline/name-habits.js';
import { PairRow } from '../baseline/pair-row.js';
import { historyTables, type StoredHistory } from '../history/history-tables.js';
import { journalTables, withdrawal, type StoredJournal } from '../journal/journal-tables.js';
import type { AtOnce } from '../sqlite/at-once.js';
import { RunClaim } from '../sqlite/run-claim.js';
import { openSound } from '../sqlite/sound-file.js';
import { Statements } from '../sqlite/statements.js';
import type { StateStore } from '../state-store.js';

/** What can be asked of the database: all that `StateStore` has, but for what the line to it does by itself. */
export interface StoredState
  extends
    StoredBaseline,
    StoredJournal,
    StoredHistory,
    AtOnce<Pick<StateStore, 'token' | 'claim' | 'finish'>> {}

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
export function openDatabase(file: string, pairName: string): StateDatabase {
  const db = openSound(file);
  const sql = new Statements(db);
  const claim = new RunClaim(file);
  const pair = new PairRow(sql, pairName);
  return {
    stored: storedState(sql, pair, claim),
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
      claim.giveBack();
      db.close();
    },
  };
}

function storedState(sql: Statements, pair: PairRow, claim: RunClaim): StoredState {
  const habits = new NameHabits(sql, pair.id);
  const baseline = baselineTable(sql, pair, habits, withdrawal(sql, pair));
  const journal = journalTables(sql, pair, habits);
  const history = historyTables(sql, pair, claim);
  return {
    ...baseline,
    ...journal,
    ...history,
    token: () => pair.token,
    claim: () => claim.take(),
    finish: ({ runId, item, learned }) => {
      const { record, forget, change } = learned ?? {};
      // What was moved may lie below where it was before by now.
      if (forget !== undefined) baseline.forget(forget);
      if (record !== undefined) baseline.record(item.path, record);
      if (change !== undefined) journal.completeChange(change.seq, change.after);
      history.addOutcome(runId, item);
    },
  };
}
