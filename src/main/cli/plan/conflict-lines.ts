import { explain } from '../../../shared/plan/explain.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { shown } from '../../../shared/format/shown.js';
import { centred, signOf, TAG_COLUMNS } from '../output/item-line.js';
import type { TableStyle } from './plan-table.js';
import { isoUtc } from '../../../shared/format/iso-time.js';
import { conflictText } from '../text/conflicts.js';

/** Every open conflict: its name, why it is one, and what each side has. Times are in UTC, which means the same on both sides. */
export function* conflictLines(
  items: Iterable<PlanItem>,
  { paint }: Pick<TableStyle, 'paint'>,
): Generator<string> {
  for (const item of items) {
    if (item.action.kind !== 'conflict') continue;
    const { tag, symbol, tone } = signOf(item.action, 'would-do');
    yield `${paint(tone, `${tag.padEnd(TAG_COLUMNS)} ${centred(symbol)}`)}  ${shown(item.path)}`;
    yield `  ${shown(explain(item))}`;
    yield `  ${paint('faint', conflictText.local)} ${conflictText.entry(item.local.entry, isoUtc)}`;
    yield `  ${paint('faint', conflictText.remote)} ${conflictText.entry(item.remote.entry, isoUtc)}`;
  }
}
