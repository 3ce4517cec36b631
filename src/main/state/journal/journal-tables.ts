import type { ItemPath } from '../../../shared/entry/entry.js';
import type { SpellingTable } from '../baseline/spelling-table.js';
import type { PairRow } from '../baseline/pair-row.js';
import type { Synchronous } from '../sqlite/synchronous.js';
import type { Statements } from '../sqlite/statements.js';
import { changeDetail, changeFrom, keptFileFrom, versionFrom } from './change-columns.js';
import { intentColumns, intentFrom } from './intent-columns.js';
import type { JournalStore } from './journal-store.js';
import { partColumns, partFrom } from './recorded-part.js';

/** `JournalStore` where the database is. */
export type StoredJournal = Synchronous<JournalStore>;

const INTEND =
  'INSERT OR REPLACE INTO intent (pair, path, to_side, size, ms, ns, precision, proof) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';

const BEGIN_PART =
  'INSERT OR REPLACE INTO part (pair, path, to_side, temporary, source) VALUES (?, ?, ?, ?, ?)';

const NOTE =
  'INSERT INTO change (pair, run, noted_ms, detail, kept_side, kept_as, kept_size) VALUES (?, ?, ?, ?, ?, ?, ?)';

/** `0` is the letter after `/`: the range holds all that lies below. */
const KEPT_FILES = `SELECT *, detail ->> '$.path' AS path FROM change
  WHERE pair = ?1 AND kept_as IS NOT NULL AND seq < ?2 AND (?3 = '' OR detail ->> '$.path' = ?3 OR
    (detail ->> '$.path' >= ?3 || '/' AND detail ->> '$.path' < ?3 || '0'))
  ORDER BY seq DESC LIMIT ?4`;

/** The tables `intent`, `part` and `change` of a pair. */
export function journalTables(sql: Statements, pair: PairRow, spellings: SpellingTable): StoredJournal {
  return {
    withdraw: withdrawal(sql, pair),
    intents: () => sql.all('SELECT * FROM intent WHERE pair = ?', pair.id).map(intentFrom),
    beginPart: (part) => {
      sql.run(BEGIN_PART, pair.id, ...partColumns(part));
    },
    endPart: (path) => {
      sql.run('DELETE FROM part WHERE pair = ? AND path = ?', pair.id, path);
    },
    parts: () => sql.all('SELECT * FROM part WHERE pair = ?', pair.id).map(partFrom),
    recordChange: (change, intent) => {
      if (intent !== undefined) {
        sql.run(INTEND, pair.id, intent.path, intent.to, ...intentColumns(intent));
      }
      if (change.changesIgnoreFile === true) pair.ignoreIsBrought();
      const { runId, recordedMs, path, side, kept } = change;
      if (change.givesName === true) spellings.given(side, path);
      return sql.run(
        NOTE,
        pair.id,
        runId,
        recordedMs,
        changeDetail(change),
        kept === undefined ? null : side,
        kept?.as ?? null,
        kept?.size ?? null,
      );
    },
    completeChange: (seq, after) => {
      const text = after === undefined ? null : JSON.stringify(after);
      sql.run('UPDATE change SET after = ? WHERE seq = ?', text, seq);
    },
    changesOf: (runId, before, limit) =>
      sql
        .all(
          'SELECT * FROM change WHERE pair = ? AND run = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
          pair.id,
          runId,
          before,
          limit,
        )
        .map(changeFrom),
    keptVersions: () =>
      sql
        .all('SELECT * FROM change WHERE pair = ? AND kept_as IS NOT NULL ORDER BY seq', pair.id)
        .map(versionFrom),
    keptFiles: ({ below, before, limit }) =>
      sql.all(KEPT_FILES, pair.id, before ?? Number.MAX_SAFE_INTEGER, below ?? '', limit).map(keptFileFrom),
    dropVersion: (seq) => {
      sql.run('UPDATE change SET kept_as = NULL, kept_side = NULL, kept_size = NULL WHERE seq = ?', seq);
    },
  };
}

/** What ends the intent for a path. */
export function withdrawal(sql: Statements, pair: PairRow): (path: ItemPath) => void {
  return (path) => {
    sql.run('DELETE FROM intent WHERE pair = ? AND path = ?', pair.id, path);
  };
}
