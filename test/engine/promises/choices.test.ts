import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { explain } from '../../../src/shared/plan/explain.js';
import { changesIn } from '../../../src/shared/plan/plan.js';
import { DEFAULT_FILTERS } from '../../../src/main/sync/filters/filters.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

describe('what somebody chooses instead of the rules', () => {
  it('brings a change back to where it was made', async () => {
    pair = await Pair.inSync({ a: 'old', b: 'old' });
    await pair.put('local', { a: 'new', b: 'new' });
    const plan = await pair.compare();
    plan.settle(['a'], 'remote');
    await pair.run(plan);
    expect(await pair.tree('local')).toEqual({ a: 'old', b: 'new' });
    expect(await pair.tree('remote')).toEqual({ a: 'old', b: 'new' });
    expect(await pair.planned()).toEqual({});
  });

  it('skips an item, which is found again next time', async () => {
    pair = await Pair.inSync({ a: 'old' });
    await pair.put('local', { a: 'new' });
    const plan = await pair.compare();
    plan.settle(['a'], 'skip');
    expect(changesIn(plan.totals)).toBe(0);
    await pair.run(plan);
    expect(await pair.tree('remote')).toEqual({ a: 'old' });
    expect(await pair.planned()).toEqual({ a: 'copy to remote' });
  });

  it('goes back to what the rules say', async () => {
    pair = await Pair.inSync({ a: 'old' });
    await pair.put('local', { a: 'new' });
    const plan = await pair.compare();
    const before = plan.items.get('a');
    plan.settle(['a'], 'remote');
    plan.settle(['a'], null);
    expect(plan.items.get('a')).toEqual(before);
  });

  it('deletes a new folder with all that lies in it', async () => {
    pair = await Pair.inSync({ a: 'x' });
    await pair.put('local', { 'd/b': 'x', 'd/e/c': 'y' });
    const plan = await pair.compare();
    plan.settle(['d'], 'remote', 'below');
    await pair.run(plan);
    expect(await pair.tree('local')).toEqual({ a: 'x' });
    expect(await pair.tree('remote')).toEqual({ a: 'x' });
  });

  it('keeps a folder of which something was chosen to stay', async () => {
    pair = await Pair.inSync({ 'd/a': 'x', 'd/b': 'y' });
    await pair.delete('local', 'd');
    const plan = await pair.compare();
    plan.settle(['d/b'], 'skip');
    expect(plan.items.get('d')?.action).toEqual({ kind: 'leave', reason: 'content-stays' });
    await pair.run(plan);
    expect(await pair.tree('remote')).toEqual({ d: null, 'd/b': 'y' });
  });

  it('keeps a folder that holds something of which a filter knows', async () => {
    pair = await Pair.inSync({ a: 'x' });
    pair.policy = { ...DEFAULT_POLICY, filters: { ...DEFAULT_FILTERS, excludeNames: ['*.tmp'] } };
    await pair.put('local', { 'd/b': 'x', 'd/c.tmp': 'y' });
    const plan = await pair.compare();
    plan.settle(['d'], 'remote', 'below');
    expect(plan.items.get('d')?.action).toEqual({ kind: 'leave', reason: 'content-stays' });
    await pair.run(plan);
    expect(await pair.tree('local')).toEqual({ a: 'x', d: null, 'd/c.tmp': 'y' });
  });

  it.each(['from', 'to'] as const)('ends a move when it is about its %s', async (end) => {
    pair = await Pair.inSync({ from: 'the very same content' });
    await rename(join(pair.root('local'), 'from'), join(pair.root('local'), 'to'));
    const plan = await pair.compare();
    expect(plan.items.get('to')?.action.kind).toBe('move');
    plan.settle([end], 'skip');
    await pair.run(plan);
    expect(await pair.tree('remote')).toEqual(
      end === 'from' ? { from: 'the very same content', to: 'the very same content' } : {},
    );
    expect(await pair.tree('local')).toEqual({ to: 'the very same content' });
    plan.settle([end], null);
    expect(plan.items.get('to')?.action.kind).toBe('move');
    expect(plan.items.get('from')?.action.kind).toBe('moved');
  });

  it('never changes the side that the mode protects', async () => {
    pair = await Pair.inSync({ a: 'old' });
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload' };
    await pair.put('remote', { a: 'new' });
    const plan = await pair.compare();
    plan.settle(['a'], 'remote');
    expect(plan.items.get('a')?.action).toEqual({ kind: 'leave', reason: 'mode' });
    plan.settle(['a'], 'local');
    await pair.run(plan);
    expect(await pair.tree('remote')).toEqual({ a: 'old' });
  });
});

describe('what the conflict rule settles', () => {
  it('needs nobody, and says so', async () => {
    pair = await Pair.inSync({ a: 'old' });
    pair.policy = { ...DEFAULT_POLICY, resolve: 'newer' };
    await pair.put('local', { a: 'edited first' });
    await pair.put('remote', { a: 'edited later' });
    const plan = await pair.compare();
    const item = plan.items.get('a');
    expect(plan.totals.conflict.items).toBe(0);
    expect(item === undefined ? '' : explain(item)).toContain('Your settings choose the remote side');
    await pair.run(plan);
    expect(await pair.tree('local')).toEqual({ a: 'edited later' });
  });

  it('gives way to what somebody chooses', async () => {
    pair = await Pair.inSync({ a: 'old' });
    pair.policy = { ...DEFAULT_POLICY, resolve: 'skip' };
    await pair.put('local', { a: 'here' });
    await pair.put('remote', { a: 'there!' });
    const plan = await pair.compare();
    expect(plan.items.get('a')?.action).toEqual({ kind: 'leave', reason: 'skipped' });
    plan.settle(['a'], 'local');
    await pair.run(plan);
    expect(await pair.tree('remote')).toEqual({ a: 'here' });
  });

  it('S6: brings an edit below a deleted folder back where its side wins', async () => {
    pair = await Pair.inSync({ 'd/a': 'old', 'd/b': 'old' });
    pair.policy = { ...DEFAULT_POLICY, resolve: 'remote' };
    await pair.delete('local', 'd');
    await pair.put('remote', { 'd/a': 'edited' });
    await pair.sync();
    expect(await pair.tree('local')).toEqual({ d: null, 'd/a': 'edited' });
    expect(await pair.tree('remote')).toEqual({ d: null, 'd/a': 'edited' });
  });
});

describe('force', () => {
  it('overwrites what was changed on the target side, and restores what was deleted there', async () => {
    pair = await Pair.inSync({ a: 'old', b: 'old', 'd/c': 'old' });
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload', force: true };
    await pair.put('remote', { a: 'changed there', n: 'new there' });
    await pair.delete('remote', 'b', 'd');
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ a: 'old', b: 'old', d: null, 'd/c': 'old', n: 'new there' });
    expect(await pair.tree('local')).toEqual({ a: 'old', b: 'old', d: null, 'd/c': 'old' });
  });

  it('says nothing in two-way mode', async () => {
    pair = await Pair.inSync({ a: 'old' });
    pair.policy = { ...DEFAULT_POLICY, force: true };
    await pair.put('remote', { a: 'changed there' });
    await pair.sync();
    expect(await pair.tree('local')).toEqual({ a: 'changed there' });
  });
});

describe('delete unmatched', () => {
  it('deletes on the target side what filters leave out, folders with all that is in them', async () => {
    pair = await Pair.create(
      { a: 'x', 'b.tmp': 'mine' },
      { 'b.tmp': 'old', 'skip/c': 'old', 'skip/d/e': 'old' },
    );
    pair.policy = {
      ...DEFAULT_POLICY,
      mode: 'upload',
      deleteExtra: true,
      deleteUnmatched: true,
      filters: { ...DEFAULT_FILTERS, excludeNames: ['*.tmp', 'skip'] },
    };
    const plan = await pair.compare();
    const item = plan.items.get('b.tmp');
    expect(item === undefined ? '' : explain(item)).toContain(
      'Excluded items are deleted on the remote side',
    );
    await pair.run(plan, { exceedDeletionLimit: true });
    expect(await pair.tree('remote')).toEqual({ a: 'x' });
    expect(await pair.tree('local')).toEqual({ a: 'x', 'b.tmp': 'mine' });
  });

  it('does so in a folder that was in sync before and that the source has as well', async () => {
    pair = await Pair.inSync({ 'skip/both': 'x', 'skip/deep/both': 'x', a: 'x' });
    await pair.put('local', { 'skip/mine': 'x' });
    await pair.put('remote', { 'skip/theirs': 'x' });
    pair.policy = {
      ...DEFAULT_POLICY,
      mode: 'upload',
      deleteExtra: true,
      deleteUnmatched: true,
      filters: { ...DEFAULT_FILTERS, excludeNames: ['skip'] },
    };
    const before = await pair.tree('local');
    const plan = await pair.compare();
    expect(plan.items.get('skip/both')?.local).toMatchObject({ class: 'unmodified' });
    const report = await pair.run(plan);
    expect(report.counts).toMatchObject({ skipped: 0, failed: 0 });
    expect(await pair.tree('remote')).toEqual({ a: 'x' });
    expect(await pair.tree('local')).toEqual(before);
  });

  it('leaves what pyftpsync keeps for itself', async () => {
    pair = await Pair.create({ a: 'x' }, { '.pyftpsync-meta.json': '{}' });
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload', deleteExtra: true, deleteUnmatched: true };
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ a: 'x', '.pyftpsync-meta.json': '{}' });
  });

  it('says nothing without deletions', async () => {
    pair = await Pair.create({ a: 'x' }, { 'b.tmp': 'old' });
    pair.policy = {
      ...DEFAULT_POLICY,
      mode: 'upload',
      deleteUnmatched: true,
      filters: { ...DEFAULT_FILTERS, excludeNames: ['*.tmp'] },
    };
    const plan = await pair.compare();
    expect(plan.totals.filtered).toEqual({ items: 1, bytes: 3 });
    await pair.run(plan);
    expect(await pair.tree('remote')).toEqual({ a: 'x', 'b.tmp': 'old' });
  });
});
