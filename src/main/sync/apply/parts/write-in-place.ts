import { otherSide, type FileEntry, type Side } from '../../../../shared/entry/entry.js';
import type { PlanItem } from '../../../../shared/plan/plan.js';
import { withPermissions } from '../../base/entry-comparison.js';
import { copyChange } from '../../versions/version-keeper.js';
import type { PerformContext, Performed } from '../apply-context.js';
import { feed, Meter } from '../throttle.js';
import { checkBoth, checkUnchanged } from '../verify.js';

/**
 * Copies a file under its real name, for a server that lets nothing be renamed: the opt-in whose risk the profile explains. Both sides
 * are looked at before the first byte (S2). The intent stays on record until the last byte has arrived, so that after a failure or
 * a kill the next run knows half a file for its own and writes it again (S5), rather than copying it back as somebody's edit.
 */
export async function writeInPlace(
  item: PlanItem,
  to: Side,
  source: FileEntry,
  context: PerformContext,
): Promise<Performed> {
  const { targets, hashes, begunInPlace, signal } = context;
  const { path } = item;
  const from = otherSide(to);
  const earlier = begunInPlace.of(path);
  const current = await (earlier === undefined
    ? checkBoth(item, to, context)
    : checkUnchanged(item, from, context));
  const verified = current?.kind === 'file' ? withPermissions(current, source) : source;
  const intent = { kind: 'file', path, to, source: verified, proof: { kind: 'in-place' } } as const;
  const pending =
    earlier ?? (await context.keeper.recordPending({ ...copyChange(item, to), before: undefined }, intent));
  begunInPlace.begin(path, pending);
  const hash = hashes.start(source.size, false);
  const onBytes = (done: number): void => context.onBytes(path, to, done, source.size);
  const meter = new Meter(onBytes, context.control, signal, hash, 0);
  try {
    feed(await targets[from].read(path, { size: source.size, from: 0, signal }), meter);
    const written = await targets[to].write(path, meter, {
      temporaryPath: path,
      size: source.size,
      modifiedMs: source.modified?.ms,
      permissions: source.permissions,
      beforeReplace: async () => {
        await checkUnchanged(item, from, context);
        return undefined;
      },
      signal,
    });
    begunInPlace.end(path);
    const sides =
      to === 'local' ? { local: written, remote: verified } : { local: verified, remote: written };
    const change = { seq: pending.seq, after: written };
    return { bytes: source.size, update: { record: { kind: 'file', sides }, change } };
  } finally {
    meter.destroy();
    hash.end();
  }
}
