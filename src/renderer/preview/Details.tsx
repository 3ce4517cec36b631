import type { Settling } from '../conflicts/settle-labels.js';
import { X } from 'lucide-react';
import type { FileEntry, LinkEntry } from '../../shared/entry/entry.js';
import { explain } from '../../shared/plan/explain.js';
import { settlementsFor, type Observation, type PlanItem } from '../../shared/plan/plan.js';
import { explainUndo } from '../../shared/plan/explain-undo.js';
import type { Mode, Profile } from '../../shared/profile/profile.js';
import { shown } from '../../shared/format/shown.js';
import { settle } from '../api/requests.js';
import { IconButton } from '../components/Button.js';
import { PathText } from '../components/PathText.js';
import { SettleControl } from '../conflicts/SettleControl.js';
import { formatExactSize } from '../format/size.js';
import { formatPermissions } from '../format/permissions.js';
import { formatModifiedExactly } from '../format/time.js';
import { nodeAt, usePreview } from './preview-store.js';

interface DetailsProps {
  readonly profile: Profile;
  readonly settling: Settling;
}

/** Why the selected item is dealt with as it is, and what is known of it. */
export function Details({ profile, settling }: DetailsProps) {
  const selected = usePreview((state) => state.selected);
  const select = usePreview((state) => state.select);
  // The node changes in place: the revision tells that it may have.
  usePreview((state) => state.revision);
  const node = nodeAt(selected);
  const item = node?.item;
  if (node === undefined || item === undefined) return null;
  const problem =
    node.outcome !== undefined && 'problem' in node.outcome ? node.outcome.problem : item.problem;
  return (
    <aside className="details" aria-label="Details">
      <div className="details-head">
        <h2 className="details-path">
          <PathText path={item.path} />
        </h2>
        {canChoose(item, settling, profile.mode) && (
          <SettleControl
            item={item}
            mode={settling === 'undo' ? 'undo' : profile.mode}
            onSettle={(settlement) =>
              settle(profile.id, [item.path], settlement, node.isFolder ? 'below' : 'item')
            }
          />
        )}
        <IconButton label="Close details" icon={X} onClick={() => select(null)} />
      </div>
      <p className="details-why">
        {shown(
          settling === 'undo'
            ? explainUndo(item)
            : problem === undefined
              ? explain(item)
              : `${explain(item)} ${node.outcome === undefined ? '' : `${problem.what} `}${problem.advice}`,
        )}
      </p>
      <table className="details-facts">
        <thead>
          <tr>
            <td />
            <th scope="col">Now</th>
            {settling === 'undo' ? null : <th scope="col">At the last sync</th>}
          </tr>
        </thead>
        <tbody>
          <SideLine
            name="Local"
            seen={item.local}
            before={settling === 'undo' ? undefined : beforeOf(item, 'local')}
          />
          <SideLine
            name="Remote"
            seen={item.remote}
            before={settling === 'undo' ? undefined : beforeOf(item, 'remote')}
          />
        </tbody>
      </table>
    </aside>
  );
}

function canChoose(item: PlanItem, settling: Settling, mode: Mode): boolean {
  switch (settling) {
    case 'plan':
      return settlementsFor(item, mode).length > 0;
    case 'undo':
      return item.problem === undefined && item.action.kind !== 'moved';
    case undefined:
      return false;
  }
}

interface SideLineProps {
  readonly name: string;
  readonly seen: Observation;
  /** Absent where nothing is told of the last run. */
  readonly before: string | undefined;
}

function SideLine({ name, seen, before }: SideLineProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {nowOf(seen)}
        {CLASS_WORDS[seen.class] === '' ? null : (
          <span className="class-word">{CLASS_WORDS[seen.class]}</span>
        )}
      </td>
      {before === undefined ? null : <td>{before}</td>}
    </tr>
  );
}

const CLASS_WORDS = {
  missing: '',
  new: 'new',
  unmodified: 'unchanged',
  modified: 'changed',
  deleted: 'deleted',
  existing: '',
} as const satisfies Record<Observation['class'], string>;

function nowOf({ entry }: Observation): string {
  if (entry === undefined) return 'Not there';
  switch (entry.kind) {
    case 'file':
      return fileFacts(entry);
    case 'folder':
      return 'A folder';
    case 'link':
      return linkFacts(entry);
    case 'other':
      if (entry.what === 'symbolic-link') return LINKS[entry.leads ?? 'elsewhere'];
      return entry.what === 'unreadable-entry' ? 'Something that could not be read' : 'A special file';
  }
}

function beforeOf({ baseline }: PlanItem, side: 'local' | 'remote'): string {
  if (baseline === undefined) return 'Not known';
  switch (baseline.kind) {
    case 'folder':
      return 'A folder';
    case 'link':
      return linkFacts(baseline);
    case 'apart':
      return 'Never in sync';
    case 'file':
      return fileFacts(baseline.sides[side]);
  }
}

function linkFacts({ target }: Pick<LinkEntry, 'target'>): string {
  return `A symbolic link to “${shown(target)}”`;
}

function fileFacts({ size, modified, permissions }: FileEntry): string {
  return [
    formatExactSize(size),
    ...(modified === undefined ? [] : [formatModifiedExactly(modified)]),
    ...(permissions === undefined ? [] : [formatPermissions(permissions)]),
  ].join(', ');
}

const LINKS = {
  elsewhere: 'A symbolic link',
  nowhere: 'A broken symbolic link',
  back: 'A symbolic link that leads back to a folder above it',
} as const;
