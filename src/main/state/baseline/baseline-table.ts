import * as v from 'valibot';
import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { ItemPath } from '../../../shared/entry/entry.js';
import { nameOf, parentOf } from '../../../shared/entry/path.js';
import type { Synchronous } from '../sqlite/synchronous.js';
import type { Statements } from '../sqlite/statements.js';
import { baselineColumns, baselineRowFrom, BASELINE_COLUMNS, PUT_RECORD } from './baseline-columns.js';
import type { BaselineStore } from './baseline-store.js';
import type { TextTable } from '../texts/text-table.js';
import type { SpellingTable } from './spelling-table.js';
import type { PairRow } from './pair-row.js';

/** `BaselineStore` where the database is. */
export interface StoredBaseline extends Synchronous<Omit<BaselineStore, 'childrenOf'>> {
  /** What lies directly in a folder, each as `baselineRowFrom` reads it: the caller's thread makes objects of them. */
  readonly childrenOf: (folder: ItemPath) => readonly unknown[];
}

const CHILDREN = `SELECT ${BASELINE_COLUMNS} FROM baseline WHERE pair = ? AND folder = ?`;

const ONE = `SELECT ${BASELINE_COLUMNS} FROM baseline WHERE pair = ? AND folder = ? AND name = ?`;

const COUNT_FILES =
  "SELECT count(*) AS count FROM baseline WHERE pair = ? AND kind = 'file' AND coalesce(link, local_size) IS NOT NULL";

/** `0` is the letter after `/`: the range holds all that lies below, and is found through the primary key. */
const BELOW = 'pair = ? AND (folder = ? OR (folder >= ? AND folder < ?))';

const Count = v.object({ count: v.number() });

/** The table `baseline` of a pair, with what else is on record by path. `withdraw` ends the intent for a path. */
export function baselineTable(
  sql: Statements,
  pair: PairRow,
  {
    spellings,
    texts,
  }: { readonly spellings: SpellingTable; readonly texts: Pick<TextTable, 'forget' | 'move'> },
  withdraw: (path: ItemPath) => void,
): StoredBaseline {
  const record = (path: ItemPath, put: BaselineRecord): void => {
    pair.baselineMoves();
    if (path === '') {
      pair.establish();
      return;
    }
    sql.run(PUT_RECORD, pair.id, parentOf(path), nameOf(path), ...baselineColumns(put));
    withdraw(path);
  };
  return {
    revision: () => pair.revision(),
    hasBaseline: () => pair.established,
    childrenOf: (folder) => sql.allLists(CHILDREN, pair.id, folder),
    recordOf: (path) => {
      const row = sql.getList(ONE, pair.id, parentOf(path), nameOf(path));
      return row === undefined ? undefined : baselineRowFrom(parentOf(path), row).record;
    },
    countFiles: () => v.parse(Count, sql.get(COUNT_FILES, pair.id)).count,
    record,
    recordAll: (rows) => {
      for (const row of rows) record(row.path, row.record);
    },
    forget: (path) => {
      pair.baselineMoves();
      sql.run(
        'DELETE FROM baseline WHERE pair = ? AND folder = ? AND name = ?',
        pair.id,
        parentOf(path),
        nameOf(path),
      );
      sql.run(`DELETE FROM baseline WHERE ${BELOW}`, pair.id, path, `${path}/`, `${path}0`);
      texts.forget(path);
      withdraw(path);
    },
    moveRecords: (from, to) => {
      pair.baselineMoves();
      sql.run(
        'UPDATE OR REPLACE baseline SET folder = ?, name = ? WHERE pair = ? AND folder = ? AND name = ?',
        parentOf(to),
        nameOf(to),
        pair.id,
        parentOf(from),
        nameOf(from),
      );
      sql.run(
        `UPDATE OR REPLACE baseline SET folder = ? || substr(folder, length(?) + 1) WHERE ${BELOW}`,
        to,
        from,
        pair.id,
        from,
        `${from}/`,
        `${from}0`,
      );
      spellings.move(from, to);
      texts.move(from, to);
      withdraw(to);
    },
    learnedSpellingsIn: (folder) => spellings.in(folder),
    unseenFolders: () => spellings.unseenFolders(),
    recordSpellings: (learned) => {
      for (const spelling of learned) spellings.record(spelling);
    },
    forgetUnseen: (side) => spellings.forgetUnseen(side),
    acceptedIgnore: () => pair.acceptedIgnore(),
    acceptIgnore: (text) => pair.acceptIgnore(text),
    otherVolumes: () => pair.otherVolumes(),
    recordOtherVolumes: (volumes) => pair.recordOtherVolumes(volumes),
  };
}
