import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Sides } from '../../../src/shared/entry/entry.js';
import type { PlanItem, Tally } from '../../../src/shared/plan/plan.js';
import type { RunReport } from '../../../src/shared/run/run.js';
import { LOCK_FILE } from '../../../src/main/sync/lock/lock-file.js';
import { RENEW_EVERY_MS } from '../../../src/main/sync/lock/lock-renewal.js';
import type { Target } from '../../../src/main/targets/target.js';
import {
  editsArbitrary,
  historyArbitrary,
  policyArbitrary,
  traitsArbitrary,
  World,
} from '../support/oracle/history.js';
import { failingTargets, troubleArbitrary } from '../support/trouble.js';
import { DELETION_LIMIT } from '../../../src/shared/problem.js';

const RUNS = 300;
fc.configureGlobal({ seed: Number(process.env['EVENKEEL_SEED'] ?? 20261122) });

/** What a plan asks of a run, told from the plan by itself: what is to be done, and what is left for a reason worth telling. */
function askedBy(items: Iterable<PlanItem>): Tally {
  const asked = { items: 0, bytes: 0 };
  for (const { action, local, remote } of items) {
    switch (action.kind) {
      case 'copy': {
        const source = action.to === 'local' ? remote.entry : local.entry;
        asked.items += 1;
        asked.bytes += source?.kind === 'file' ? source.size : 0;
        break;
      }
      case 'create-folder':
      case 'delete':
      case 'conflict':
      case 'keep-both':
      case 'merge':
        asked.items += 1;
        break;
      case 'move':
        if (action.along === undefined) asked.items += 1;
        break;
      case 'leave':
        if (action.reason !== 'mode' && action.reason !== 'filtered') asked.items += 1;
        break;
      case 'equal':
      case 'forget':
      case 'moved':
        break;
    }
  }
  return asked;
}

function accountedIn({ counts, unreached }: RunReport): number {
  return counts.done + counts.wouldDo + counts.skipped + counts.failed + counts.conflicts + unreached.items;
}

/** Stops a run at a call to one of its sides. */
function stoppingAt(
  targets: Sides<Target>,
  call: number,
): { readonly targets: Sides<Target>; readonly signal: AbortSignal } {
  const stop = new AbortController();
  let calls = 0;
  const counting = (target: Target): Target =>
    new Proxy(target, {
      get(of, key): unknown {
        const value: unknown = Reflect.get(of, key);
        if (typeof value !== 'function') return value;
        return (...args: readonly unknown[]): unknown => {
          if (calls++ === call) stop.abort();
          return Reflect.apply(value, of, args);
        };
      },
    });
  return {
    targets: { local: counting(targets.local), remote: counting(targets.remote) },
    signal: stop.signal,
  };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('the account of a run', { timeout: 120_000 }, () => {
  it('holds every item of its plan once, wherever it is stopped and whatever breaks it off', async () => {
    const ends = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        historyArbitrary,
        editsArbitrary,
        traitsArbitrary,
        policyArbitrary,
        troubleArbitrary,
        async (history, edits, traits, policy, trouble) => {
          const world = new World(traits, policy);
          for (const before of history) {
            world.apply(before);
            await world.sync();
          }
          world.apply(edits);
          const plan = await world.compare();
          const { targets, signal } =
            trouble.kind === 'kill'
              ? stoppingAt(world.targets, trouble.step)
              : { targets: failingTargets(world.targets, trouble), signal: new AbortController().signal };
          const report = await world.run(plan, false, targets, world.state, { signal });
          // A folder that could not be moved as a whole is as many items as it holds.
          const asked = askedBy(plan.items.values());
          // A lock that could not be removed is told of besides.
          const besides = report.items.filter(({ path }) => path === LOCK_FILE).length;
          expect(accountedIn(report)).toBe(asked.items + besides);
          const tried = askedBy(report.items.flatMap(({ path }) => plan.items.get(path) ?? []));
          expect(tried.bytes + report.unreached.bytes).toBe(asked.bytes);
          if (report.end.kind === 'finished') expect(report.unreached).toEqual({ items: 0, bytes: 0 });
          const key = `${report.end.kind} ${report.unreached.items > 0 ? 'early' : 'late'}`;
          ends.set(key, (ends.get(key) ?? 0) + 1);
        },
      ),
      { numRuns: RUNS },
    );
    // Else it would say nothing.
    for (const key of ['finished late', 'stopped early', 'broken-off early'])
      expect(ends.get(key), key).toBeGreaterThan(5);
  });

  it('holds every item of an undo that is stopped', async () => {
    await fc.assert(
      fc.asyncProperty(historyArbitrary, fc.integer({ min: 0, max: 40 }), async (history, call) => {
        const world = new World();
        let last: RunReport | undefined;
        for (const edits of history) {
          world.apply(edits);
          last = await world.sync('local');
        }
        const done = last?.counts.done ?? 0;
        const changes = (await world.undo(last?.runId ?? '', { dryRun: true })).counts;
        const asked = changes.wouldDo + changes.skipped + changes.failed;
        expect(asked).toBeGreaterThanOrEqual(done);
        const report = await world.undo(last?.runId ?? '', stoppingAt(world.targets, call));
        expect(accountedIn(report)).toBe(asked);
      }),
      { numRuns: 100 },
    );
  });

  it('says what a run did not come to, with its bytes, that the deletion limit stopped before it began', async () => {
    const world = new World();
    for (let n = 0; n < 40; n += 1) world.folders.local.edit(`file-${n}`, 'x', n);
    await world.sync();
    for (let n = 0; n < 40; n += 1) world.folders.local.remove(`file-${n}`);
    world.folders.local.edit('new', '12345', 1);
    const report = await world.run(await world.compare(), false, world.targets, world.state, {
      exceedDeletionLimit: false,
    });
    expect(report).toMatchObject({
      end: { kind: 'broken-off', problem: { kind: DELETION_LIMIT } },
      bytes: 0,
    });
    expect(report.unreached).toEqual({ items: 41, bytes: 5 });
  });

  it('says what a run did not come to whose lock was broken', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const world = new World();
    for (let n = 0; n < 40; n += 1) world.folders.local.edit(`file-${n}`, 'xyz', n);
    let finished = 0;
    const plan = await world.compare();
    const report = await world.run(plan, false, world.targets, world.state, {
      emit: ({ kind }) => {
        if (kind !== 'item-finished' || ++finished !== 10) return;
        world.folders.remote.edit(LOCK_FILE, '{}', 1);
        vi.advanceTimersByTime(RENEW_EVERY_MS);
      },
    });
    expect(report).toMatchObject({ end: { kind: 'broken-off', problem: { kind: 'changed-meanwhile' } } });
    expect(report.unreached.items).toBeGreaterThan(0);
    expect(report.unreached.bytes).toBe(3 * report.unreached.items);
    expect(accountedIn(report)).toBe(40);
  });
});
