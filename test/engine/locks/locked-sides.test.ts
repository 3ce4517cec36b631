import { readdir } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/shared/problem-error.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { LOCK_FILE } from '../../../src/main/sync/lock/lock-file.js';
import { lookAtVersion, restoreVersion } from '../../../src/main/sync/undo/restore-version.js';
import type { Target } from '../../../src/main/targets/target.js';
import { Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

/** A side on which nothing can be changed. */
function readOnly(target: Target): Target {
  const refuse = (): Promise<never> =>
    Promise.reject(new ProblemError({ kind: 'permission-denied', what: 'Read-only.', advice: 'None.' }));
  const refused = new Set<string | symbol>([
    'write',
    'move',
    'keep',
    'makeFolder',
    'removeFile',
    'removeFolder',
  ]);
  return new Proxy(target, {
    get(of, key): unknown {
      if (refused.has(key)) return refuse;
      const value: unknown = Reflect.get(of, key);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}

describe('a server from which one may only read', () => {
  it.each(['download', 'two-way'] as const)(
    'is locked by no run of %s, and by no undo of it',
    async (mode) => {
      pair = await Pair.create({}, { a: 'old', b: 'b' });
      pair.policy = { ...DEFAULT_POLICY, mode, deleteExtra: mode === 'download' };
      pair.wrap = (target, side) => (side === 'remote' ? readOnly(target) : target);
      expect((await pair.sync()).end).toEqual({ kind: 'finished' });
      await pair.put('remote', { a: 'newer' });
      const report = await pair.sync();
      expect(report.counts).toMatchObject({ done: 1, failed: 0 });

      const dry = await pair.undo(report.runId, { dryRun: true });
      expect(dry.counts).toMatchObject({ wouldDo: 1, failed: 0, skipped: 0 });
      const [version] = await pair.state.keptFiles({ limit: 1 });
      if (version === undefined) expect.fail();
      const signal = new AbortController().signal;
      const restoration = await lookAtVersion(version, await pair.targets(), pair.state, signal);
      const restored = await restoreVersion(await pair.undoInput(), restoration);
      expect(restored).toMatchObject({ end: { kind: 'finished' }, counts: { done: 1 } });
      const undone = await pair.undo(restored.runId);
      expect(undone.end).toEqual({ kind: 'finished' });
      const first = await pair.undo(report.runId);
      expect(first.end).toEqual({ kind: 'finished' });
      expect(await readdir(pair.root('remote'))).not.toContain(LOCK_FILE);
    },
  );
});

it('S4: a side that lets nothing be deleted keeps its expired versions, and the run and its undo finish all the same', async () => {
  pair = await Pair.inSync({ a: 'a' });
  await pair.put('local', { a: 'newer' });
  await pair.sync();
  expect(await pair.state.keptFiles({ limit: 9 })).toHaveLength(1);

  pair.wrap = (target, side) => (side === 'remote' ? readOnly(target) : target);
  pair.policy = { ...DEFAULT_POLICY, versions: { kind: 'on', maxAgeMs: 0, maxBytes: 0 } };
  await pair.put('remote', { b: 'b' });
  pair.now = () => Date.now() + 1000;
  const report = await pair.sync();
  expect(report).toMatchObject({ end: { kind: 'finished' }, counts: { done: 1 } });
  expect((await pair.undo(report.runId)).end).toEqual({ kind: 'finished' });
  expect(await pair.state.keptFiles({ limit: 9 })).toHaveLength(1);
});

it('S4: an undo deletes expired versions, as every run does', async () => {
  pair = await Pair.inSync({ a: 'a' });
  await pair.put('local', { b: 'b' });
  const { runId } = await pair.sync();
  pair.policy = { ...DEFAULT_POLICY, versions: { kind: 'on', maxAgeMs: 0, maxBytes: 0 } };
  const started = Date.now();
  let calls = 0;
  pair.now = () => started + 1000 * (calls += 1);
  expect((await pair.undo(runId)).counts).toMatchObject({ done: 1 });
  expect(await pair.state.keptFiles({ limit: 9 })).toEqual([]);
});

it('a run that changes both sides locks both', async () => {
  pair = await Pair.create({ a: 'a' }, { b: 'b' });
  const locked = new Set<string>();
  pair.wrap = (target, side) =>
    new Proxy(target, {
      get(of, key): unknown {
        const value: unknown = Reflect.get(of, key);
        if (typeof value !== 'function') return value;
        return (...args: readonly unknown[]): unknown => {
          if (key === 'write' && args[0] === LOCK_FILE) locked.add(side);
          return Reflect.apply(value, of, args) as unknown;
        };
      },
    });
  expect((await pair.sync()).end).toEqual({ kind: 'finished' });
  expect([...locked].sort()).toEqual(['local', 'remote']);
});
