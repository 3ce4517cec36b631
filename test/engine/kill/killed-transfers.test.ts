import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { StateStore } from '../../../src/main/state/state-store.js';
import type { Target } from '../../../src/main/targets/target.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import { altered } from '../support/sides/altered.js';
import { Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

/** A store in which the process ends whenever what came of an item is to be written, or whatever else `last` names. */
function neverRecording(store: StateStore, last: keyof StateStore = 'finish'): StateStore {
  return new Proxy(store, {
    get: (target, key): unknown =>
      key === last ? () => new Promise(() => undefined) : Reflect.get(target, key),
  });
}

describe('S5: killed at any moment, nothing lost', () => {
  /** A target that gives every file the time of its writing, as a server does that cannot set times. */
  const withoutTimes = (target: Target): Target =>
    altered(target, {
      features: { ...target.features, setsTimesToMs: undefined },
      write: (path, source, options) => target.write(path, source, { ...options, modifiedMs: undefined }),
    });

  it('recognizes a finished upload that the baseline never heard of, even where times cannot be set', async () => {
    pair = await Pair.inSync({ replaced: 'old' });
    await pair.put('local', { replaced: 'new!', created: 'new!' });
    pair.wrap = (target, side) => (side === 'remote' ? withoutTimes(target) : target);
    const plan = await pair.compare();
    const { state } = pair;
    // The process ends between the rename and the baseline: the journal has the intent, the baseline has nothing.
    const killed = neverRecording(state);
    pair.breakLock = true;
    const outcome = pair.run(plan, { state: killed });
    await expect.poll(() => pair.tree('remote')).toEqual({ created: 'new!', replaced: 'new!' });
    expect(await Promise.race([outcome, Promise.resolve('still running')])).toBe('still running');

    expect(await pair.planned()).toEqual({});
    await pair.sync();
    expect(await state.intents()).toEqual([]);
    await pair.put('remote', { created: 'edited there' });
    await pair.delete('remote', 'replaced');
    expect(await pair.planned()).toEqual({ created: 'copy to local', replaced: 'delete on local' });
  });

  it('still knows an edit made after the kill for what it is', async () => {
    pair = await Pair.create({ a: 'one' });
    pair.wrap = (target, side) => (side === 'remote' ? withoutTimes(target) : target);
    const plan = await pair.compare();
    const killed = neverRecording(pair.state);
    pair.breakLock = true;
    void pair.run(plan, { state: killed });
    await expect.poll(() => pair.tree('remote')).toEqual({ a: 'one' });
    await pair.put('local', { a: 'edited here' });
    expect(await pair.planned()).toEqual({ a: 'copy to remote' });
  });

  it('does not take for a deletion what was killed between stepping aside and taking its place', async () => {
    pair = await Pair.inSync({ a: 'old' });
    await pair.put('local', { a: 'new' });
    const killed = neverRecording(pair.state);
    pair.breakLock = true;
    void pair.run(await pair.compare(), { state: killed });
    await expect.poll(() => pair.tree('remote')).toEqual({ a: 'new' });
    await pair.delete('remote', 'a');
    expect(await pair.planned()).toEqual({ a: 'copy to remote' });
  });

  it('knows of a file that it had moved where it is, and that nothing is where it was', async () => {
    pair = await Pair.inSync({ before: 'content to be moved' });
    await rename(join(pair.root('local'), 'before'), join(pair.root('local'), 'after'));
    pair.breakLock = true;
    void pair.run(await pair.compare(), { state: neverRecording(pair.state) });
    await expect.poll(() => pair.tree('remote')).toEqual({ after: 'content to be moved' });
    await pair.put('local', { before: 'something else' });
    expect(await pair.planned()).toEqual({ before: 'copy to remote' });
  });

  it('does not take what an undo has restored for an edit', async () => {
    pair = await Pair.inSync({ a: 'old' });
    await pair.put('local', { a: 'newer' });
    const { runId } = await pair.sync();
    pair.breakLock = true;
    void pair.undo(runId, { state: neverRecording(pair.state, 'dropVersion') });
    await expect.poll(() => pair.tree('remote')).toEqual({ a: 'old' });
    expect(await pair.planned()).toEqual({ a: 'copy to remote' });
  });

  it('ends a run whose state cannot be written any more, and knows in the next what it had done', async () => {
    pair = await Pair.create(Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`f${n}`, 'one'])));
    pair.wrap = (target, side) => (side === 'remote' ? withoutTimes(target) : target);
    const full = { kind: 'no-space', what: 'The disk is full.', advice: 'Make room.' } as const;
    const forgetting = new Proxy(pair.state, {
      get: (target, key): unknown =>
        key === 'finish' ? () => Promise.reject(new ProblemError(full)) : Reflect.get(target, key),
    });
    const report = await pair.run(await pair.compare(), { state: forgetting });
    expect(report.end).toEqual({ kind: 'broken-off', problem: full });
    const arrived = Object.keys(await pair.tree('remote'));
    expect(arrived.length).toBeLessThan(50);
    const toDo = Object.keys(await pair.planned());
    expect(toDo.filter((path) => arrived.includes(path))).toEqual([]);
    expect(toDo).toHaveLength(200 - arrived.length);
  });

  it('removes the temporary files that a killed run left, and no one else’s', async () => {
    pair = await Pair.inSync({ 'folder/a': '1' });
    const own = `.evenkeel-${await pair.state.token()}-1x.part`;
    await writeFile(join(pair.root('remote'), 'folder', own), 'half a');
    await writeFile(join(pair.root('remote'), '.evenkeel-00000000-1x.part'), 'of another computer');
    expect(await pair.planned()).toEqual({});
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({
      '.evenkeel-00000000-1x.part': 'of another computer',
      folder: null,
      'folder/a': '1',
    });
  });
});
