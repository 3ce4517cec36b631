import type { FileEntry, Sides } from '../../../shared/entry/entry.js';
import { MOST_MERGED_BYTES } from '../../../shared/merge/merge-text.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { isFatal } from '../../../shared/problem-traits.js';
import type { StateStore } from '../../state/state-store.js';
import type { SyncedText } from '../../state/texts/text-store.js';
import type { Target } from '../../targets/target.js';
import { sameSizeAndTime } from '../base/entry-comparison.js';
import { readWhole } from '../content/read-whole.js';

/** Kept versions of one file that are looked at, newest first. */
const LOOKED_AT = 100;

/** A time that is told more coarsely may be that of several versions, in milliseconds. */
const FINE_MS = 1000;

/** What reading versions needs. */
export interface VersionSources {
  readonly targets: Sides<Pick<Target, 'stat' | 'read'>>;
  readonly state: Pick<StateStore, 'keptFiles' | 'textOf'>;
  readonly signal: AbortSignal;
}

/**
 * What both versions of an item were made from: the version of the last sync, if its text was kept, or a side still keeps it. `undefined` where
 * neither is so, or not for certain. Rejects only where a side as a whole is out of reach, or with `stopped`.
 */
export async function keptBase(
  { path, baseline }: PlanItem,
  { targets, state, signal }: VersionSources,
): Promise<Uint8Array | undefined> {
  if (baseline?.kind !== 'file') return undefined;
  const text = await state.textOf(path);
  if (text !== undefined && isOf(text, baseline.sides)) return text.content;
  // What was modified just before it went on record may be another version of the same time.
  if (baseline.unproven !== undefined || baseline.edited !== undefined) return undefined;
  const kept = await state.keptFiles({ below: path, limit: LOOKED_AT });
  for (const version of kept) {
    const { side, as, entry } = version;
    if (version.path !== path || entry?.kind !== 'file' || !isThat(entry, baseline.sides[side])) continue;
    try {
      const found = await targets[side].stat(as, signal);
      if (found?.kind === 'file' && sameSizeAndTime(entry, found))
        return await readWhole(targets[side], as, entry.size, signal);
    } catch (error) {
      if (isFatal(error)) throw error;
    }
  }
  return undefined;
}

/** Whether a text is the one that both sides had when they were last in sync. */
function isOf(text: SyncedText, sides: Sides<FileEntry>): boolean {
  return sameSizeAndTime(text.sides.local, sides.local) && sameSizeAndTime(text.sides.remote, sides.remote);
}

/** Whether a version is the one on record, by its size and a time that is told finely. */
function isThat(version: FileEntry, onRecord: FileEntry): boolean {
  const times = [version.modified, onRecord.modified];
  const areFine = times.every((time) => time !== undefined && time.precisionMs <= FINE_MS);
  return areFine && version.size <= MOST_MERGED_BYTES && sameSizeAndTime(version, onRecord);
}
