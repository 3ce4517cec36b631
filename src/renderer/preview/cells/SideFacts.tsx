import type { Side } from '../../../shared/entry/entry.js';
import { shown } from '../../../shared/format/shown.js';
import { formatExactSize, formatSize } from '../../../shared/format/size.js';
import { formatModified, formatModifiedExactly } from '../../../shared/format/time.js';
import { previewText } from '../text.js';
import type { TreeNode } from '../tree/tree.js';

const TEXT = previewText.side;

interface SideFactsProps {
  readonly node: TreeNode;
  readonly side: Side;
  readonly now: number;
}

/** Size and time of what one side has; of a folder, what the files in it add up to. What changed since the last sync stands out. */
export function SideFacts({ node, side, now }: SideFactsProps) {
  const seen = node.item?.[side];
  const entry = seen?.entry;
  if (node.isFolder && (entry === undefined || entry.kind === 'folder')) {
    const { files, bytes } = node.sums[side];
    if (files > 0) return <Facts size={bytes} extra={TEXT.files(files)} />;
  }
  if (seen === undefined) return null;
  if (entry === undefined)
    return <span className="facts-absent">{seen.class === 'deleted' ? TEXT.deleted : TEXT.nothing}</span>;
  switch (entry.kind) {
    case 'folder':
      return <span className="facts-absent">{TEXT.emptyFolder}</span>;
    case 'link':
      return (
        <span className="facts-absent" title={shown(entry.target)}>
          {TEXT.link}
        </span>
      );
    case 'other':
      return <span className="facts-absent">{TEXT.other[entry.what]}</span>;
    case 'file': {
      const { modified } = entry;
      return (
        <Facts
          size={entry.size}
          changed={seen.class === 'new' || seen.class === 'modified'}
          extra={modified === undefined ? TEXT.nothing : formatModified(modified, now)}
          exactly={modified === undefined ? undefined : formatModifiedExactly(modified)}
        />
      );
    }
  }
}

interface FactsProps {
  readonly size: number;
  readonly extra: string;
  readonly exactly?: string | undefined;
  readonly changed?: boolean;
}

function Facts({ size, extra, exactly, changed = false }: FactsProps) {
  return (
    <span className={changed ? 'facts facts-changed' : 'facts'}>
      <span className="facts-size" title={formatExactSize(size)}>
        {formatSize(size)}
      </span>
      <span className="facts-time" title={exactly}>
        {extra}
      </span>
    </span>
  );
}
