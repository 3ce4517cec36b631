import { ChevronsDownUp, ChevronsUpDown, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../components/Button.js';
import { Menu, type MenuEntry } from '../components/Menu.js';
import type { MenuPoint } from '../components/place-menu.js';
import { shownEntries } from './columns/column-menu.js';
import { useColumns } from './columns/columns-store.js';
import { FindField } from './FindField.js';
import { usePreview } from './preview-store.js';
import { previewText } from './text.js';
import { focusTable } from './view/table.js';
import type { Layout } from './tree/flatten.js';

/** What finds and arranges the rows. */
export function PreviewTools() {
  const setAllExpanded = usePreview((state) => state.setAllExpanded);
  const layout = usePreview((state) => state.layout);
  const setLayout = usePreview((state) => state.setLayout);
  const { columns: arranged, change, reset } = useColumns();
  const [menuAt, setMenuAt] = useState<MenuPoint>();
  const layoutEntry = (label: string, which: Layout): MenuEntry => ({
    kind: 'check',
    label,
    checked: layout === which,
    onChoose: () => setLayout(layout === which ? 'tree' : which),
  });
  return (
    <div className="preview-tools">
      <FindField onLeave={focusTable} />
      <IconButton
        label={previewText.expandAll}
        icon={ChevronsUpDown}
        disabled={layout === 'flat'}
        onClick={() => setAllExpanded(true)}
      />
      <IconButton
        label={previewText.collapseAll}
        icon={ChevronsDownUp}
        disabled={layout === 'flat'}
        onClick={() => setAllExpanded(false)}
      />
      <IconButton
        label={previewText.view.name}
        icon={SlidersHorizontal}
        aria-haspopup="menu"
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          setMenuAt({ x: left, y: bottom + 2 });
        }}
      />
      {menuAt === undefined ? null : (
        <Menu
          name={previewText.view.name}
          entries={[
            layoutEntry(previewText.view.flat, 'flat'),
            layoutEntry(previewText.view.groups, 'groups'),
            { kind: 'line' },
            ...shownEntries(arranged, change, reset),
          ]}
          at={menuAt}
          onClose={() => setMenuAt(undefined)}
        />
      )}
    </div>
  );
}
