import type { Settling } from '../conflicts/settle-labels.js';
import { ChevronRight, File, Folder, Link2 } from 'lucide-react';
import { memo } from 'react';
import type { Entry } from '../../shared/entry/entry.js';
import type { Profile } from '../../shared/profile/profile.js';
import { shown } from '../../shared/format/shown.js';
import { ActionCell } from './ActionCell.js';
import { toneOf } from './categories.js';
import { piecesOf } from './tree/find.js';
import { usePreview } from './preview-store.js';
import { SideFacts } from './SideFacts.js';
import type { TreeNode } from './tree/tree.js';
import { rowName } from './labels.js';

interface PreviewRowProps {
  readonly node: TreeNode;
  /** The node changes in place: this is what tells that it has. */
  readonly version: number;
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
  readonly index: number;
  /** Where it stands, in pixels from the first row. */
  readonly top: number;
  readonly id: string;
  readonly profile: Profile;
  readonly settling: Settling;
  /** What is looked for. */
  readonly find: string;
  readonly now: number;
}

/** One line of the preview. */
export const PreviewRow = memo(function PreviewRow(props: PreviewRowProps) {
  const { node, expanded, selected, index, top, id, profile, settling, find, now } = props;
  const { item } = node;
  const select = usePreview((state) => state.select);
  const setExpanded = usePreview((state) => state.setExpanded);
  const tone = item === undefined ? 'equal' : toneOf(item.action);
  return (
    <div
      id={id}
      role="row"
      className={`row row-${tone}`}
      aria-label={rowName(node.path, item?.action)}
      aria-level={node.depth + 1}
      aria-rowindex={index + 2}
      aria-expanded={expanded}
      aria-selected={selected}
      style={{ transform: `translateY(${top}px)` }}
      onMouseDown={() => select(node.path)}
      onDoubleClick={() => {
        if (expanded !== undefined) setExpanded(node.path, !expanded);
      }}
    >
      <div role="gridcell" className="cell cell-local">
        <span className="tree" style={{ paddingInlineStart: Math.min(node.depth, 12) * 16 }}>
          {expanded === undefined ? (
            <span className="twisty" />
          ) : (
            <button
              type="button"
              className={expanded ? 'twisty twisty-open' : 'twisty'}
              tabIndex={-1}
              aria-hidden
              onClick={() => setExpanded(node.path, !expanded)}
            >
              <ChevronRight size={14} />
            </button>
          )}
          <EntryIcon node={node} />
          <span
            className={item !== undefined && item.local.entry === undefined ? 'name name-absent' : 'name'}
            title={shown(node.path)}
          >
            {node.depth === -1 ? 'The whole folder' : <Name name={shown(node.name)} find={find} />}
          </span>
        </span>
        <SideFacts seen={item?.local} now={now} />
      </div>
      <div role="gridcell" className="cell cell-action">
        <ActionCell
          node={node}
          expanded={expanded}
          selected={selected}
          profile={profile}
          settling={settling}
        />
      </div>
      <div role="gridcell" className="cell cell-remote">
        <SideFacts seen={item?.remote} now={now} />
      </div>
    </div>
  );
});

function Name({ name, find }: { readonly name: string; readonly find: string }) {
  if (find === '') return name;
  return piecesOf(name, find).map((piece, index) =>
    piece.found ? <mark key={index}>{piece.text}</mark> : piece.text,
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
