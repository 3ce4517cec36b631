import { useId, useState } from 'react';
import { shown } from '../../../shared/format/shown.js';
import type { Side } from '../../../shared/entry/entry.js';
import { nameOf } from '../../../shared/entry/path.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { pairNames } from '../../../shared/profile/pairs.js';
import { excludeAndCompare } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { PathText } from '../../components/PathText.js';
import { listingOf, useProfiles } from '../../profiles/profiles-store.js';
import { previewText } from '../text.js';
import {
  excludedBy,
  EXTENTS,
  extensionsOf,
  foldersOf,
  patternsFor,
  type Excludable,
  type Extent,
} from './exclude.js';

const TEXT = previewText.exclude;
/** How many of the items that are left out are named. */
const NAMED = 6;

interface ExcludeDialogProps {
  readonly profile: Profile;
  readonly items: readonly Excludable[];
  /** Every item of the plan. */
  readonly plan: readonly PlanItem[];
  readonly onClose: () => void;
}

/** Says what a filter would leave out before it is added to the profile. */
export function ExcludeDialog({ profile, items, plan, onClose }: ExcludeDialogProps) {
  const extents = EXTENTS.filter((extent) => patternsFor(items, extent).length > 0);
  const [extent, setExtent] = useState<Extent>('these');
  const [inAll, setInAll] = useState(false);
  const owner = useProfiles((state) => listingOf(state.listings, profile.id)?.profile);
  const several = owner?.pairs === undefined ? 0 : owner.pairs.length + 1;
  const onlyIn = owner === undefined || several === 0 || inAll ? undefined : pairNames(owner).get(profile.id);
  const group = useId();
  const patterns = patternsFor(items, extent);
  const excluded = excludedBy(plan, items, extent);
  const deletesOn = deletingSide(profile);
  const [first] = items;
  const name = first === undefined ? '' : shown(nameOf(first.path));
  return (
    <Dialog
      title={TEXT.title(items.length === 1 ? `“${name}”` : TEXT.several(items.length))}
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          const scope =
            onlyIn === undefined
              ? ({ kind: 'profile' } as const)
              : ({ kind: 'pair', id: profile.id } as const);
          void excludeAndCompare(profile, scope, patterns);
        }}
      >
        <div className="exclude" role="radiogroup" aria-label={TEXT.title(name)}>
          {extents.map((one) => (
            <label key={one} className="exclude-extent">
              <input type="radio" name={group} checked={extent === one} onChange={() => setExtent(one)} />
              <span className="ellipsis">{extentName(one, items)}</span>
            </label>
          ))}
        </div>
        {several > 0 && (
          <label className="exclude-extent exclude-all">
            <input type="checkbox" checked={inAll} onChange={(event) => setInAll(event.target.checked)} />
            <span>{TEXT.inAllPairs(several)}</span>
          </label>
        )}
        <p className="dialog-text">{TEXT.leavesOut(excluded.length)}</p>
        <ul className="exclude-paths">
          {excluded.slice(0, NAMED).map((path) => (
            <li key={path}>
              <PathText path={path} />
            </li>
          ))}
          {excluded.length > NAMED ? <li>{TEXT.more(excluded.length - NAMED)}</li> : null}
        </ul>
        <p className="dialog-text">
          {shown(TEXT.adds(patterns, onlyIn))}{' '}
          {deletesOn === undefined ? (
            TEXT.stay
          ) : (
            <strong className="tone-delete">{TEXT.deletes(deletesOn)}</strong>
          )}
        </p>
        <div className="dialog-actions">
          <Button onClick={onClose}>{TEXT.cancel}</Button>
          <Button submit variant="primary">
            {TEXT.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The side on which a profile deletes what its filters leave out, if it does. */
function deletingSide({ mode, deleteExtra, options }: Profile): Side | undefined {
  if (mode === 'two-way' || !deleteExtra || !options.deleteUnmatched) return undefined;
  return mode === 'upload' ? 'remote' : 'local';
}

function extentName(extent: Extent, items: readonly Excludable[]): string {
  switch (extent) {
    case 'these': {
      const [first] = items;
      const name = shown(nameOf(first?.path ?? ''));
      return TEXT.extents.these(items.length, name, first?.isFolder === true);
    }
    case 'kinds':
      return TEXT.extents.kinds(extensionsOf(items).map(shown));
    case 'folders':
      return TEXT.extents.folders(foldersOf(items).map(shown));
  }
}
