import * as v from 'valibot';
import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { joinPath, nameOf, parentOf } from '../../../shared/entry/path.js';
import type { Statements } from '../sqlite/statements.js';
import type { LearnedSpelling, UnseenFolder } from './baseline-store.js';

const SIDE = v.picklist(['local', 'remote']);
const SpellingRow = v.object({
  name: v.string(),
  side: SIDE,
  listed_as: v.nullable(v.string()),
  unseen: v.number(),
});
const FolderRow = v.object({ side: SIDE, folder: v.string() });

/** In which spellings sides list the names that they were given, as SQLite has it. */
export class SpellingTable {
  readonly #sql: Statements;
  readonly #pair: number;

  constructor(sql: Statements, pair: number) {
    this.#sql = sql;
    this.#pair = pair;
  }

  in(folder: ItemPath): readonly LearnedSpelling[] {
    return this.#sql
      .all(
        'SELECT name, side, listed_as, unseen FROM name_habit WHERE pair = ? AND folder = ?',
        this.#pair,
        folder,
      )
      .map((row) => {
        const { name, side, listed_as: listedAs, unseen } = v.parse(SpellingRow, row);
        return { path: joinPath(folder, name), side, listedAs: listedAs ?? undefined, unseen: unseen === 1 };
      });
  }

  unseenFolders(): readonly UnseenFolder[] {
    return this.#sql
      .all('SELECT DISTINCT side, folder FROM name_habit WHERE pair = ? AND unseen = 1', this.#pair)
      .map((row) => v.parse(FolderRow, row));
  }

  /** A side is about to give this name to something. */
  given(side: Side, path: ItemPath): void {
    this.#sql.run(
      `INSERT INTO name_habit (pair, folder, name, side, unseen) VALUES (?, ?, ?, ?, 1)
       ON CONFLICT DO UPDATE SET unseen = 1`,
      this.#pair,
      parentOf(path),
      nameOf(path),
      side,
    );
  }

  record({ side, path, listedAs }: LearnedSpelling): void {
    const key = [this.#pair, parentOf(path), nameOf(path), side] as const;
    if (listedAs === undefined) {
      this.#sql.run('DELETE FROM name_habit WHERE pair = ? AND folder = ? AND name = ? AND side = ?', ...key);
      return;
    }
    this.#sql.run(
      'INSERT OR REPLACE INTO name_habit (pair, folder, name, side, listed_as, unseen) VALUES (?, ?, ?, ?, ?, 0)',
      ...key,
      listedAs,
    );
  }

  forgetUnseen(side: Side): void {
    this.#sql.run('DELETE FROM name_habit WHERE pair = ? AND side = ? AND unseen = 1', this.#pair, side);
  }

  /** What lies in a folder goes along with it. */
  move(from: ItemPath, to: ItemPath): void {
    this.#sql.run(
      `UPDATE OR REPLACE name_habit SET folder = ? || substr(folder, length(?) + 1)
       WHERE pair = ? AND (folder = ? OR (folder >= ? AND folder < ?))`,
      to,
      from,
      this.#pair,
      from,
      `${from}/`,
      `${from}0`,
    );
  }
}
