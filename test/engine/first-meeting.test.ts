import { afterEach, describe, expect, it } from 'vitest';
import { RunControl } from '../../src/main/sync/control.js';
import { DEFAULT_POLICY } from '../../src/main/sync/policy.js';
import { FULL_PACE } from '../../src/shared/run.js';
import { Pair } from './pair.js';

let pair: Pair;
afterEach(() => pair.remove());

describe('S5: a first run that was cut off', () => {
  it('lets files meet for the first time that a first run, cut off, had not come to', async () => {
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
