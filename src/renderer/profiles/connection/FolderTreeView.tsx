import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight, Folder } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { shown } from '../../../shared/format/shown.js';
import { connectionText } from '../text/connection.js';
import { keyIn, rowsOf, type FolderTree, type TreeRow } from './folder-tree.js';

const ROW_HEIGHT = 28;

interface FolderTreeViewProps {
  readonly tree: FolderTree;
  readonly selected: string;
  /** The folder that the server puts the user into. */
  readonly signIn: string | undefined;
  readonly onSelect: (path: string) => void;
  readonly onToggle: (path: string, open: boolean) => void;
  readonly onRetry: (path: string) => void;
  /** The folder that is selected is the one. */
  readonly onChoose: () => void;
}

/** The folders of a server as a tree, of which only the lines in sight are drawn. One stop for the Tab key; the arrow keys lead about. */
export function FolderTreeView(props: FolderTreeViewProps) {
  const { tree, selected, onSelect, onToggle, onChoose } = props;
  const rows = rowsOf(tree);
  const scroller = useRef<HTMLDivElement>(null);
  // The virtualizer changes in place, which the React compiler could not follow; it is not in use here.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const at = rows.findIndex((row) => row.kind === 'folder' && row.path === selected);
  useEffect(() => {
    if (at !== -1) virtualizer.scrollToIndex(at);
  }, [virtualizer, at]);
  useEffect(() => scroller.current?.focus(), []);
  const press = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onChoose();
      return;
    }
    const then = keyIn(tree, selected, event.key);
    if (then === undefined) return;
    event.preventDefault();
    if (then.kind === 'select') onSelect(then.path);
    else onToggle(then.path, then.kind === 'open');
  };
  return (
    <div
      ref={scroller}
      className="folders-tree"
      role="tree"
      aria-label={connectionText.foldersTree}
      aria-activedescendant={at === -1 ? undefined : `folder-${at}`}
      tabIndex={0}
      onKeyDown={press}
    >
      <div className="lines-body" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const style = { transform: `translateY(${start}px)`, height: ROW_HEIGHT };
          return (
            <div key={index} className="lines-row" role="presentation" style={style}>
              <Row {...props} row={row} id={`folder-${index}`} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Row({
  row,
  id,
  selected,
  signIn,
  onSelect,
  onToggle,
  onRetry,
  onChoose,
}: FolderTreeViewProps & { readonly row: TreeRow; readonly id: string }) {
  const style = { paddingLeft: 8 + (row.level - 1) * 18 };
  if (row.kind === 'folder') {
    const { path, name, level, open } = row;
    return (
      <div
        id={id}
        role="treeitem"
        aria-level={level}
        aria-expanded={open}
        aria-selected={path === selected}
        className="folder-row"
        style={style}
        onClick={() => onSelect(path)}
        onDoubleClick={() => (open ? onChoose() : onToggle(path, true))}
      >
        <span
          className={open ? 'folder-toggle folder-open' : 'folder-toggle'}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(path, !open);
          }}
        >
          <ChevronRight size={14} strokeWidth={2} aria-hidden />
        </span>
        <Folder size={15} strokeWidth={1.8} aria-hidden className="folder-icon" />
        <span className="ellipsis" title={shown(path)}>
          {shown(name)}
        </span>
        {path === signIn ? <span className="folder-note">{connectionText.signInFolder}</span> : null}
      </div>
    );
  }
  if (row.kind === 'failed') {
    return (
      <div id={id} className="folder-row folder-failed" role="alert" style={style}>
        <span className="ellipsis" title={`${shown(row.problem.what)} ${shown(row.problem.advice)}`}>
          {shown(row.problem.what)}
        </span>
        <button type="button" className="link" onClick={() => onRetry(row.of)}>
          {connectionText.retry}
        </button>
      </div>
    );
  }
  return (
    <div id={id} className="folder-row folder-quiet" style={style}>
      {row.note === 'more'
        ? connectionText.moreFolders(row.more)
        : row.note === 'none'
          ? connectionText.noFolders
          : connectionText.loading}
    </div>
  );
}
