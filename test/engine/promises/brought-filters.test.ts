import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { problemOf } from '../../../src/shared/problem-error.js';
import type { WaitingFilters } from '../../../src/shared/plan/waiting-filters.js';
import type { StateStore } from '../../../src/main/state/state-store.js';
import { Pair } from '../support/pair.js';

const FILE = '.evenkeelignore';

let pair: Pair;
afterEach(() => pair.remove());

/** What waits to be accepted when both sides are compared. */
async function waiting(): Promise<WaitingFilters | undefined> {
  return (await pair.compare()).waitingFilters;
}

/** Accepts what waits, as somebody does who was shown it. */
async function accept(): Promise<void> {
  const text = (await waiting())?.text ?? '';
  await pair.compare(undefined, { acceptIgnore: { text, record: true } });
}

describe('S12: an `.evenkeelignore` that the other side brought', () => {
  it('decides nothing in a pair that is new, and says what it would exclude', async () => {
    pair = await Pair.create({ 'sub/a.txt': '1', 'sub/b.txt': '1', 'c.txt': '1' }, { [FILE]: 'sub/\n' });
    await pair.sync();
    expect(await pair.tree('local')).toHaveProperty(FILE, 'sub/\n');
    await pair.put('local', { 'sub/a.txt': '22' });
    const plan = await pair.compare();
    expect(plan.waitingFilters).toEqual({
      text: 'sub/\n',
      excludes: { items: 1, paths: ['sub'] },
      includes: { items: 0, paths: [] },
    });
    await pair.run(plan);
    expect(await pair.tree('remote')).toHaveProperty('sub/a.txt', '22');
    expect(await waiting()).toMatchObject({ text: 'sub/\n' });
  });

  it('counts once it was accepted, as long as it is the text that was shown', async () => {
    pair = await Pair.create({ 'a.log': '1' }, { [FILE]: '*.log\n' });
    await pair.sync();
    await pair.delete('local', 'a.log');
    const other = await pair.compare(undefined, { acceptIgnore: { text: '*.txt\n', record: true } });
    expect(other.waitingFilters).toMatchObject({ text: '*.log\n' });
    expect(other.items.get('a.log')?.action).toEqual({ kind: 'delete', on: 'remote' });
    const plan = await pair.compare(undefined, { acceptIgnore: { text: '*.log\n', record: true } });
    expect(plan.waitingFilters).toBeUndefined();
    expect(plan.items.get('a.log')?.action).toEqual({ kind: 'leave', reason: 'filtered' });
    expect((await pair.compare()).items.get('a.log')?.action).toEqual({ kind: 'leave', reason: 'filtered' });
  });

  it('goes for one comparison only where nothing is to be recorded (S1)', async () => {
    pair = await Pair.create({ 'a.log': '1' }, { [FILE]: '*.log\n' });
    await pair.sync();
    const plan = await pair.compare(undefined, { acceptIgnore: { text: '*.log\n', record: false } });
    expect(plan.items.get('a.log')?.action).toEqual({ kind: 'leave', reason: 'filtered' });
    expect(await waiting()).toMatchObject({ text: '*.log\n' });
  });

  it.each([
    ['empties', async () => pair.put('remote', { [FILE]: '' })],
    ['deletes', async () => pair.delete('remote', FILE)],
  ])('cannot get at secrets when the server %s it', async (_how, change) => {
    pair = await Pair.create({ [FILE]: '/secret/\n', 'secret/key': 'x', a: '1' });
    await pair.sync();
    await change();
    await pair.sync();
    expect((await pair.tree('local'))[FILE] ?? '').toBe('');
    expect(await waiting()).toEqual({
      text: '',
      excludes: { items: 0, paths: [] },
      includes: { items: 1, paths: ['secret'] },
    });
    await pair.sync();
    expect(await pair.tree('remote')).not.toHaveProperty('secret');
    await accept();
    await pair.sync();
    expect(await pair.tree('remote')).toHaveProperty('secret/key', 'x');
  });

  it.each([
    ['moves it away', FILE, 'moved'],
    ['moves another file there', 'rules', FILE],
  ])('decides nothing either where the server %s', async (_how, from, to) => {
    pair = await Pair.create({ [from]: '/secret/\n', 'secret/key': 'x' });
    await pair.sync();
    await rename(join(pair.root('remote'), from), join(pair.root('remote'), to));
    const plan = await pair.compare();
    expect(plan.items.get(to)?.action).toMatchObject({ kind: 'move', on: 'local' });
    await pair.run(plan);
    expect(await waiting()).toMatchObject({ text: to === FILE ? '/secret/\n' : '' });
  });

  it('is known for what it is under another spelling', async () => {
    pair = await Pair.create({ 'a.log': '1' }, { '.EvenKeelIgnore': '*.log\n' });
    await pair.sync();
    expect((await pair.state.acceptedIgnore()).changedByRun).toBe(true);
  });

  it('counts at once where it is edited or deleted here', async () => {
    pair = await Pair.create({ 'a.log': '1' }, { [FILE]: '*.log\n' });
    await pair.sync();
    await pair.put('local', { [FILE]: '*.log\n*.bak\n', 'b.bak': '1' });
    const plan = await pair.compare();
    expect(plan.waitingFilters).toBeUndefined();
    expect(plan.items.get('b.bak')?.action).toEqual({ kind: 'leave', reason: 'filtered' });
    await pair.run(plan);
    expect(await waiting()).toBeUndefined();
    await pair.put('remote', { [FILE]: '*\n' });
    await pair.sync();
    expect(await waiting()).toMatchObject({ text: '*\n', excludes: { items: 1, paths: [FILE] } });
    await pair.delete('local', FILE);
    const after = await pair.compare();
    expect(after.waitingFilters).toBeUndefined();
    expect(after.items.get('b.bak')?.action).toMatchObject({ kind: 'copy', to: 'remote' });
  });

  it('waits after a kill just as well: what the run itself has written is no edit (S5)', async () => {
    pair = await Pair.create({ [FILE]: '*.bak\n', 'a.log': '1' });
    await pair.sync();
    await pair.put('remote', { [FILE]: '*.log\n' });
    const { state } = pair;
    const killed = Object.assign(Object.create(state) as StateStore, {
      finish: () => Promise.reject(new Error('killed')),
    });
    await pair.run(await pair.compare(), { state: killed }).catch(problemOf);
    expect(await pair.tree('local')).toHaveProperty(FILE, '*.log\n');
    expect(await waiting()).toMatchObject({ text: '*.log\n', excludes: { items: 1, paths: ['a.log'] } });
  });

  it('waits once more where a run that brought it is undone and redone', async () => {
    pair = await Pair.create({ [FILE]: '*.bak\n', 'a.log': '1' });
    await pair.sync();
    await pair.put('remote', { [FILE]: '*.log\n' });
    const brought = await pair.sync();
    const undone = await pair.undo(brought.runId);
    expect(await waiting()).toBeUndefined();
    await pair.undo(undone.runId);
    expect(await pair.tree('local')).toHaveProperty(FILE, '*.log\n');
    expect(await waiting()).toMatchObject({ text: '*.log\n' });
  });

  it('is not asked about where nothing was ever recorded, nor by a dry run recorded', async () => {
    pair = await Pair.create({ [FILE]: '*.log\n', 'a.log': '1' });
    await pair.run(await pair.compare(), { dryRun: true });
    expect(await pair.state.acceptedIgnore()).toEqual({ text: undefined, changedByRun: false });
    await pair.sync();
    expect(await pair.state.acceptedIgnore()).toEqual({ text: '*.log\n', changedByRun: false });
    expect(Object.keys(await pair.tree('remote'))).toEqual([FILE]);
  });
});
