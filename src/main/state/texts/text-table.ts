import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as v from 'valibot';
import type { FileEntry, ItemPath, Sides } from '../../../shared/entry/entry.js';
import { exactly } from '../../../shared/exactly.js';
import { FileEntrySchema } from '../../../shared/plan/plan-schema.js';
import type { PairRow } from '../baseline/pair-row.js';
import type { Synchronous } from '../sqlite/synchronous.js';
import type { Statements } from '../sqlite/statements.js';
import { MOST_TEXT_BYTES, MOST_TEXTS_BYTES, type TextStore } from './text-store.js';

/** `TextStore` where the database is. */
export type StoredTexts = Synchronous<TextStore>;

/** The texts, and what becomes of them together with the records of their files. */
export interface TextTable {
  readonly stored: StoredTexts;
  /** Drops the texts of a path and of everything below it, whose records are forgotten: nobody will merge with them. */
  readonly forget: (path: ItemPath) => void;
  /** The files from whose paths these texts are have moved there, with everything below. */
  readonly move: (from: ItemPath, to: ItemPath) => void;
}

const SidesSchema = exactly<Sides<FileEntry>>()(
  v.object({ local: FileEntrySchema, remote: FileEntrySchema }),
);
const Row = v.object({ sides: v.string(), content: v.instance(Uint8Array) });
const Total = v.object({ bytes: v.number() });
const Deleted = v.object({ size: v.number() });

const DELETE = 'DELETE FROM text WHERE pair = ? AND path = ? RETURNING size';

const DELETE_OLDEST =
  'DELETE FROM text WHERE seq = (SELECT min(seq) FROM text WHERE pair = ? AND size > 0) RETURNING size';

/** `0` is the letter after `/`: the range holds all that lies below, and is found through the index. */
const AT_OR_BELOW = 'pair = ? AND (path = ? OR (path >= ? AND path < ?))';

/** The table `text` of a pair. */
export function textTable(sql: Statements, pair: PairRow): TextTable {
  /** Bytes of all texts that are there; summed up once, and only by whoever keeps some. */
  let total: number | undefined;
  const sum = (): number =>
    v.parse(Total, sql.get('SELECT coalesce(sum(size), 0) AS bytes FROM text WHERE pair = ?', pair.id)).bytes;
  /** Bytes that the text had which a statement deletes. */
  const sizeOf = (deleted: unknown): number => (deleted === undefined ? 0 : v.parse(Deleted, deleted).size);
  const stored: StoredTexts = {
    keepText: (path, { sides, content }) => {
      // Another process may have kept some as well, and a transaction may not have come to its end: then it is a little more or less.
      total ??= sum();
      total -= sizeOf(sql.get(DELETE, pair.id, path));
      if (content.length > MOST_TEXT_BYTES) return;
      total += content.length;
      while (total > MOST_TEXTS_BYTES) {
        const size = sizeOf(sql.get(DELETE_OLDEST, pair.id));
        total = size === 0 ? content.length : total - size;
      }
      sql.run(
        'INSERT INTO text (pair, path, sides, size, content) VALUES (?, ?, ?, ?, ?)',
        pair.id,
        path,
        JSON.stringify(sides),
        content.length,
        deflateRawSync(content),
      );
    },
    textOf: (path) => {
      const found = sql.get('SELECT sides, content FROM text WHERE pair = ? AND path = ?', pair.id, path);
      if (found === undefined) return undefined;
      const row = v.parse(Row, found);
      return {
        sides: v.parse(SidesSchema, JSON.parse(row.sides)),
        content: new Uint8Array(inflateRawSync(row.content, { maxOutputLength: MOST_TEXT_BYTES })),
      };
    },
    dropTexts: () => {
      sql.run('DELETE FROM text WHERE pair = ?', pair.id);
      total = 0;
    },
  };
  return {
    stored,
    forget: (path) => {
      sql.run(`DELETE FROM text WHERE ${AT_OR_BELOW}`, pair.id, path, `${path}/`, `${path}0`);
      total = undefined;
    },
    move: (from, to) => {
      sql.run(
        `UPDATE OR REPLACE text SET path = ? || substr(path, length(?) + 1) WHERE ${AT_OR_BELOW}`,
        to,
        from,
        pair.id,
        from,
        `${from}/`,
        `${from}0`,
      );
      total = undefined;
    },
  };
}
