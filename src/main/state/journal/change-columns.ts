import * as v from 'valibot';
import type { LeafEntry } from '../../../shared/entry/entry.js';
import { exactly } from '../../../shared/exactly.js';
import { BaselineRecordSchema, LeafEntrySchema, SideSchema } from '../../../shared/plan/plan-schema.js';
import type { Change, KeptFile, KeptVersion, NewChange } from './change.js';

const ChangeColumns = v.object({
  seq: v.number(),
  run: v.string(),
  noted_ms: v.number(),
  detail: v.string(),
  after: v.nullable(v.string()),
  kept_as: v.nullable(v.string()),
  kept_size: v.nullable(v.number()),
});

const VersionColumns = v.object({
  seq: v.number(),
  noted_ms: v.number(),
  kept_side: v.picklist(['local', 'remote']),
  kept_as: v.string(),
  kept_size: v.number(),
});

const KeptFileColumns = v.object({
  ...VersionColumns.entries,
  path: v.string(),
  run: v.string(),
  detail: v.string(),
});

const ChangeDetailSchema = exactly<ChangeDetail>()(
  v.object({
    path: v.string(),
    side: SideSchema,
    what: v.picklist([
      'created',
      'replaced',
      'deleted',
      'moved',
      'folder-created',
      'folder-deleted',
      'folder-moved',
    ]),
    from: v.optional(v.string()),
    baseline: v.optional(BaselineRecordSchema),
    kept: v.optional(LeafEntrySchema),
  }),
);

/** The part of a change that is stored as one text. */
interface ChangeDetail extends Pick<NewChange, 'path' | 'side' | 'what' | 'from' | 'baseline'> {
  /** What the kept version was. */
  readonly kept?: LeafEntry | undefined;
}

/** Reads what `JSON.stringify` made of the detail of a change; throws on anything else. */
function parseChangeDetail(text: string): ChangeDetail {
  return v.parse(ChangeDetailSchema, JSON.parse(text));
}

/** Reads what `JSON.stringify` made of a file's or link's entry; throws on anything else. */
function parseLeafEntry(text: string): LeafEntry {
  return v.parse(LeafEntrySchema, JSON.parse(text));
}

/** A change as the text that holds its detail. */
export function changeDetail({ path, side, what, from, baseline, kept }: NewChange): string {
  const detail: ChangeDetail = { path, side, what, from, baseline, kept: kept?.entry };
  return JSON.stringify(detail);
}

/** Reads a row of `change`. */
export function changeFrom(columns: unknown): Change {
  const row = v.parse(ChangeColumns, columns);
  const { kept: entry, ...detail } = parseChangeDetail(row.detail);
  return {
    ...detail,
    seq: row.seq,
    runId: row.run,
    recordedMs: row.noted_ms,
    after: row.after === null ? undefined : parseLeafEntry(row.after),
    kept: row.kept_as === null ? undefined : { as: row.kept_as, size: row.kept_size ?? 0, entry },
  };
}

/** Reads a row of `change` with a kept version. */
export function versionFrom(columns: unknown): KeptVersion {
  const row = v.parse(VersionColumns, columns);
  return { seq: row.seq, side: row.kept_side, as: row.kept_as, size: row.kept_size, keptMs: row.noted_ms };
}

/** The same, with the path that it had and the run that kept it. */
export function keptFileFrom(columns: unknown): KeptFile {
  const row = v.parse(KeptFileColumns, columns);
  const { kept: entry } = parseChangeDetail(row.detail);
  return { ...versionFrom(row), path: row.path, runId: row.run, entry };
}
