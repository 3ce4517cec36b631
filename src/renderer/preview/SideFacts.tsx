import type { OtherEntry } from '../../shared/entry/entry.js';
import type { Observation } from '../../shared/plan/plan.js';
import { shown } from '../../shared/format/shown.js';
import { formatExactSize, formatSize } from '../format/size.js';
import { formatModified, formatModifiedExactly } from '../format/time.js';

const OTHER_WORDS: Readonly<Record<OtherEntry['what'], string>> = {
  'symbolic-link': 'link',
  device: 'device',
  'unreadable-name': 'unreadable name',
  'unreadable-entry': 'unreadable',
  'own-state': 'Evenkeel’s own files',
};

interface SideFactsProps {
  readonly seen: Observation | undefined;
  readonly now: number;
}

/** Size and time of what one side has. What changed since the last run stands out a little. */
export function SideFacts({ seen, now }: SideFactsProps) {
  if (seen === undefined) return null;
  const { entry } = seen;
  if (entry === undefined)
    return <span className="facts-absent">{seen.class === 'deleted' ? 'deleted' : '–'}</span>;
  if (entry.kind === 'folder') return null;
  if (entry.kind === 'link') {
    return (
      <span className="facts-absent" title={shown(entry.target)}>
        link
      </span>
    );
  }
  if (entry.kind === 'other') {
    return <span className="facts-absent">{OTHER_WORDS[entry.what]}</span>;
  }
  const changed = seen.class === 'new' || seen.class === 'modified';
  return (
    <span className={changed ? 'facts facts-changed' : 'facts'}>
      <span className="facts-size" title={formatExactSize(entry.size)}>
        {formatSize(entry.size)}
      </span>
      <span
        className="facts-time"
        title={entry.modified === undefined ? undefined : formatModifiedExactly(entry.modified)}
      >
        {entry.modified === undefined ? '–' : formatModified(entry.modified, now)}
      </span>
    </span>
  );
}
