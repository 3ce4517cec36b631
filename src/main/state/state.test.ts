import { describe, expect, it } from 'vitest';
import { stateOfEachTest, RECORD, SUMMARY } from './test-state.js';

const testState = stateOfEachTest();

describe('what is remembered of a profile', () => {
  it('is there again after closing and opening, to the bit', async () => {
    const first = await testState.open();
    expect(await first.store.hasBaseline()).toBe(false);
    await first.store.record('a/b ü🎉', RECORD);
    await first.store.record('a', { kind: 'folder' });
    await first.store.record('met/apart', { kind: 'apart' });
    expect(await first.store.hasBaseline()).toBe(false);
    await first.store.record('', { kind: 'folder' });
    await first.store.close();
    const { store } = await testState.open();
    expect(await store.hasBaseline()).toBe(true);
    expect(await store.childrenOf('a')).toEqual([{ path: 'a/b ü🎉', record: RECORD }]);
    expect(await store.childrenOf('')).toEqual([{ path: 'a', record: { kind: 'folder' } }]);
    expect(await store.childrenOf('met')).toEqual([{ path: 'met/apart', record: { kind: 'apart' } }]);
    expect(await store.countFiles()).toBe(1);
    await store.close();
  });

  it('is separate for each pair of folders', async () => {
    const one = await testState.open('one');
    await one.store.recordAll([
      { path: 'a', record: RECORD },
      { path: '', record: { kind: 'folder' } },
    ]);
    await one.store.close();
    const other = await testState.open('other');
    expect(await other.store.hasBaseline()).toBe(false);
    expect(await other.store.childrenOf('')).toEqual([]);
    await other.store.close();
    const again = await testState.open('one');
    expect(await again.store.hasBaseline()).toBe(true);
    await again.store.close();
  });

  it('forgets a folder with all below it, and nothing beside it', async () => {
    const { store } = await testState.open();
    for (const path of ['f', 'f/x', 'f/sub/y', 'f.txt', 'f0', 'f-', 'g/f']) await store.record(path, RECORD);
    await store.forget('f');
    expect(await store.childrenOf('f')).toEqual([]);
    expect(await store.childrenOf('f/sub')).toEqual([]);
    expect((await store.childrenOf('')).map(({ path }) => path)).toEqual(['f-', 'f.txt', 'f0']);
    expect(await store.countFiles()).toBe(4);
    await store.close();
  });

  it('keeps an intent until what came of it is written, all at once', async () => {
    const { store } = await testState.open();
    const intent = {
      kind: 'file',
      path: 'a',
      to: 'remote',
      source: { kind: 'file', size: 1, modified: { ms: 5, precisionMs: 1 } },
      proof: { kind: 'content', sha256: 'ab' },
    } as const;
    const change = { runId: 'r1', recordedMs: 1, path: 'a', side: 'remote', what: 'created' } as const;
    await store.beginRun(SUMMARY);
    const seq = await store.recordChange(change, intent);
    expect(await store.intents()).toEqual([intent]);
    const item = { path: 'a', action: { kind: 'equal' }, outcome: { kind: 'done' }, bytes: 1 } as const;
    const after = { kind: 'file', size: 1 } as const;
    const update = { record: RECORD, forget: 'b', change: { seq, after } };
    await store.record('b', RECORD);
    await store.finish({ runId: 'r1', item, update });
    expect(await store.intents()).toEqual([]);
    expect(await store.childrenOf('')).toEqual([{ path: 'a', record: RECORD }]);
    expect((await store.changesOf('r1', Infinity, 10))[0]?.after).toEqual(after);
    expect(await store.outcomesOf('r1', { limit: 10 })).toEqual({ items: [item] });
    await store.close();
  });

  it('keeps the permissions of what a change made', async () => {
    const { store } = await testState.open();
    const after = { kind: 'file', size: 1, permissions: 0o640 } as const;
    const seq = await store.recordChange({
      runId: 'r1',
      recordedMs: 1,
      path: 'x',
      side: 'local',
      what: 'created',
    });
    await store.completeChange(seq, after);
    expect((await store.changesOf('r1', Infinity, 10))[0]?.after).toEqual(after);
    await store.close();
  });

  it('has another revision once the baseline has changed, and only then', async () => {
    const { store } = await testState.open();
    const first = await store.revision();
    await store.beginRun(SUMMARY);
    await store.endRun({ ...SUMMARY, end: { kind: 'stopped' } });
    expect(await store.revision()).toBe(first);
    await store.record('a', RECORD);
    const second = await store.revision();
    expect(second).not.toBe(first);
    await store.forget('a');
    expect(await store.revision()).not.toBe(second);
    const third = await store.revision();
    await store.close();
    const again = await testState.open();
    expect(await again.store.revision()).toBe(third);
    await again.store.close();
  });

  it('does nothing of what was asked together when part of it fails', async () => {
    const { store } = await testState.open();
    const good = store.record('a', RECORD);
    const bad = store.addOutcome('no such run', {
      path: 'x',
      action: { kind: 'equal' },
      outcome: { kind: 'done' },
      bytes: 0,
    });
    await expect(good).rejects.toThrow();
    await expect(bad).rejects.toThrow();
    expect(await store.childrenOf('')).toEqual([]);
    await store.close();
  });
});
