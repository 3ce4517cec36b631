import type { ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { Problem } from '../../../shared/problem.js';
import type { StateStore } from '../../state/state-store.js';
import type { OtherVolume, Volume } from '../../../shared/entry/baseline.js';
import type { RunnablePlan } from '../plan/runnable-plan.js';
import type { Scope } from '../base/scope.js';
import type { FolderRecords } from './baseline-reader.js';
import { mountedAnew } from './scope-error.js';
import type { Target } from '../../targets/target.js';
import { printable } from '../../targets/item-path.js';

const SIDES = ['local', 'remote'] as const;

/**
 * S8: a disk that is taken off leaves an empty folder behind, and one that is mounted hides what was in its folder: both look as if everything
 * had been deleted. Knows which folders lay on other volumes at the last run, and where that is otherwise now.
 */
export class Volumes {
  readonly #targets: Sides<Target>;
  readonly #known: Sides<ReadonlyMap<ItemPath, OtherVolume>>;
  /** The folders that lie on another volume than before, with that of before. */
  readonly #exchanged: Record<Side, Map<ItemPath, Volume | undefined>> = {
    local: new Map(),
    remote: new Map(),
  };

  /** `known` are the volumes of the last run. */
  constructor(targets: Sides<Target>, known: Sides<readonly OtherVolume[]>) {
    const byFolder = (of: readonly OtherVolume[]): ReadonlyMap<ItemPath, OtherVolume> =>
      new Map(of.map((one) => [one.folder, one]));
    this.#targets = targets;
    this.#known = { local: byFolder(known.local), remote: byFolder(known.remote) };
  }

  /**
   * Why nothing can be concluded from what a folder holds that was just looked at: nothing proves that it lies on the volume of the last run, and all
   * the names that are `onRecord` are gone with that. One of them that is there shows that the content was moved as well, unless it is a folder among
   * files: programs make their folders anew in what a disk leaves behind. `undefined` where nothing speaks against it.
   */
  exchangedAt(
    folder: ItemPath,
    onRecord: FolderRecords,
    found: Sides<ReadonlyMap<string, unknown>>,
  ): Problem | undefined {
    for (const side of SIDES) {
      const volume = this.#known[side].get(folder);
      const now = this.#now(side).get(folder);
      if (volume === undefined && now === undefined) continue;
      if (volume?.identity !== undefined && volume.identity === now?.identity) continue;
      // A disk that is never known again may well be the same: most likely its user deleted the files.
      const isUnknowable =
        volume !== undefined && now !== undefined && (volume.identity ?? now.identity) === undefined;
      if (onRecord.size === 0 || isMovedTo(found[side], onRecord, isUnknowable)) continue;
      // Of all that the root held, somebody is asked (S7): whoever agrees has this disk for the one of the next runs.
      if (folder !== '') this.#exchanged[side].set(folder, volume);
      return volumeProblem(folder, side, now === undefined ? 'gone' : 'other');
    }
    return undefined;
  }

  /**
   * Throws a `ScopeError` where a volume on which a part lies is mounted anew since the last run, and does not tell whether it is the same: only what
   * else it holds shows that.
   */
  async expectTold(scope: Scope, signal: AbortSignal): Promise<void> {
    for (const side of SIDES) {
      const { volumeAt } = this.#targets[side].features;
      for (const { folder, identity, device } of this.#known[side].values()) {
        if (volumeAt === undefined || identity !== undefined) continue;
        if (!scope.covers(folder) && !scope.paths.some((path) => isIn(folder, path))) continue;
        const now = await volumeAt(folder, signal);
        if (now !== undefined && now.device !== device) throw mountedAnew(folder, side);
      }
    }
  }

  /** What the next comparison has to know, after all of both sides was looked at. */
  get toRecord(): Sides<readonly OtherVolume[]> {
    const of = (side: Side): readonly OtherVolume[] =>
      Array.from(new Map([...this.#now(side), ...this.#exchanged[side]])).flatMap(([folder, volume]) =>
        volume === undefined ? [] : [{ ...volume, folder }],
      );
    return { local: of('local'), remote: of('remote') };
  }

  #now(side: Side): ReadonlyMap<ItemPath, Volume> {
    return this.#targets[side].features.otherVolumes?.() ?? new Map<ItemPath, Volume>();
  }
}

/**
 * S8: what would be copied to a disk that was taken off since the comparison would land in the folder that is left in its place, and seem to be
 * deleted as soon as the disk is back. Rejects with a `ProblemError` where a volume is not there any more on which the plan relies.
 */
export async function expectVolumes(
  { items, otherVolumes }: Pick<RunnablePlan, 'items' | 'otherVolumes'>,
  targets: Sides<Target>,
  state: StateStore,
  signal: AbortSignal,
): Promise<void> {
  const expected = otherVolumes ?? (await state.otherVolumes());
  const isLeftAlone = (folder: ItemPath): boolean =>
    !Array.from(items.values()).some(
      ({ path, action: { kind } }) => kind !== 'equal' && kind !== 'leave' && isIn(folder, path),
    );
  for (const side of SIDES) {
    const { volumeAt } = targets[side].features;
    if (volumeAt === undefined) continue;
    for (const volume of expected[side]) {
      const { folder } = volume;
      // Where it was missing already, nothing is to be done.
      const action = items.get(folder)?.action;
      if (action?.kind === 'leave' && action.reason === 'unreadable') continue;
      // Nor is it in what a plan of a part, or one that was saved, leaves alone.
      if (otherVolumes === undefined && isLeftAlone(folder)) continue;
      const now = await volumeAt(folder, signal);
      // Where nothing else can be told, a device that has stayed is what there is to go by between a comparison and its run.
      const isSame =
        volume.identity === undefined ? now?.device === volume.device : now?.identity === volume.identity;
      if (isSame) continue;
      throw new ProblemError(volumeProblem(folder, side, 'gone'));
    }
  }
}

/** Whether what was found shows that what is on record has come along: a file does, and a folder only `byFolders` or where there is no file. */
function isMovedTo(
  found: ReadonlyMap<string, unknown>,
  onRecord: FolderRecords,
  byFolders: boolean,
): boolean {
  const all = Array.from(onRecord);
  const files = byFolders ? [] : all.filter(([, { kind }]) => kind !== 'folder');
  return (files.length > 0 ? files : all).some(([name]) => found.has(name));
}

function isIn(folder: ItemPath, path: ItemPath): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

function volumeProblem(folder: ItemPath, side: Side, what: 'gone' | 'other'): Problem {
  const place =
    folder === '' ? `the ${side} folder` : `the folder “${printable(folder)}” on the ${side} side`;
  if (what === 'gone') {
    return {
      kind: 'not-found',
      what: `At the last sync, ${place} was on another disk, which is not connected now.`,
      advice:
        'Connect the disk and compare again. Until then, nothing in this folder is synced. If the disk is gone for good, put its files back into the folder, or delete the folder on both sides.',
      side,
      path: folder,
    };
  }
  return {
    kind: 'not-found',
    what: `None of the files synced before are in ${place}, which may be on another disk now.`,
    advice:
      'Connect the earlier disk and compare again, or copy the earlier files to this one. Until then, nothing in this folder is synced. If you emptied the folder yourself, empty it on the other side as well.',
    side,
    path: folder,
  };
}
