import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, Side } from '../../../shared/entry/entry.js';
import type { OnRecord } from '../../targets/target.js';

/**
 * What one side should hold in a folder if nothing has changed there since the records were written; `undefined` where they do not tell of
 * everything: of what never was in sync nobody knows what it was, and a link is looked at anew. `besides` are folders of Evenkeel's own.
 */
export function onRecordOf(
  side: Side,
  records: ReadonlyMap<string, BaselineRecord>,
  besides: ReadonlySet<string>,
): OnRecord | undefined {
  const entries = new Map<string, Entry>();
  for (const [name, record] of records) {
    switch (record.kind) {
      case 'file':
        entries.set(name, record.sides[side]);
        break;
      case 'folder':
        entries.set(name, { kind: 'folder' });
        break;
      case 'link':
      case 'apart':
        return undefined;
    }
  }
  return { entries, besides };
}
