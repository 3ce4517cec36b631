import { Readable } from 'node:stream';
import { otherSide, type FileEntry, type Side } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { modeForNew } from './transfer.js';
import { contentHash } from '../content/content-proof.js';
import type { PerformContext, Performed } from './apply-context.js';
import { Replacement } from './replacement.js';

/** Files from this size on are worth asking the disk: smaller ones are copied as quickly. */
const WORTH_BYTES = 2 ** 20;

/**
 * Copies a file by having the disk that holds both sides share its content, in the manner of `transfer`; `undefined`, nothing done,
 * where that cannot be. It is a copy of one moment, and both sides are looked at afterwards as they are after a transfer (S2).
 */
export async function share(
  item: PlanItem,
  to: Side,
  source: FileEntry,
  context: PerformContext,
): Promise<Performed | undefined> {
  const { targets, signal } = context;
  const { path } = item;
  const { size } = source;
  if (size < WORTH_BYTES) return undefined;
  const temporaryPath = context.temporaryPath(path);
  const shared = await targets[to].features.share?.(targets[otherSide(to)], path, temporaryPath, signal);
  if (shared !== true) return undefined;
  const replacement = new Replacement(item, to, source, context);
  try {
    // All of it lies there: nothing is left to be written but what makes it a file of its own.
    const written = await targets[to].write(path, Readable.from([]), {
      temporaryPath,
      size,
      resumeFrom: size,
      modifiedMs: source.modified?.ms,
      permissions: source.permissions,
      grantsAtMost: await modeForNew(item, to, context),
      beforeReplace: () => replacement.prepare(contentHash(targets[to], temporaryPath, signal)),
      signal,
    });
    context.onBytes(path, to, size, size);
    return replacement.performed(written);
  } catch (error) {
    await replacement.revert();
    throw error;
  }
}
