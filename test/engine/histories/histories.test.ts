import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  editsArbitrary,
  historyArbitrary,
  policyArbitrary,
  traitsArbitrary,
  World,
} from '../support/oracle/history.js';
import { dying, killableTargets } from '../support/kill.js';
import { describePlan } from '../support/pair.js';
import { failingTargets, troubleArbitrary, type Trouble } from '../support/trouble.js';
import type { Plan } from '../../../src/main/sync/plan/plan.js';
import { bytesIn, changesIn } from '../../../src/shared/plan/plan.js';

const RUNS = Number(process.env['EVENKEEL_HISTORIES'] ?? 600);

// The same histories each time, so that a change is judged by what it changes; `EVENKEEL_SEED` chooses others.
fc.configureGlobal({ seed: Number(process.env['EVENKEEL_SEED'] ?? 20261122) });

const settlementArbitrary = fc.constantFrom('local' as const, 'remote' as const);

// Thousands of runs: slow machines get the time that they need.
describe('random histories', { timeout: 120_000 + RUNS * 100 }, () => {
  it('end even once every conflict is settled, and a second plan is empty', async () => {
    await fc.assert(
      fc.asyncProperty(
        historyArbitrary,
        traitsArbitrary,
        settlementArbitrary,
        async (history, traits, winner) => {
          const world = new World(traits);
          for (const edits of history) {
            world.apply(edits);
            const report = await world.sync(winner);
            expect(report.counts).toMatchObject({ skipped: 0, failed: 0, conflicts: 0 });
            expect(world.folders.local.tree).toEqual(world.folders.remote.tree);
            const again = await world.compare();
            expect(changesIn(again.totals) + again.totals.conflict.items + again.totals.remember.items).toBe(
              0,
            );
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('never touch the sides of an unsettled conflict, do in a run what the totals of the plan say, and have nothing left to do after it, under any policy', async () => {
    await fc.assert(
      fc.asyncProperty(
        historyArbitrary,
        traitsArbitrary,
        policyArbitrary,
        async (history, traits, policy) => {
          const world = new World(traits, policy);
          for (const edits of history) {
            world.apply(edits);
            const plan = await world.compare();
            const before = world.trees;
            const report = await world.run(plan);
            expect(report.counts).toMatchObject({
              done: changesIn(plan.totals),
              failed: 0,
              conflicts: plan.totals.conflict.items,
            });
            expect(report.bytes).toBe(bytesIn(plan.totals));
            for (const { path, action } of plan.items.values()) {
              if (action.kind !== 'conflict') continue;
              expect(world.folders.local.tree[path]).toBe(before.local[path]);
              expect(world.folders.remote.tree[path]).toBe(before.remote[path]);
            }
            const again = await world.compare();
            expect(changesIn(again.totals) + again.totals.remember.items).toBe(0);
            expect(conflictsOf(again)).toEqual(conflictsOf(plan));
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('S1: leave no trace of a dry run, under any policy', async () => {
    await fc.assert(
      fc.asyncProperty(
        historyArbitrary,
        editsArbitrary,
        traitsArbitrary,
        policyArbitrary,
        async (history, last, traits, policy) => {
          const world = new World(traits, policy);
          for (const edits of history) {
            world.apply(edits);
            await world.sync();
          }
          world.apply(last);
          const plan = await world.compare();
          const before = await everythingOf(world);
          const report = await world.run(plan, true);
          expect(report.counts).toMatchObject({ done: 0, failed: 0, wouldDo: changesIn(plan.totals) });
          expect(await everythingOf(world)).toEqual(before);
        },
      ),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });

  it('S4: lose no content in a run, and have both trees and the plan back after its undo, under any policy', async () => {
    await fc.assert(
      fc.asyncProperty(
        historyArbitrary,
        traitsArbitrary,
        policyArbitrary,
        fc.option(settlementArbitrary, { nil: undefined }),
        async (history, traits, policy, winner) => {
          const world = new World(traits, policy);
          for (const edits of history) {
            world.apply(edits);
            const before = world.trees;
            const contents = contentsOf(world);
            const planned = essence(describePlan(await world.compare()));
            const report = await world.sync(winner);
            const left = contentsOf(world);
            for (const content of contents) expect(left).toContain(content);
            const after = world.trees;
            const leftToDo = essence(describePlan(await world.compare()));

            const undone = await world.undo(report.runId);
            expect(undone.counts).toMatchObject({ skipped: 0, failed: 0 });
            // Nothing is left for the next run to find out.
            expect(await world.state.intents()).toEqual([]);
            expect(world.trees).toEqual(before);
            expect(essence(describePlan(await world.compare()))).toEqual(planned);

            const redone = await world.undo(undone.runId);
            expect(redone.counts).toMatchObject({ skipped: 0, failed: 0 });
            expect(world.trees).toEqual(after);
            expect(essence(describePlan(await world.compare()))).toEqual(leftToDo);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('S2, S4, S5: lose nothing under any policy when items fail, lines are cut, disks are full or the process is killed, and come to the same end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(editsArbitrary, troubleArbitrary), { minLength: 1, maxLength: 3 }),
        traitsArbitrary,
        policyArbitrary,
        async (history, traits, policy) => {
          const whole = new World(traits, policy);
          const troubled = new World(traits, policy);
          troubled.breakLock = true;
          for (const [edits, trouble] of history) {
            for (const world of [whole, troubled]) world.apply(edits);
            await whole.sync();
            const before = contentsOf(troubled);
            await runInto(trouble, troubled);
            const report = await troubled.sync();
            expect(report.counts.failed).toBe(0);
            const after = contentsOf(troubled);
            for (const content of before) expect(after).toContain(content);
            expect(troubled.trees).toEqual(whole.trees);
            expect(describePlan(await troubled.compare())).toEqual(describePlan(await whole.compare()));
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('S5: come to the same end when the last run is killed at any step', async () => {
    await fc.assert(
      fc.asyncProperty(
        historyArbitrary,
        traitsArbitrary,
        fc.integer({ min: 0, max: 60 }),
        async (history, traits, step) => {
          const whole = new World(traits);
          const killed = new World(traits);
          for (const edits of history.slice(0, -1)) {
            for (const world of [whole, killed]) {
              world.apply(edits);
              await world.sync();
            }
          }
          for (const world of [whole, killed]) world.apply(history.at(-1) ?? []);
          await whole.sync();

          const death = dying(step);
          const targets = killableTargets(killed.targets, death);
          await Promise.race([
            killed
              .compare(targets, death.state(killed.state))
              .then((plan) => killed.run(plan, false, targets, death.state(killed.state))),
            death.died,
          ]);
          killed.breakLock = true;
          const report = await killed.sync();
          expect(report.counts.failed).toBe(0);
          expect(killed.trees).toEqual(whole.trees);
          expect(describePlan(await killed.compare())).toEqual(describePlan(await whole.compare()));
        },
      ),
      { numRuns: RUNS },
    );
  });
});

/** What a run adds to the sides must come from them: nothing is to be gone that was there before. */
function contentsOf(world: World): ReadonlySet<string> {
  return new Set([...world.folders.local.contents, ...world.folders.remote.contents]);
}

/** All that there is of a world: both sides with their times, what has been kept, and what is remembered. */
async function everythingOf({ folders, state }: World): Promise<unknown> {
  return {
    local: [...folders.local.nodes],
    remote: [...folders.remote.nodes],
    revision: await state.revision(),
    intents: await state.intents(),
    history: await state.history({ limit: 100 }),
    kept: await state.keptVersions(),
  };
}

function conflictsOf(plan: Plan): Readonly<Record<string, string>> {
  const described = Object.entries(describePlan(plan));
  return Object.fromEntries(described.filter(([, action]) => action.startsWith('conflict')));
}

/** Compares and runs once, into trouble. */
async function runInto(trouble: Trouble, world: World): Promise<void> {
  if (trouble.kind === 'failures') {
    const targets = failingTargets(world.targets, trouble);
    // A comparison that cannot be made changes nothing; there is no run then.
    const plan = await world.compare(targets).catch(() => undefined);
    if (plan !== undefined) await world.run(plan, false, targets);
    return;
  }
  const death = dying(trouble.step);
  const targets = killableTargets(world.targets, death);
  const state = death.state(world.state);
  await Promise.race([
    world.compare(targets, state).then((plan) => world.run(plan, false, targets, state)),
    death.died,
  ]);
}

/**
 * A plan without what an undo rightly leaves as it is: what the run merely remembered or forgot, because both sides had it already.
 */
function essence(plan: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(plan).filter(([, action]) => action !== 'forget'));
}
