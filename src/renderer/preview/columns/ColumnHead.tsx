import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import { Splitter } from '../../components/Splitter.js';
import { usePreview } from '../preview-store.js';
import { previewText } from '../text.js';
import { orderAfterClick, type SortKey } from '../tree/order.js';
import { useColumns } from './columns-store.js';
import {
  moveColumn,
  resizeColumn,
  ROOM_FOR_TIMES,
  type ColumnId,
  type DrawnColumn,
  type SizedColumn,
} from './columns.js';

const TEXT = previewText.head;
const DRAGGED = 'application/x-evenkeel-column';

interface ColumnHeadProps {
  readonly column: DrawnColumn;
  readonly index: number;
  readonly onMenu: (id: ColumnId, x: number, y: number) => void;
}

/** The head of one column: sorts by it, moves it and sets its width. */
export function ColumnHead({ column, index, onMenu }: ColumnHeadProps) {
  const { id } = column;
  const order = usePreview((state) => state.order);
  const setOrder = usePreview((state) => state.setOrder);
  const columns = useColumns((state) => state.columns);
  const change = useColumns((state) => state.change);
  const [target, setTarget] = useState(false);
  const sorted = order.by === id || order.by.startsWith(`${id}-`);
  const drop = (event: DragEvent): void => {
    setTarget(false);
    const dragged = columns.order.find((other) => other === event.dataTransfer.getData(DRAGGED));
    if (dragged === undefined || dragged === id) return;
    event.preventDefault();
    change(moveColumn(columns, dragged, id));
  };
  return (
    <div
      role="columnheader"
      // A label of the word “Name” alone is that of a field in a form; this column says it by what stands in it.
      aria-label={id === 'name' ? undefined : previewText.columns[id]}
      aria-colindex={index + 1}
      aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : undefined}
      className={`cell head-cell column-${id}`}
      data-target={target}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button, [role=separator]') === null)
          setOrder(orderAfterClick(order, mainKeyOf(id)));
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(id, event.clientX, event.clientY);
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        setTarget(true);
      }}
      onDragLeave={() => setTarget(false)}
      onDrop={drop}
    >
      {id === 'name' ? null : <ResizeHandle id={id} width={column.width ?? 0} edge={column.edge} />}
      {(id === 'local' || id === 'remote') && (column.width ?? 0) >= ROOM_FOR_TIMES ? (
        <>
          <span
            className="column-word ellipsis"
            draggable
            onDragStart={(event) => event.dataTransfer.setData(DRAGGED, id)}
          >
            {previewText.columns[id]}
          </span>
          <SortButton by={`${id}-size`} name={TEXT.sizeOf(id)} className="column-size">
            {TEXT.size}
          </SortButton>
          <SortButton by={`${id}-time`} name={TEXT.timeOf(id)} className="column-time">
            {TEXT.time}
          </SortButton>
        </>
      ) : (
        <SortButton by={mainKeyOf(id)} draggedAs={id} className="column-word">
          {previewText.columns[id]}
        </SortButton>
      )}
    </div>
  );
}

/** What a click into the head of a column sorts by. */
function mainKeyOf(id: ColumnId): SortKey {
  return id === 'name' || id === 'action' ? id : `${id}-size`;
}

interface SortButtonProps {
  readonly by: SortKey;
  readonly name?: string;
  readonly className: string;
  /** Which column it moves when it is dragged. */
  readonly draggedAs?: ColumnId;
  readonly children: ReactNode;
}

function SortButton({ by, name, className, draggedAs, children }: SortButtonProps) {
  const order = usePreview((state) => state.order);
  const setOrder = usePreview((state) => state.setOrder);
  const Arrow = order.descending ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      className={`sort-button ${className}`}
      aria-label={name}
      data-sorted={order.by === by}
      draggable={draggedAs !== undefined}
      onDragStart={(event) => {
        if (draggedAs !== undefined) event.dataTransfer.setData(DRAGGED, draggedAs);
      }}
      onClick={() => setOrder(orderAfterClick(order, by))}
    >
      {children}
      {order.by === by ? <Arrow size={12} strokeWidth={2.2} aria-hidden /> : null}
    </button>
  );
}

interface ResizeHandleProps {
  readonly id: SizedColumn;
  readonly width: number;
  readonly edge: DrawnColumn['edge'];
}

function ResizeHandle({ id, width, edge }: ResizeHandleProps) {
  const columns = useColumns((state) => state.columns);
  const change = useColumns((state) => state.change);
  return (
    <Splitter
      label={TEXT.widthOf(previewText.columns[id])}
      edge={edge === 'start' ? 'left' : 'right'}
      className={`resize resize-${edge}`}
      size={width}
      onResize={(wanted) => change(resizeColumn(columns, id, wanted))}
      onReset={() => change({ ...columns, widths: { ...columns.widths, [id]: undefined } })}
    />
  );
}
