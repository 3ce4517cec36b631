import type { Row, RowKey } from '../tree/rows.js';
import { parentIndex } from './keyboard.js';
import { indexOf, type Selection } from './selection.js';

/**
 * What is still selected once the rows are others: only what is shown can be, as nobody sees what else an action would be about. The
 * keyboard goes on where its row was: at the folder or group that has been closed over it, or at the next row.
 */
export function remaining(selection: Selection, before: readonly Row[], after: readonly Row[]): Selection {
  const { keys, lead, anchor } = selection;
  if (lead === null && anchor === null && keys.size === 0) return selection;
  let kept = 0;
  let leads = lead === null;
  let anchors = anchor === null;
  for (const { key } of after) {
    if (keys.has(key)) kept += 1;
    leads ||= key === lead;
    anchors ||= key === anchor;
  }
  if (kept === keys.size && leads && anchors) return selection;
  const now = leads ? lead : nextLead(lead, before, after);
  return {
    keys: kept === keys.size ? keys : new Set(after.map(({ key }) => key).filter((key) => keys.has(key))),
    lead: now,
    anchor: anchors ? anchor : now,
  };
}

function nextLead(lead: RowKey | null, before: readonly Row[], after: readonly Row[]): RowKey | null {
  const shown = new Set(after.map(({ key }) => key));
  const at = indexOf(before, lead);
  if (at === -1) return null;
  for (let above = parentIndex(before, at); above !== -1; above = parentIndex(before, above)) {
    const key = before[above]?.key;
    if (key !== undefined && shown.has(key) && isClosed(after, key)) return key;
  }
  const next = before.slice(at).find(({ key }) => shown.has(key));
  return (next ?? before.slice(0, at).findLast(({ key }) => shown.has(key)))?.key ?? null;
}

function isClosed(rows: readonly Row[], key: RowKey): boolean {
  return rows[indexOf(rows, key)]?.expanded === false;
}
