import {
  otherSide,
  type FileEntry,
  type ItemPath,
  type Side,
  type Sides,
  type Timestamp,
} from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { MoveEnd } from './effective-actions.js';

/** Whether the file that appeared under `to` is the one that vanished from `from`. */
export type IsSameFile = (from: PlanItem, to: PlanItem) => boolean;

/** A file that is there, on one side, and can be read. */
export interface FileThere {
  readonly side: Side;
  readonly path: ItemPath;
  /** Bytes. */
  readonly size: number;
  /** `ends` where only what it begins and ends with is asked for. */
  readonly part?: 'ends' | undefined;
}

/** One end of what may be a move: a file that one side has no longer, or has now and had not before. */
export interface End {
  /** The side on which it is to be moved as well. */
  readonly on: Side;
  /** What the side that moved it reported of it: last time, or now. */
  readonly file: FileEntry;
  /** Whether its size and time say which content it has: not where it was edited so shortly before it was recorded that another edit may have them. */
  readonly isProven: boolean;
  /** Where its content lies: what vanished on one side is still there on the other. */
  readonly content: FileThere;
}

/** What tells that two ends are of one file: the same key. `undefined` where nothing is told. */
export type Evidence = (end: End) => string | undefined;

/** The contents of files that were asked for, as their hashes, by `contentKey`. */
export type Contents = ReadonlyMap<string, string>;

export function contentKey({ side, path, part }: FileThere): string {
  return part === undefined ? `${side}:${path}` : `${part} of ${side}:${path}`;
}

/**
 * What the side that moved it calls the file, with the size and time that it had and still has. Proof by itself where such an id
 * is `lasting`; where another file can have got it since (ext4 gives the number of a file that is gone to the next one), it only says
 * whose contents are worth looking at.
 */
export function byId(fileIds: Sides<FileIds>, wanted: FileIds): Evidence {
  return (end) => {
    const { on, file, isProven } = end;
    const { id, modified, size } = file;
    if (!isProven) return undefined;
    if (fileIds[otherSide(on)] !== wanted || id === undefined || modified === undefined || size === 0)
      return undefined;
    return `${on}:${size}:${timeKey(modified)}:${modified.precisionMs}:${id}`;
  };
}

/** Whether the ids of a side's files prove anything by themselves. */
export type FileIds = 'lasting' | 'reused';

/**
 * Size and the very same time, where no third file is known to have both. A time of whole seconds is no evidence: packages, archives,
 * and cameras give one to many files; nor is being empty.
 */
export function bySizeAndTime(known: KnownSizesAndTimes): Evidence {
  return ({ on, file, isProven }) => {
    const key = stampOf(file);
    return isProven && key !== undefined && known.pathsWith(file) <= ENDS ? `${on}:${key}` : undefined;
  };
}

/** A file that moved is known under two paths. */
const ENDS = 2;

/** Size and time of a file whose time is told more finely than in whole seconds. */
export function stampOf({ size, modified }: FileEntry): string | undefined {
  if (size === 0 || modified === undefined || modified.precisionMs >= SECOND_MS) return undefined;
  const { ms, ns = 0 } = modified;
  return ms % SECOND_MS === 0 && ns === 0 ? undefined : `${size}:${timeKey(modified)}`;
}

const SECOND_MS = 1000;

/** A time as finely as it is told. */
export function timeKey({ ms, ns = 0 }: Timestamp): string {
  return `${ms}.${ns}`;
}

/** Under how many paths a size and time are known, on either side and from the last run. */
export interface KnownSizesAndTimes {
  readonly pathsWith: (file: FileEntry) => number;
}

/** What is in them, as far as that was asked. */
export function byContent(contents: Contents): Evidence {
  return ({ on, content }) => {
    const hash = contents.get(contentKey(content));
    return hash === undefined ? undefined : `${on}:${content.size}:${hash}`;
  };
}

/** What the side calls them and, as far as that was asked, what they begin and end with. */
export function byIdAndEnds(fileIds: Sides<FileIds>, contents: Contents): Evidence {
  const tell = byId(fileIds, 'reused');
  return (end) => {
    const key = tell(end);
    const hash = contents.get(contentKey({ ...end.content, part: 'ends' }));
    return key === undefined || hash === undefined ? undefined : `${key}:${hash}`;
  };
}

/**
 * Finds the files that were moved on one side since the baseline: one vanished, and one appeared that by the evidence is the
 * same. They are moved on the other side as well, instead of being deleted there and copied anew. Where two could be
 * meant, none is. Returns the actions that take the place of a deletion and a copy.
 */
export function findMoves(
  items: ReadonlyMap<ItemPath, PlanItem> | readonly PlanItem[],
  evidence: Evidence,
): ReadonlyMap<ItemPath, MoveEnd> {
  const vanished = new Map<string, PlanItem[]>();
  const appeared = new Map<string, PlanItem[]>();
  for (const item of items.values()) {
    const gone = keyOf(vanishedFile(item), evidence);
    if (gone !== undefined) push(vanished, gone, item);
  }
  // Of a million that appeared only those are looked at that may have vanished somewhere.
  for (const item of vanished.size === 0 ? [] : items.values()) {
    const come = keyOf(appearedFile(item), evidence);
    if (come !== undefined && vanished.has(come)) push(appeared, come, item);
  }
  const moves = new Map<ItemPath, MoveEnd>();
  for (const [key, [from, ...moreFrom]] of vanished) {
    const [to, ...moreTo] = appeared.get(key) ?? [];
    if (from === undefined || to === undefined || moreFrom.length > 0 || moreTo.length > 0) continue;
    if (from.action.kind !== 'delete') continue;
    const { on } = from.action;
    moves.set(from.path, { kind: 'moved', on, to: to.path });
    moves.set(to.path, { kind: 'move', on, from: from.path });
  }
  return moves;
}

/** By that evidence, and for empty files, which are all alike, by nothing else. To be asked where the names agree already. */
export function isSameBy(...evidence: readonly Evidence[]): IsSameFile {
  return (from, to) => {
    const gone = vanishedFile(from);
    const come = appearedFile(to);
    if (gone === undefined || gone.on !== come?.on) return false;
    if (gone.file.size === 0 && come.file.size === 0) return true;
    return evidence.some((tell) => {
      const key = tell(gone);
      return key !== undefined && key === tell(come);
    });
  };
}

/** The end of a file that is to be deleted because the other side, which had it, has it no longer. */
export function vanishedFile({ path, action, baseline, ...sides }: PlanItem): End | undefined {
  if (action.kind !== 'delete' || baseline?.kind !== 'file') return undefined;
  const { on } = action;
  const { entry, class: found } = sides[on];
  // What was edited there, and goes all the same, is another file by now; what a filter leaves out goes although the other side has it.
  if (entry?.kind !== 'file' || found !== 'unmodified') return undefined;
  if (sides[otherSide(on)].entry !== undefined) return undefined;
  return {
    on,
    file: baseline.sides[otherSide(on)],
    isProven: baseline.unproven === undefined,
    content: { side: on, path, size: entry.size },
  };
}

/**
 * The end of a file that is to be copied to where nothing is, and of which nothing is on record: what is on record and is copied
 * all the same was lost there, and is no new place for anything.
 */
export function appearedFile({ path, action, baseline, ...sides }: PlanItem): End | undefined {
  if (action.kind !== 'copy' || action.replaces || baseline !== undefined) return undefined;
  const side = otherSide(action.to);
  const file = sides[side].entry;
  if (file?.kind !== 'file') return undefined;
  return { on: action.to, file, isProven: true, content: { side, path, size: file.size } };
}

function keyOf(end: End | undefined, evidence: Evidence): string | undefined {
  return end === undefined ? undefined : evidence(end);
}

function push(map: Map<string, PlanItem[]>, key: string, item: PlanItem): void {
  const found = map.get(key);
  if (found === undefined) map.set(key, [item]);
  else found.push(item);
}
