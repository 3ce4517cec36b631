import { ChevronRight, File, Folder, Link2 } from 'lucide-react';
import type { Entry } from '../../../shared/entry/entry.js';
import { parentOf } from '../../../shared/entry/path.js';
import { shown } from '../../../shared/format/shown.js';
import { usePreview } from '../preview-store.js';
import { previewText } from '../text.js';
import { segmentsOf } from '../tree/find.js';
import type { ItemRow } from '../tree/rows.js';
import type { TreeNode } from '../tree/tree.js';
import { splitName } from './split-name.js';

/** Deeper folders are not indented any further, or no room would be left for names. */
const MOST_INDENT = 12;
const INDENT = 16;

interface NameCellProps {
  readonly row: ItemRow;
  /** Whether the folder is told with the name, as nothing else tells it. */
  readonly inList: boolean;
  /** What is looked for. */
  readonly find: string;
}

/** The name of an item, at its place in the tree. */
export function NameCell({ row: { node, depth, expanded }, inList, find }: NameCellProps) {
  const { item } = node;
  const folder = inList ? parentOf(node.path) : '';
  return (
    <span className="tree" style={{ paddingInlineStart: Math.min(depth, MOST_INDENT) * INDENT }}>
      {expanded === undefined ? (
        <span className={inList ? 'twisty twisty-list' : 'twisty'} />
      ) : (
        <button
          type="button"
          className={expanded ? 'twisty twisty-open' : 'twisty'}
          tabIndex={-1}
          aria-hidden
          onClick={() => usePreview.getState().setExpanded(node.path, !expanded)}
        >
          <ChevronRight size={14} />
        </button>
      )}
      <EntryIcon node={node} />
      <span
        className={item !== undefined && item.local.entry === undefined ? 'name name-absent' : 'name'}
        title={shown(node.path)}
      >
        {folder === '' ? null : (
          <span className="name-folder">
            <bdi dir="ltr">{`${shown(folder)}/`}</bdi>
          </span>
        )}
        {node.path === '' ? previewText.wholeFolder : <Name name={shown(node.name)} find={find} />}
      </span>
    </span>
  );
}

function Name({ name, find }: { readonly name: string; readonly find: string }) {
  const segments = find === '' ? [] : segmentsOf(name, find);
  if (segments.some(({ found }) => found)) {
    return (
      <span className="name-head">
        {segments.map(({ text, found }, index) => (found ? <mark key={index}>{text}</mark> : text))}
      </span>
    );
  }
  const [head, tail] = splitName(name);
  if (head === '') return <span className="name-head">{tail}</span>;
  return (
    <>
      <span className="name-head">{head}</span>
      <span className="name-tail">{tail}</span>
    </>
  );
}

function EntryIcon({ node: { isFolder, item } }: { readonly node: TreeNode }) {
  const look = { size: 15, strokeWidth: 1.7, 'aria-hidden': true } as const;
  if (isFolder) return <Folder {...look} className="entry-icon entry-folder" />;
  const other = isLinkLike(item?.local.entry) || isLinkLike(item?.remote.entry);
  return other ? (
    <Link2 {...look} className="entry-icon entry-file" />
  ) : (
    <File {...look} className="entry-icon entry-file" />
  );
}

function isLinkLike(entry: Entry | undefined): boolean {
  return entry?.kind === 'other' || entry?.kind === 'link';
}
