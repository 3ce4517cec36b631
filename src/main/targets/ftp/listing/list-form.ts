import type { Timestamp } from '../../../../shared/entry/entry.js';
import type { Listed } from '../../target.js';
import type { DateOrder, EntryLine, ListLine } from './list-line.js';
import { UNREADABLE } from './list-line.js';

/** What the lines of one server's listings have told so far of what single lines leave open. */
export interface ListForm {
  /** Whether a further word of the date stands in front of the name. */
  readonly column: 'unknown' | 'absent' | 'present';
  /** The orders in which all of its dates so far can be. */
  readonly orders: ReadonlySet<DateOrder>;
}

export const UNKNOWN_FORM: ListForm = {
  column: 'unknown',
  orders: new Set(['month-day-year', 'day-month-year', 'year-month-day']),
};

/** What is in a listing, and what could not be settled. */
export interface Settled {
  readonly listed: readonly Listed[];
  /** Lines that can be read in two ways, each with both; what they are called only the server can tell. */
  readonly open: readonly { readonly plain: Listed; readonly withColumn: Listed }[];
  readonly form: ListForm;
}

/** Reads all lines of a listing in the light of each other, and of what the server's lines have told before. */
export function settle(lines: readonly ListLine[], before: ListForm): Settled {
  const form: ListForm = { column: columnOf(lines, before), orders: ordersOf(lines, before) };
  const listed: Listed[] = [];
  const open: { readonly plain: Listed; readonly withColumn: Listed }[] = [];
  for (const line of lines) {
    if (line.kind !== 'entry') continue;
    const items = withTime(line, form);
    const [plain] = items;
    if (line.withColumn === undefined || plain === undefined || form.column === 'absent') {
      for (const item of items) listed.push(item);
    } else if (form.column === 'present') listed.push(line.withColumn);
    else open.push({ plain, withColumn: line.withColumn });
  }
  return { listed, open, form };
}

/** S8: of a line that can be read in two ways, neither name is known, and neither is missing. */
export function bothUnreadable({ plain, withColumn }: Settled['open'][number]): readonly Listed[] {
  return [plain, withColumn].map(({ name }) => ({ name, entry: UNREADABLE }));
}

/** A single line without the word proves that it is no column; the folder itself has no other name than its dots. */
function columnOf(lines: readonly ListLine[], { column }: ListForm): ListForm['column'] {
  let found = column;
  for (const line of lines) {
    if (line.kind === 'nothing') continue;
    const without =
      line.kind === 'entry' ? line.tellsColumn === true && line.withColumn === undefined : !line.withColumn;
    if (without) return 'absent';
    if (line.kind === 'folder-itself' && found === 'unknown') found = 'present';
  }
  return found;
}

function ordersOf(lines: readonly ListLine[], { orders }: ListForm): ReadonlySet<DateOrder> {
  let left = orders;
  for (const line of lines) {
    const readings = line.kind === 'entry' ? line.readings : undefined;
    if (readings === undefined || readings.size === 0) continue;
    left = new Set([...left].filter((order) => readings.has(order)));
  }
  return left;
}

function withTime(line: EntryLine, { orders }: ListForm): readonly Listed[] {
  const { readings, isMonthFirst, items } = line;
  if (readings === undefined) return items;
  const modified = timeIn(readings, orders, isMonthFirst === true);
  return items.map(({ name, entry }) => ({
    name,
    entry: entry.kind === 'file' ? { ...entry, modified } : entry,
  }));
}

function timeIn(
  readings: ReadonlyMap<DateOrder, Timestamp>,
  orders: ReadonlySet<DateOrder>,
  isMonthFirst: boolean,
): Timestamp | undefined {
  const possible = [...readings.keys()].filter((order) => orders.has(order));
  const [only] = possible;
  if (possible.length === 1 && only !== undefined) return readings.get(only);
  if (isMonthFirst && possible.includes('month-day-year')) return readings.get('month-day-year');
  const [first, ...more] = new Set(Array.from(readings.values(), ({ ms }) => ms));
  // In whichever order, it is the same day.
  return first !== undefined && more.length === 0 ? [...readings.values()][0] : undefined;
}
