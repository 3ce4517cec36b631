import { useState } from 'react';
import { Menu } from '../components/Menu.js';
import type { MenuPoint } from '../components/place-menu.js';
import { ColumnHead } from './columns/ColumnHead.js';
import { columnEntries, shownEntries } from './columns/column-menu.js';
import { useColumns } from './columns/columns-store.js';
import type { ColumnId, DrawnColumn } from './columns/columns.js';
import { previewText } from './text.js';

interface OpenMenu {
  readonly of: ColumnId;
  readonly at: MenuPoint;
}

/** The heads of the columns. */
export function PreviewHead({ columns }: { readonly columns: readonly DrawnColumn[] }) {
  const { columns: arranged, change, reset } = useColumns();
  const [menu, setMenu] = useState<OpenMenu>();
  return (
    <div role="rowgroup" className="preview-head">
      <div role="row" className="head-row" aria-rowindex={1}>
        {columns.map((column, index) => (
          <ColumnHead
            key={column.id}
            column={column}
            index={index}
            onMenu={(of, x, y) => setMenu({ of, at: { x, y } })}
          />
        ))}
      </div>
      {menu === undefined ? null : (
        <Menu
          name={previewText.head.menu}
          entries={[
            ...columnEntries(menu.of, arranged, change),
            { kind: 'line' },
            ...shownEntries(arranged, change, reset),
          ]}
          at={menu.at}
          onClose={() => setMenu(undefined)}
        />
      )}
    </div>
  );
}
