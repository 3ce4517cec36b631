import { otherSide, type ItemPath } from '../../../shared/entry/entry.js';
import {
  deletesOn,
  settlementsFor,
  type PlanItem,
  type SimpleSettlement,
} from '../../../shared/plan/plan.js';
import type { Mode } from '../../../shared/profile/profile.js';
import type { TreeNode } from '../tree/tree.js';

/** What can be chosen, in the order of the menu; `reset` does as planned again. */
export const CHOICE_KINDS = [
  'upload',
  'download',
  'keep-both',
  'skip',
  'reset',
  'delete-local',
  'delete-remote',
] as const;
export type ChoiceKind = (typeof CHOICE_KINDS)[number];

/** A settlement, and the items that it is for. */
export interface Choice {
  /** `null` undoes a choice. */
  readonly settlement: SimpleSettlement | null;
  readonly paths: readonly ItemPath[];
}

export type Choices = Readonly<Record<ChoiceKind, Choice>>;

/**
 * What can be chosen for these items under a mode: each choice with the items that it is possible for and changes something for. No
 * choice ever deletes what it does not say that it deletes.
 */
export function choicesFor(targets: readonly TreeNode[], mode: Mode): Choices {
  const paths: Readonly<Record<ChoiceKind, ItemPath[]>> = {
    upload: [],
    download: [],
    'delete-local': [],
    'delete-remote': [],
    'keep-both': [],
    skip: [],
    reset: [],
  };
  for (const { item } of targets) {
    if (item === undefined) continue;
    for (const settlement of settlementsFor(item, mode)) {
      const kind = kindFor(item, settlement);
      if (kind !== undefined && !isDone(item, settlement)) paths[kind].push(item.path);
    }
    if (item.settled !== undefined) paths.reset.push(item.path);
  }
  return {
    upload: { settlement: 'local', paths: paths.upload },
    download: { settlement: 'remote', paths: paths.download },
    'delete-local': { settlement: 'remote', paths: paths['delete-local'] },
    'delete-remote': { settlement: 'local', paths: paths['delete-remote'] },
    'keep-both': { settlement: 'keep-both', paths: paths['keep-both'] },
    skip: { settlement: 'skip', paths: paths.skip },
    reset: { settlement: null, paths: paths.reset },
  };
}

/** What a settlement does with an item, by what the sides have. */
function kindFor(item: PlanItem, settlement: SimpleSettlement): ChoiceKind | undefined {
  if (settlement === 'skip' || settlement === 'keep-both') return settlement;
  const on = deletesOn(settlement, item);
  if (on !== undefined) return `delete-${on}`;
  if (item[settlement].entry === undefined) return undefined;
  return settlement === 'local' ? 'upload' : 'download';
}

/** Whether that is what happens anyway. */
function isDone({ action, settled, conflict }: PlanItem, settlement: SimpleSettlement): boolean {
  if (settled !== undefined || conflict !== undefined) return settled === settlement;
  if (settlement === 'skip' || settlement === 'keep-both') return false;
  const changed = otherSide(settlement);
  switch (action.kind) {
    case 'copy':
      return action.to === changed;
    case 'create-folder':
    case 'delete':
      return action.on === changed;
    default:
      return false;
  }
}
