import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useLayoutEffect, useMemo, useState, type KeyboardEvent } from 'react';
import type { Profile } from '../../shared/profile/profile.js';
import type { MenuPoint } from '../components/place-menu.js';
import { useNow } from '../components/hooks/use-now.js';
import type { Settling } from '../conflicts/settle-labels.js';
import { useColumns } from './columns/columns-store.js';
import { drawColumns, gridTemplate, ROOM_FOR_TIMES } from './columns/columns.js';
import { ExcludeDialog } from './menu/ExcludeDialog.js';
import type { Excludable } from './menu/exclude.js';
import { RowMenu } from './menu/RowMenu.js';
import { useChoiceKeys } from './menu/use-choice-keys.js';
import { planItems, usePreview } from './preview-store.js';
import './preview.css';
import { PreviewCommands } from './PreviewCommands.js';
import { PreviewHead } from './PreviewHead.js';
import { PreviewRow } from './PreviewRow.js';
import { useRowKeys } from './selection/use-row-keys.js';
import { previewText } from './text.js';
import { HEAD_HEIGHT, ROW_HEIGHT, TABLE_ID } from './view/table.js';
import { useSteadyRows } from './view/use-steady-rows.js';
import { useWidth } from './view/use-width.js';

/** How far from the edge of a row its menu opens by key, in pixels. */
const MENU_INDENT = 40;
const rowHeight = (): number => ROW_HEIGHT;

interface PreviewProps {
  readonly profile: Profile;
  /** Whether conflicts can be settled now. */
  readonly settling: Settling;
  /** Whether it is the plan of an undo. */
  readonly isUndo: boolean;
}

/** The plan as one table: what is on both sides, and between them what will happen. */
export function Preview({ profile, settling, isUndo }: PreviewProps) {
  const rows = usePreview((state) => state.rows);
  const layout = usePreview((state) => state.layout);
  const { keys, lead } = usePreview((state) => state.selection);
  const find = usePreview((state) => state.find);
  const arranged = useColumns((state) => state.columns);
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const idBase = useId();
  const now = useNow();
  const room = useWidth(scroller);
  const columns = useMemo(() => drawColumns(arranged, room), [arranged, room]);
  // The virtualizer changes in place, which the React compiler could not follow; it is not in use here.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: rowHeight,
    overscan: 5,
    scrollMargin: HEAD_HEIGHT,
  });
  useSteadyRows(scroller, rows);
  const goByKey = useRowKeys(scroller);
  const chooseByKey = useChoiceKeys(profile, settling);
  const [menuAt, setMenuAt] = useState<MenuPoint>();
  const [excluding, setExcluding] = useState<readonly Excludable[]>();
  const openMenu = (at: MenuPoint): void => {
    if (usePreview.getState().selection.keys.size > 0) setMenuAt(at);
  };
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      const at = event.currentTarget.querySelector('[data-lead=true]') ?? event.currentTarget;
      const { left, bottom } = at.getBoundingClientRect();
      openMenu({ x: left + MENU_INDENT, y: bottom });
      return;
    }
    chooseByKey(event);
    goByKey(event);
  };
  useLayoutEffect(() => {
    scroller?.style.setProperty('--columns', gridTemplate(columns));
  }, [scroller, columns]);

  const drawn = virtualizer.getVirtualItems();
  const active = drawn.find(({ index }) => rows[index]?.key === lead);
  const widthOf = (id: 'local' | 'remote'): number => columns.find((column) => column.id === id)?.width ?? 0;
  return (
    <>
      <div
        ref={setScroller}
        id={TABLE_ID}
        className="preview"
        role="treegrid"
        aria-label={previewText.name}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable
        aria-activedescendant={active === undefined ? undefined : `${idBase}-${active.index}`}
        data-narrow-local={widthOf('local') < ROOM_FOR_TIMES}
        data-narrow-remote={widthOf('remote') < ROOM_FOR_TIMES}
        tabIndex={0}
        onKeyDown={press}
        onContextMenu={(event) => {
          event.preventDefault();
          const row = event.target instanceof Element ? event.target.closest('.row') : null;
          if (row !== null) openMenu({ x: event.clientX, y: event.clientY });
        }}
      >
        <PreviewCommands profileId={profile.id} settling={settling} />
        <PreviewHead columns={columns} />
        <div role="rowgroup" className="preview-body" style={{ height: virtualizer.getTotalSize() }}>
          {drawn.map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <PreviewRow
                key={row.key}
                id={`${idBase}-${index}`}
                row={row}
                version={row.kind === 'item' ? row.node.version : 0}
                selected={keys.has(row.key)}
                lead={row.key === lead}
                index={index}
                top={start - HEAD_HEIGHT}
                columns={columns}
                profile={profile}
                settling={settling}
                isUndo={isUndo}
                inList={layout !== 'tree'}
                find={find}
                now={now}
              />
            );
          })}
        </div>
      </div>
      {menuAt === undefined ? null : (
        <RowMenu
          profile={profile}
          settling={settling}
          at={menuAt}
          onClose={() => setMenuAt(undefined)}
          onExclude={setExcluding}
        />
      )}
      {excluding === undefined ? null : (
        <ExcludeDialog
          profile={profile}
          items={excluding}
          plan={[...planItems()]}
          onClose={() => setExcluding(undefined)}
        />
      )}
    </>
  );
}
