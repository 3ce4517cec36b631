import { ChevronRight } from 'lucide-react';
import { memo, type MouseEvent, type ReactNode } from 'react';
import type { Settling } from '../conflicts/settle-labels.js';
import type { Profile } from '../../shared/profile/profile.js';
import { toneOf } from './categories.js';
import { ActionCell } from './cells/ActionCell.js';
import { NameCell } from './cells/NameCell.js';
import { SideFacts } from './cells/SideFacts.js';
import type { ColumnId, DrawnColumn } from './columns/columns.js';
import { rowName } from './labels.js';
import { usePreview } from './preview-store.js';
import { previewText } from './text.js';
import type { GroupRow, ItemRow, Row } from './tree/rows.js';

interface PreviewRowProps {
  readonly row: Row;
  /** The node of an item changes in place: this is what tells that it has. */
  readonly version: number;
  readonly selected: boolean;
  /** Whether the keyboard is at it. */
  readonly lead: boolean;
  readonly index: number;
  /** Where it stands, in pixels from the first row. */
  readonly top: number;
  readonly id: string;
  readonly columns: readonly DrawnColumn[];
  readonly profile: Profile;
  readonly settling: Settling;
  /** Whether it is in the plan of an undo. */
  readonly isUndo: boolean;
  /** Whether rows stand in a list and not in their folders. */
  readonly inList: boolean;
  /** What is looked for. */
  readonly find: string;
  readonly now: number;
}

/** One line of the preview. */
export const PreviewRow = memo(function PreviewRow(props: PreviewRowProps) {
  const { row, selected, lead, index, top, id, isUndo } = props;
  const { key, expanded } = row;
  const chosen = row.kind === 'item' && row.node.item?.settled !== undefined;
  const tone =
    row.kind === 'group'
      ? row.category
      : row.node.item === undefined
        ? 'equal'
        : toneOf(row.node.item.action);
  return (
    <div
      id={id}
      role="row"
      className={`row row-${tone} row-of-${row.kind} ${chosen ? 'row-chosen' : ''}`}
      aria-label={row.kind === 'group' ? groupName(row) : rowName(row.node.path, row.node.item, isUndo)}
      aria-level={row.kind === 'group' ? 1 : row.depth + 1}
      aria-rowindex={index + 2}
      aria-expanded={expanded}
      aria-selected={selected}
      data-lead={lead}
      data-index={index}
      style={{ transform: `translateY(${top}px)` }}
      onMouseDown={(event) => {
        const how = howOf(event, selected);
        if (how !== undefined) usePreview.getState().selectRow(key, how);
      }}
      onDoubleClick={() => {
        if (expanded !== undefined) usePreview.getState().setExpanded(key, !expanded);
      }}
    >
      {row.kind === 'group' ? <Group row={row} /> : <Cells {...props} row={row} />}
    </div>
  );
});

/** What a mouse button does to the selection; `undefined` where it leaves it: a menu is about all of it. */
function howOf(event: MouseEvent, selected: boolean): 'only' | 'toggle' | 'extend' | undefined {
  if (event.button !== 0) return selected ? undefined : 'only';
  if (event.target instanceof Element && event.target.closest('.twisty') !== null) return undefined;
  if (event.shiftKey) return 'extend';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'only';
}

interface CellsProps extends PreviewRowProps {
  readonly row: ItemRow;
}

function Cells({ row, columns, selected, profile, settling, isUndo, inList, find, now }: CellsProps) {
  const { node, expanded } = row;
  const contents: Readonly<Record<ColumnId, () => ReactNode>> = {
    name: () => <NameCell row={row} inList={inList} find={find} />,
    local: () => <SideFacts node={node} side="local" now={now} />,
    action: () => (
      <ActionCell
        node={node}
        expanded={expanded}
        selected={selected}
        profile={profile}
        settling={settling}
        isUndo={isUndo}
      />
    ),
    remote: () => <SideFacts node={node} side="remote" now={now} />,
  };
  return columns.map(({ id }, index) => (
    <div key={id} role="gridcell" aria-colindex={index + 1} className={`cell cell-${id}`}>
      {contents[id]()}
    </div>
  ));
}

function Group({ row }: { readonly row: GroupRow }) {
  return (
    <div role="gridcell" className="cell cell-group">
      <button
        type="button"
        className={row.expanded ? 'twisty twisty-open' : 'twisty'}
        tabIndex={-1}
        aria-hidden
        onClick={() => usePreview.getState().setExpanded(row.key, !row.expanded)}
      >
        <ChevronRight size={14} />
      </button>
      <span className={`group-name tone-${row.category}`}>{previewText.chips.names[row.category]}</span>
      <span className="group-count">{previewText.groups.count(row.items, row.bytes)}</span>
    </div>
  );
}

function groupName({ category, items, bytes }: GroupRow): string {
  return previewText.rows.group(previewText.chips.names[category], previewText.groups.count(items, bytes));
}
