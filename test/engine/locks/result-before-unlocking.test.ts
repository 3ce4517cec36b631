import { readdir } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineEvent, RunReport } from '../../../src/shared/run/run.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import { LOCK_FILE } from '../../../src/main/sync/lock/lock-file.js';
import { Pair } from '../support/pair.js';
import { withMethods } from '../support/sides/with-methods.js';

let pair: Pair;
afterEach(() => pair.remove());

/** Has `unlock` happen to the lock of the remote side in place of its removal. */
function whenUnlocking(unlock: (remove: () => Promise<void>) => Promise<void>): void {
  pair.wrap = (target, side) => {
    if (side === 'local') return target;
    return withMethods(target, {
      removeFile: (path, signal) => {
        const remove = (): Promise<void> => target.removeFile(path, signal);
        return path === LOCK_FILE ? unlock(remove) : remove();
      },
    });
  };
}

const refuse = (): Promise<never> =>
  Promise.reject(new ProblemError({ kind: 'permission-denied', what: 'Not now.', advice: 'Later.' }));

function kindsAfter(events: readonly EngineEvent[], kind: EngineEvent['kind']): readonly string[] {
  return events.slice(events.findIndex((event) => event.kind === kind) + 1).map((event) => event.kind);
}

describe('what a run came to', () => {
  it('is on record and told while the lock is still held', async () => {
    pair = await Pair.create({ a: 'x' }, {});
    const unlocking = Promise.withResolvers<undefined>();
    whenUnlocking(async (remove) => {
      await unlocking.promise;
      await remove();
    });
    const told = Promise.withResolvers<RunReport>();
    const ended = pair.run(await pair.compare(), { onResult: told.resolve });
    const early = await told.promise;
    expect(early).toMatchObject({ end: { kind: 'finished' }, counts: { done: 1, failed: 0 } });
    expect(pair.events.at(-1)?.kind).toBe('run-finished');
    expect(await pair.state.lastRun(10)).toEqual(early);
    const [past] = await pair.state.history({ limit: 1 });
    expect(past?.runId).toBe(early.runId);
    expect(past?.unended).toBeUndefined();
    expect(await readdir(pair.root('remote'))).toContain(LOCK_FILE);
    unlocking.resolve(undefined);
    expect(await ended).toEqual(early);
    expect(await readdir(pair.root('remote'))).toEqual(['a']);
  });

  it('is amended where the lock cannot be removed: that is told, counted, and on record', async () => {
    pair = await Pair.create({ a: 'x' }, {});
    whenUnlocking(refuse);
    let early: RunReport | undefined;
    const report = await pair.run(await pair.compare(), { onResult: (result) => (early = result) });
    expect(early).toMatchObject({ counts: { done: 1, failed: 0 }, items: [{ path: 'a' }] });
    expect(kindsAfter(pair.events, 'run-finished')).toEqual(['item-finished']);
    expect(report).toMatchObject({ end: { kind: 'finished' }, counts: { done: 1, failed: 1 } });
    expect(report.items.at(-1)).toMatchObject({ path: LOCK_FILE, outcome: { kind: 'failed' } });
    expect(await pair.state.lastRun(10)).toMatchObject({ counts: { done: 1, failed: 1 } });
    // A lock that this computer has left behind is no obstacle.
    pair.wrap = (target) => target;
    await pair.put('local', { b: 'y' });
    expect(await pair.sync()).toMatchObject({ counts: { done: 1, failed: 0 } });
    expect((await readdir(pair.root('remote'))).sort()).toEqual(['a', 'b']);
  });

  it('is told after the locks that were taken before it failed to take one are given back', async () => {
    pair = await Pair.create({ a: 'x' }, { b: 'y' });
    pair.wrap = (target, side) =>
      side === 'remote' ? withMethods(target, { write: refuse, removeFile: refuse }) : target;
    const report = await pair.run(await pair.compare());
    expect(report.end).toMatchObject({ kind: 'broken-off' });
    expect(kindsAfter(pair.events, 'run-finished')).toEqual([]);
    expect(await readdir(pair.root('local'))).toEqual(['a']);
  });
});
