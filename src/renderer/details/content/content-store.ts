import { create } from 'zustand';
import type { FileContent, ReadingProgress } from '../../../shared/content.js';
import type { FileEntry, ItemPath, Side } from '../../../shared/entry/entry.js';
import type { Problem } from '../../../shared/problem.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { api } from '../../api/evenkeel.js';
import { detailsText } from '../text.js';
import { ContentCache } from './content-cache.js';

/** A file of one side that somebody wants to look at. */
export interface ContentRequest {
  readonly profileId: ProfileId;
  readonly path: ItemPath;
  readonly side: Side;
  /** What the comparison saw there. */
  readonly entry: FileEntry;
  /** Bytes to read at most, from the beginning. */
  readonly most: number;
}

/** Bytes of a text that are read without being asked for more. */
export const TEXT_BYTES = 2_000_000;

export type Reading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly content: FileContent }
  | { readonly kind: 'failed'; readonly problem: Problem };

interface ContentState {
  /** How far what is being read on each side has come. */
  readonly progress: Partial<Record<Side, ReadingProgress>>;
  readonly take: (progress: ReadingProgress) => void;
}

/** How far the reading of files has come, as the main process tells. */
export const useReadingProgress = create<ContentState>()((set) => ({
  progress: {},
  take: (progress) => set((state) => ({ progress: { ...state.progress, [progress.side]: progress } })),
}));

let cache = new ContentCache();

/** Names the state of a file that a request is about, so that what was read of an earlier one is not taken for it. */
export function keyOf({ profileId, path, side, entry, most }: ContentRequest): string {
  return JSON.stringify([profileId, side, path, entry.size, entry.modified?.ms, entry.modified?.ns, most]);
}

/** What was read for a request, where it is still known. */
export function knownContent(request: ContentRequest): FileContent | undefined {
  return cache.get(keyOf(request));
}

/** Reads a file. Never rejects. */
export async function readContent(request: ContentRequest): Promise<Reading> {
  const { profileId, path, side, most } = request;
  // What was asked for before all contents were forgotten is not kept.
  const asked = cache;
  try {
    const answer = await api.readContent(profileId, path, side, most);
    if (answer.kind === 'refused') return { kind: 'failed', problem: answer.problem };
    asked.put(keyOf(request), answer.value);
    return { kind: 'read', content: answer.value };
  } catch {
    return { kind: 'failed', problem: detailsText.noAnswer };
  }
}

/** Ends the reading of files of a profile. */
export function stopReading(id: ProfileId): void {
  // That nothing is read any more needs no answer; where there is none, nothing is read either.
  api.stopReading(id).catch(() => undefined);
}

/** Forgets all contents: files may have changed. */
export function forgetContents(): void {
  cache = new ContentCache();
}
