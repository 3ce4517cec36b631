import { afterEach, describe, expect, it } from 'vitest';
import { RunControl } from '../../../src/main/sync/base/flow/run-control.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import type { Plan } from '../../../src/main/sync/plan/plan.js';
import { explain } from '../../../src/shared/plan/explain.js';
import { changesIn } from '../../../src/shared/plan/plan.js';
import { FULL_PACE } from '../../../src/shared/run/run.js';
import { describePlan, Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

describe('S5: a first run that was cut off', () => {
  it('makes an initial sync of files that a first run, cut off, had not come to', async () => {
    const here = { a: 'here', b: 'here', 'd/c': 'here', 'd/e': 'here' };
    const there = { a: 'there!', b: 'there!', 'd/c': 'there!', 'd/e': 'there!' };
    pair = await Pair.create(here, there);
    pair.policy = { ...DEFAULT_POLICY, firstSync: 'local' };
    const plan = await pair.compare();
    const stop = new AbortController();
    const report = await pair.run(plan, {
      signal: stop.signal,
      control: new RunControl({ ...FULL_PACE, connections: 1 }),
      emit: (event) => {
        if (event.kind === 'item-finished' && event.item.path === 'a') stop.abort();
      },
    });
    expect(report).toMatchObject({ end: { kind: 'stopped' }, counts: { done: 1 } });
    expect(await pair.planned()).toEqual({
      b: 'copy to remote',
      'd/c': 'copy to remote',
      'd/e': 'copy to remote',
    });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    // From now on, what differs is new or edited.
    await pair.put('local', { 'd/f': 'here' });
    await pair.put('remote', { 'd/f': 'there!' });
    expect(await pair.planned()).toEqual({ 'd/f': 'conflict: new-on-both-sides' });
  });
});

describe('files that differ at their initial sync', () => {
  it.each([
    ['upload', 'remote', 'local'],
    ['download', 'local', 'remote'],
  ] as const)(
    'are left alone under %s, in every run and for the same reason, where the %s side is to win',
    async (mode, firstSync, source) => {
      pair = await Pair.create({ a: 'here', 'd/b': 'here', c: '1' }, { a: 'there!', 'd/b': 'there!' });
      pair.policy = { ...DEFAULT_POLICY, mode, firstSync };
      const first = await pair.compare();
      expect(describePlan(first)).toMatchObject({ a: 'leave: mode', 'd/b': 'leave: mode' });
      await pair.run(first);
      const second = await pair.compare();
      expect(describePlan(second)).toMatchObject({ a: 'leave: mode', 'd/b': 'leave: mode' });
      expect(explained(second, 'a')).toBe(explained(first, 'a'));
      expect(explained(second, 'a')).toContain('have never been in sync');
      expect(changesIn(second.totals) + second.totals.remember.items).toBe(0);

      // Nor does a later edit of the source make it the target's: they still are unsynced.
      await pair.put(source, { a: 'edited, still not wanted' });
      expect(await pair.planned()).toMatchObject({ a: 'leave: mode' });
      expect((await pair.tree('remote'))['d/b']).toBe('there!');
      expect((await pair.tree('local'))['d/b']).toBe('here');
    },
  );

  it('are still at it in the next run where nobody has decided, and are told so', async () => {
    pair = await Pair.create({ a: 'here', b: 'x' }, { a: 'there!', b: 'x' });
    const planned = await pair.planned();
    expect(planned).toEqual({ a: 'conflict: first-meeting' });
    await pair.sync();
    expect(await pair.planned()).toEqual(planned);
    await pair.sync('skip');
    expect(await pair.planned()).toEqual(planned);
    // What came later than the initial sync is new.
    await pair.put('local', { later: 'here' });
    await pair.put('remote', { later: 'there!' });
    expect(await pair.planned()).toMatchObject({ later: 'conflict: new-on-both-sides' });
    await pair.sync('remote');
    expect(await pair.tree('local')).toEqual(await pair.tree('remote'));
    expect(await pair.planned()).toEqual({});
  });

  it('are synced once one of them is deleted by hand, and forgotten once both are', async () => {
    pair = await Pair.create({ a: 'here', b: 'here' }, { a: 'there!', b: 'there!' });
    await pair.sync();
    await pair.delete('local', 'a', 'b');
    await pair.delete('remote', 'b');
    expect(await pair.planned()).toEqual({ a: 'copy to local', b: 'forget' });
    await pair.sync();
    expect(await pair.planned()).toEqual({});
    expect(await pair.state.childrenOf('')).toMatchObject([{ path: 'a', record: { kind: 'file' } }]);
  });

  it('are a conflict, and never deleted, where the other side deletes their folder', async () => {
    pair = await Pair.create({ 'd/a': 'here', 'd/b': 'x' }, { 'd/a': 'there!', 'd/b': 'x' });
    await pair.sync();
    await pair.delete('local', 'd');
    expect(await pair.planned()).toMatchObject({ 'd/a': 'conflict: edited-below-deleted-folder' });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ d: null, 'd/a': 'there!' });
  });
});

function explained(plan: Plan, path: string): string | undefined {
  const item = plan.items.get(path);
  return item === undefined ? undefined : explain(item);
}
