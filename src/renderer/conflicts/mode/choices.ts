import { newerOf } from '../../../shared/entry/times.js';
import { otherSide, type FileEntry, type Side } from '../../../shared/entry/entry.js';
import { canMerge, settlementsFor, type PlanItem, type SimpleSettlement } from '../../../shared/plan/plan.js';
import type { Mode, Profile } from '../../../shared/profile/profile.js';
import { parseRemote } from '../../../shared/profile/remote.js';

/** How a conflict can be resolved here: as the engine settles it, or by a rule that says which side that is. */
export type Choice = SimpleSettlement | 'newer' | 'older' | 'larger';

/** Every choice with its key, in the order of the buttons. */
export const CHOICES: readonly { readonly choice: Choice; readonly key: string }[] = [
  { choice: 'local', key: 'l' },
  { choice: 'remote', key: 'r' },
  { choice: 'newer', key: 'n' },
  { choice: 'older', key: 'o' },
  { choice: 'larger', key: 'g' },
  { choice: 'keep-both', key: 'b' },
  { choice: 'skip', key: 's' },
];

/** The key that opens what merges both versions. */
export const MERGE_KEY = 'm';

/** What keeps two versions from being merged: what they are, or how the profile is set. `undefined` where nothing does. */
export type NoMerge = 'not-two-texts' | 'versions-off' | 'in-place';

/** Why both versions of an item cannot be merged, as far as can be told before they are read. */
export function whyNoMerge(
  item: PlanItem,
  { mode, remoteFolder, options }: Pick<Profile, 'mode' | 'remoteFolder' | 'options'>,
): NoMerge | undefined {
  if (!canMerge(item, mode)) return 'not-two-texts';
  if (options.versions.kind === 'off') return 'versions-off';
  const remote = parseRemote(remoteFolder);
  const isServer = remote.kind === 'valid' && remote.address.kind === 'server';
  return isServer && options.writing === 'in-place' ? 'in-place' : undefined;
}

type Versions = Pick<PlanItem, 'local' | 'remote'>;

/** The side whose version is newer; `undefined` where that cannot be told, or only one has a file. */
export function newerSide(item: Versions): Side | undefined {
  const files = filesOf(item);
  return files && newerOf(files.local, files.remote);
}

/** The side whose version is larger; `undefined` where both are as large, or only one has a file. */
export function largerSide(item: Versions): Side | undefined {
  const files = filesOf(item);
  if (files === undefined || files.local.size === files.remote.size) return undefined;
  return files.local.size > files.remote.size ? 'local' : 'remote';
}

function filesOf({ local, remote }: Versions): Readonly<Record<Side, FileEntry>> | undefined {
  if (local.entry?.kind !== 'file' || remote.entry?.kind !== 'file') return undefined;
  return { local: local.entry, remote: remote.entry };
}

/** What a choice comes to for an item; `undefined` where it tells nothing, or the mode forbids what it would change. */
export function settlementOf(choice: Choice, item: PlanItem, mode: Mode): SimpleSettlement | undefined {
  const wanted = wantedBy(choice, item);
  return wanted !== undefined && settlementsFor(item, mode).includes(wanted) ? wanted : undefined;
}

function wantedBy(choice: Choice, item: PlanItem): SimpleSettlement | undefined {
  switch (choice) {
    case 'newer':
      return newerSide(item);
    case 'older': {
      const newer = newerSide(item);
      return newer && otherSide(newer);
    }
    case 'larger':
      return largerSide(item);
    default:
      return choice;
  }
}

/** Whether two conflicts are of one sort: the same happened, and the same side lacks the file. */
export function isAlike(one: PlanItem, other: PlanItem): boolean {
  return (
    one.conflict === other.conflict &&
    (one.local.entry === undefined) === (other.local.entry === undefined) &&
    (one.remote.entry === undefined) === (other.remote.entry === undefined)
  );
}
