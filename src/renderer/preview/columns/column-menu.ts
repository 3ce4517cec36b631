import type { MenuEntry } from '../../components/Menu.js';
import { previewText } from '../text.js';
import { COLUMN_IDS, moveColumn, neighbourOf, toggleColumn, type ColumnId, type Columns } from './columns.js';

const TEXT = previewText.head;

/** What can be done with the column under the mouse. */
export function columnEntries(
  id: ColumnId,
  columns: Columns,
  change: (columns: Columns) => void,
): readonly MenuEntry[] {
  const move = (label: string, by: -1 | 1): MenuEntry => {
    const beside = neighbourOf(columns, id, by);
    return {
      kind: 'item',
      label,
      disabled: beside === undefined,
      onChoose: () => {
        if (beside !== undefined) change(moveColumn(columns, id, beside));
      },
    };
  };
  const hide: readonly MenuEntry[] =
    id === 'name'
      ? []
      : [
          {
            kind: 'item',
            label: TEXT.hide(previewText.columns[id]),
            onChoose: () => change(toggleColumn(columns, id)),
          },
        ];
  return [move(TEXT.moveLeft, -1), move(TEXT.moveRight, 1), ...hide];
}

/** Which columns are shown. */
export function shownEntries(
  columns: Columns,
  change: (columns: Columns) => void,
  reset: () => void,
): readonly MenuEntry[] {
  const checks = COLUMN_IDS.flatMap((id): readonly MenuEntry[] =>
    id === 'name'
      ? []
      : [
          {
            kind: 'check',
            label: previewText.columns[id],
            checked: !columns.hidden.includes(id),
            onChoose: () => change(toggleColumn(columns, id)),
          },
        ],
  );
  return [...checks, { kind: 'line' }, { kind: 'item', label: TEXT.reset, onChoose: reset }];
}
