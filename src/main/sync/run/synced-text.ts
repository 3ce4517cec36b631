import { createHash } from 'node:crypto';
import type { ItemPath } from '../../../shared/entry/entry.js';
import type { Target } from '../../targets/target.js';
import { MOST_TEXT_BYTES } from '../../state/texts/text-store.js';
import type { Performed } from '../apply/apply-context.js';
import { readWhole } from '../content/read-whole.js';
import type { Policy } from '../base/policy.js';

/** Whether texts are kept as both sides have them after a sync: only where later versions of both may be merged with their help. */
export function keepsTexts({ mode, resolve, versions, own }: Policy): boolean {
  return mode === 'two-way' && resolve === 'merge' && versions.kind === 'on' && own.writing === 'beside';
}

/**
 * The text that was transferred just now, read once more on this computer; `undefined` for what is no text, is too large, or is another one by
 * now. Never rejects: that there is none is no reason for anything to fail.
 */
export async function syncedText(
  path: ItemPath,
  { update, sha256 }: Performed,
  local: Pick<Target, 'read'>,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  if (update?.record?.kind !== 'file' || sha256 === undefined) return undefined;
  const { size } = update.record.sides.local;
  if (size > MOST_TEXT_BYTES) return undefined;
  try {
    const content = await readWhole(local, path, size, signal);
    if (content === undefined || content.includes(0)) return undefined;
    return createHash('sha256').update(content).digest('hex') === sha256 ? content : undefined;
  } catch {
    return undefined;
  }
}
