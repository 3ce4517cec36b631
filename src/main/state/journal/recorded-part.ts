import * as v from 'valibot';
import type { FileEntry, ItemPath, Side } from '../../../shared/entry/entry.js';
import { FileEntrySchema } from '../../../shared/plan/plan-schema.js';

/**
 * A big file whose transfer has begun: what there is of it lies under a temporary name, and the next run can go on from there, should this one be
 * killed or stopped.
 */
export interface RecordedPart {
  readonly path: ItemPath;
  readonly to: Side;
  readonly temporaryPath: ItemPath;
  /** What the source side reported when the transfer began. */
  readonly source: FileEntry;
}

const PartColumns = v.object({
  path: v.string(),
  to_side: v.picklist(['local', 'remote']),
  temporary: v.string(),
  source: v.string(),
});

/** Reads a row of `part`. */
export function partFrom(columns: unknown): RecordedPart {
  const { path, to_side: to, temporary: temporaryPath, source } = v.parse(PartColumns, columns);
  return { path, to, temporaryPath, source: v.parse(FileEntrySchema, JSON.parse(source)) };
}

/** The columns `path, to_side, temporary, source` of a part. */
export function partColumns({ path, to, temporaryPath, source }: RecordedPart): readonly string[] {
  return [path, to, temporaryPath, JSON.stringify(source)];
}
