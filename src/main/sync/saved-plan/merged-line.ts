import { createHash } from 'node:crypto';
import type { ItemPath } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';

/** How the version that takes the place of both of an item is saved: in base64, so that no encoding matters. */
export interface SavedMerge {
  readonly path: ItemPath;
  readonly sha256: string;
  readonly base64: string;
}

export function savedMerge(path: ItemPath, content: Uint8Array): SavedMerge {
  return { path, sha256: sha256Of(content), base64: Buffer.from(content).toString('base64') };
}

/** The content that was saved; `undefined` where it was damaged since. */
export function mergedFrom({ sha256, base64 }: SavedMerge): Uint8Array | undefined {
  const content = Buffer.from(base64, 'base64');
  return sha256Of(content) === sha256 ? content : undefined;
}

/** Whether each item of a plan that merges both versions has the content for it, and nothing else has one. */
export function areMergesWhole(
  items: ReadonlyMap<ItemPath, PlanItem>,
  contents: ReadonlyMap<ItemPath, Uint8Array>,
): boolean {
  let merges = 0;
  for (const { path, action } of items.values()) {
    if (action.kind !== 'merge') continue;
    if (contents.get(path)?.length !== action.size) return false;
    merges += 1;
  }
  return merges === contents.size;
}

function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
