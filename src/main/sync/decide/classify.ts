import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, Side } from '../../../shared/entry/entry.js';
import type { EntryClass } from '../../../shared/plan/plan.js';
import { assertNever } from '../../../shared/assert-never.js';
import type { Comparison } from '../base/policy.js';
import { sameBy, samePermissions } from '../base/entry-comparison.js';

/**
 * What became of `side`'s entry since the baseline. `folderOnRecord` tells whether the folder that holds it
 * has been synchronized before.
 */
export function classify(
  side: Side,
  entry: Entry | undefined,
  record: BaselineRecord | undefined,
  folderOnRecord: boolean,
  comparison: Comparison = 'time',
): EntryClass {
  if (record === undefined) {
    if (entry === undefined) return 'missing';
    return folderOnRecord ? 'new' : 'existing';
  }
  if (record.kind === 'apart') return entry === undefined ? 'missing' : 'existing';
  if (entry === undefined) return 'deleted';
  switch (record.kind) {
    case 'folder':
      return entry.kind === 'folder' ? 'unmodified' : 'modified';
    case 'file':
      return entry.kind === 'file' &&
        record.edited?.includes(side) !== true &&
        sameBy(comparison, entry, record.sides[side]) &&
        samePermissions(entry, record.sides[side])
        ? 'unmodified'
        : 'modified';
    case 'link':
      return entry.kind === 'link' && entry.target === record.target ? 'unmodified' : 'modified';
    default:
      return assertNever(record);
  }
}
