import { otherSide, type FileEntry, type ItemPath, type Side } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { ProblemKind } from '../../../shared/problem.js';
import { ProblemError } from '../../../shared/problem-error.js';
import { feed, Meter } from './throttle.js';
import { applyText } from './text.js';
import type { PerformContext, Performed } from './apply-context.js';
import { Replacement } from './replacement.js';
import { mayPass } from '../../../shared/problem-traits.js';
import { checkUnchanged } from './verify.js';
import { KEPT_FROM_BYTES, type Resumable } from './parts/earlier-parts.js';
import { removePart, worthResuming } from './parts/partial-transfers.js';

/** Transfers the content, whole or from where an earlier try was cut. */
export async function transfer(
  item: PlanItem,
  to: Side,
  source: FileEntry,
  begun: Resumable | undefined,
  context: PerformContext,
): Promise<Performed> {
  const { targets, state, partialTransfers, hashes, signal } = context;
  const { path } = item;
  const from = otherSide(to);
  const start = begun?.checkpoint.at ?? 0;
  const keepsPart = worthResuming(targets, source.size);
  const temporaryPath = begun?.temporaryPath ?? context.temporaryPath(path);
  const hash = begun?.hash ?? hashes.start(source.size, keepsPart);
  let arrived = start;
  const onBytes = (done: number): void => {
    arrived = done;
    context.onBytes(path, to, done, source.size);
  };
  const meter = new Meter(onBytes, context.control, signal, hash, start);
  const replacement = new Replacement(item, to, source, context);
  let left = false;
  // The next run resumes it, should this one be killed or stopped.
  const recorded = keepsPart && source.size >= KEPT_FROM_BYTES;
  if (recorded) await state.beginPart({ path, to, temporaryPath, source });
  const hashed = async (): Promise<string> => {
    const sha256 = await hash.sha256();
    if (begun !== undefined) await checkHash(path, temporaryPath, to, sha256, context);
    return sha256;
  };
  let written: FileEntry;
  try {
    const [content, grantsAtMost] = await Promise.all([
      targets[from].read(path, { size: source.size, from: start, signal }),
      modeForNew(item, to, context),
    ]);
    feed(content, meter);
    written = await targets[to].write(path, meter, {
      temporaryPath,
      size: source.size,
      resumeFrom: start,
      keepsPart,
      modifiedMs: source.modified?.ms,
      permissions: source.permissions,
      grantsAtMost,
      beforeReplace: () => replacement.prepare(hashed()),
      signal,
    });
  } catch (error) {
    await replacement.revert();
    left = keepsPart && !signal.aborted && mayPass(error);
    const stays = recorded && signal.aborted && arrived >= KEPT_FROM_BYTES;
    if (left) partialTransfers.leave(path, { to, temporaryPath, source, hash });
    else if (keepsPart && !stays) {
      await removePart(targets[to], temporaryPath);
      if (recorded) await state.endPart(path);
    }
    // A source that shrank or vanished on the way shows as a transfer that came up short.
    if (!signal.aborted && isDoubtful(error)) await checkUnchanged(item, from, context);
    throw error;
  } finally {
    meter.destroy();
    if (!left) hash.end();
  }
  if (recorded) await state.endPart(path);
  return replacement.performed(written);
}

/** S12: what a new file on side `to` may grant at most, where its source tells; one that takes a file's place keeps that one's mode. */
export async function modeForNew(
  item: PlanItem,
  to: Side,
  { targets, signal }: PerformContext,
): Promise<number | undefined> {
  if (item[to].entry?.kind === 'file') return undefined;
  return targets[otherSide(to)].features.modeOf?.(item.path, signal);
}

/** What was transferred in several tries is checked as a whole where the side gives a hash of it. */
async function checkHash(
  path: ItemPath,
  temporaryPath: ItemPath,
  on: Side,
  sha256: string,
  { targets, signal }: PerformContext,
): Promise<void> {
  if (!targets[on].features.hashes.includes('sha256')) return;
  const found = await targets[on].features.hash?.(temporaryPath, 'sha256', signal);
  if (found === undefined || found === sha256) return;
  throw new ProblemError({
    kind: 'transfer-incomplete',
    ...applyText.damagedByResuming(path),
    side: on,
    path,
  });
}

function isDoubtful(error: unknown): boolean {
  return error instanceof ProblemError && DOUBTFUL.has(error.problem.kind);
}

const DOUBTFUL: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  'transfer-incomplete',
  'not-found',
  // A server that opens a pipe waits until somebody writes to it, and keeps silent.
  'timed-out',
]);
