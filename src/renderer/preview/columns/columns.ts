import * as v from 'valibot';

/** The columns of the preview, in the order in which they stand at first. */
export const COLUMN_IDS = ['name', 'local', 'action', 'remote'] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];
/** A column with a width; the names take the room that the others leave. */
export type SizedColumn = Exclude<ColumnId, 'name'>;

const WidthSchema = v.optional(v.pipe(v.number(), v.finite()));
/** An arrangement as it is remembered. */
export const ColumnsSchema = v.object({
  order: v.pipe(
    v.array(v.picklist(COLUMN_IDS)),
    v.check((order) => new Set(order).size === COLUMN_IDS.length && order.length === COLUMN_IDS.length),
  ),
  hidden: v.array(v.picklist(['local', 'action', 'remote'])),
  widths: v.object({ local: WidthSchema, action: WidthSchema, remote: WidthSchema }),
});

/** How somebody has arranged the columns. */
export interface Columns {
  readonly order: readonly ColumnId[];
  readonly hidden: readonly SizedColumn[];
  /** In pixels; a column without one is as wide as suits the window. */
  readonly widths: Readonly<Partial<Record<SizedColumn, number | undefined>>>;
}

export const DEFAULT_COLUMNS: Columns = { order: COLUMN_IDS, hidden: [], widths: {} };

/** Puts a column into the place of another one, which moves on. */
export function moveColumn(columns: Columns, id: ColumnId, to: ColumnId): Columns {
  const from = columns.order.indexOf(id);
  const at = columns.order.indexOf(to);
  const order = columns.order.toSpliced(from, 1).toSpliced(at, 0, id);
  return { ...columns, order };
}

/** The column that stands beside another one among those that are shown; `undefined` at the edge. */
export function neighbourOf(columns: Columns, id: ColumnId, by: -1 | 1): ColumnId | undefined {
  const shown = shownIn(columns);
  return shown[shown.indexOf(id) + by];
}

export function toggleColumn(columns: Columns, id: SizedColumn): Columns {
  const hidden = columns.hidden.includes(id)
    ? columns.hidden.filter((other) => other !== id)
    : [...columns.hidden, id];
  return { ...columns, hidden };
}

export function resizeColumn(columns: Columns, id: SizedColumn, width: number): Columns {
  return { ...columns, widths: { ...columns.widths, [id]: Math.round(Math.max(NARROWEST[id], width)) } };
}

/** A column as it is drawn. */
export interface DrawnColumn {
  readonly id: ColumnId;
  /** In pixels; absent for the names, which take the rest. */
  readonly width: number | undefined;
  /** At which edge it is resized: the one that faces the names. */
  readonly edge: 'start' | 'end';
}

/** The columns as they are drawn in a table of this width: the names keep some room, whatever the others were set to. */
export function drawColumns(columns: Columns, room: number): readonly DrawnColumn[] {
  const shown = shownIn(columns);
  const name = shown.indexOf('name');
  const sized = shown.filter((id) => id !== 'name');
  const wanted = sized.map((id) => columns.widths[id] ?? usualWidth(id, room));
  // Each keeps what it needs at least; what the others are wider than that, they give up in proportion.
  const spare = Math.max(0, room - NAME_ROOM - LEAST * sized.length);
  const extra = wanted.reduce((sum, width) => sum + width - LEAST, 0);
  const scale = Math.min(1, spare / Math.max(1, extra));
  const widths = new Map(
    sized.map((id, at) => [id, LEAST + Math.floor(((wanted[at] ?? LEAST) - LEAST) * scale)]),
  );
  return shown.map((id, index) => ({
    id,
    width: id === 'name' ? undefined : widths.get(id),
    edge: index < name ? 'end' : 'start',
  }));
}

/** The same for CSS. */
export function gridTemplate(drawn: readonly DrawnColumn[]): string {
  return drawn.map(({ width }) => (width === undefined ? 'minmax(0, 1fr)' : `${width}px`)).join(' ');
}

/** Below this width a side's column shows the size alone. */
export const ROOM_FOR_TIMES = 200;

const NAME_ROOM = 180;
const LEAST = 48;
const NARROWEST: Readonly<Record<SizedColumn, number>> = { local: 72, action: 72, remote: 72 };

function usualWidth(id: SizedColumn, room: number): number {
  const size = room < 820 ? 'narrow' : room < 1500 ? 'usual' : 'wide';
  return id === 'action' ? ACTION_WIDTHS[size] : SIDE_WIDTHS[size];
}

/** Room for the choices of a conflict at their widest, “Delete remote | Use remote | Skip”. */
const ACTION_WIDTHS = { narrow: 264, usual: 264, wide: 360 } as const;
const SIDE_WIDTHS = { narrow: 92, usual: 228, wide: 244 } as const;

function shownIn({ order, hidden }: Columns): readonly ColumnId[] {
  return order.filter((id) => id === 'name' || !hidden.includes(id));
}
