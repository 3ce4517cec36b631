import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../../src/main/sync/base/policy.js';
import type { Target } from '../../../src/main/targets/target.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import type { Side } from '../../../src/shared/entry/entry.js';
import { explain } from '../../../src/shared/plan/explain.js';
import { withFeatures } from '../support/sides/features.js';
import { Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

function byContent(changes: Partial<Policy> = {}): Policy {
  return { ...DEFAULT_POLICY, comparison: 'content', ...changes };
}

/** Changes one byte of a file as a failing disk does: its size and time stay as they were. */
async function corrupt(side: Side, path: string, at = 0): Promise<void> {
  const full = join(pair.root(side), path);
  const { atime, mtime } = await stat(full);
  const bytes = await readFile(full);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(full, bytes);
  await utimes(full, atime, mtime);
}

/** Has every reading of `path` on the remote side fail. */
function withUnreadable(path: string): (target: Target, side: Side) => Target {
  return (target, side) => {
    if (side === 'local') return target;
    const read = target.read.bind(target);
    const refuse = (): never => {
      throw new ProblemError({
        kind: 'permission-denied',
        what: `Couldn't read “${path}”.`,
        advice: 'Look at its permissions.',
        side,
        path,
      });
    };
    target.read = async (asked, options) => (asked === path ? refuse() : read(asked, options));
    const { hashHere } = target.features;
    return withFeatures(target, {
      hashHere: async (asked, signal) => (asked === path ? refuse() : hashHere?.(asked, signal)),
    });
  };
}

describe('comparing by content, of files that are on record', () => {
  it.each(['local', 'remote'] as const)(
    'finds a byte that changed on the %s side without anybody telling, and asks which side is right',
    async (side) => {
      pair = await Pair.inSync({ 'd/a': 'all is well', 'd/b': 'here, too', empty: '' });
      await corrupt(side, 'd/a', 4);
      expect(await pair.planned()).toEqual({});
      pair.policy = byContent();
      const plan = await pair.compare();
      const item = plan.items.get('d/a');
      expect(item).toMatchObject({
        local: { class: 'unmodified' },
        remote: { class: 'unmodified' },
        content: 'different',
        action: { kind: 'conflict', conflict: 'content-differs' },
      });
      expect(item === undefined ? '' : explain(item)).toContain('the contents differ');
      expect(plan.items.get('d/b')).toMatchObject({ content: 'same', action: { kind: 'equal' } });
      expect(plan.totals.conflict.items).toBe(1);
    },
  );

  it('repairs it by a plain run, keeps the other content as a version, and can be undone', async () => {
    pair = await Pair.inSync({ a: 'all is well' });
    await corrupt('remote', 'a');
    const corrupted = await pair.tree('remote');
    pair.policy = byContent();
    const plan = await pair.compare();
    plan.settle(['a'], 'local');
    const report = await pair.run(plan);
    expect(report.counts).toMatchObject({ done: 1, failed: 0, conflicts: 0 });
    expect(await pair.tree('remote')).toEqual({ a: 'all is well' });
    expect(await pair.planned()).toEqual({});
    await pair.undo(report.runId);
    expect(await pair.tree('remote')).toEqual(corrupted);
  });

  it.each([
    ['upload', 'local', 'remote'],
    ['download', 'remote', 'local'],
  ] as const)('lets the content of the source side win under %s', async (mode, source, target) => {
    pair = await Pair.inSync({ a: 'all is well' });
    await corrupt(target, 'a');
    const right = await pair.tree(source);
    pair.policy = byContent({ mode });
    expect(await pair.planned()).toEqual({ a: `copy to ${target}` });
    await pair.sync();
    expect(await pair.tree(target)).toEqual(right);
  });

  it('settles it for the side that the profile prefers, and not by times that are the same', async () => {
    pair = await Pair.inSync({ a: 'all is well' });
    await corrupt('local', 'a');
    pair.policy = byContent({ resolve: 'newer' });
    expect(await pair.planned()).toEqual({ a: 'conflict: content-differs' });
    pair.policy = byContent({ resolve: 'remote' });
    expect(await pair.planned()).toEqual({ a: 'copy to local' });
  });

  it('finds what only one side has, and what differs at a first sync', async () => {
    pair = await Pair.create({ a: 'one', mine: 'x' }, { a: 'two' });
    const time = Date.UTC(2026, 5, 1) / 1000;
    for (const side of ['local', 'remote'] as const) await utimes(join(pair.root(side), 'a'), time, time);
    pair.policy = byContent();
    expect(await pair.planned()).toEqual({ a: 'conflict: first-meeting', mine: 'copy to remote' });
  });

  it('takes nothing for the same that it could not read', async () => {
    pair = await Pair.inSync({ a: 'all is well', b: 'fine' });
    pair.policy = byContent();
    pair.wrap = withUnreadable('a');
    const plan = await pair.compare();
    expect(plan.items.get('a')).toMatchObject({
      action: { kind: 'leave', reason: 'unreadable' },
      problem: { what: "Couldn't read “a”.", side: 'remote' },
    });
    expect(plan.items.get('b')).toMatchObject({ content: 'same' });
    const report = await pair.run(plan);
    expect(report.counts.failed).toBe(0);
    pair.wrap = (target) => target;
    expect(await pair.planned()).toEqual({});
  });

  it('tells of the progress of reading, and reads no more files at once than the sides bear', async () => {
    const tree = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}`, `content ${n}`]));
    pair = await Pair.inSync(tree);
    pair.policy = byContent();
    pair.events.length = 0;
    await pair.compare();
    const told = pair.events.flatMap((event) =>
      event.kind === 'scan-progress' && event.progress.read !== undefined ? [event.progress.read] : [],
    );
    expect(told.at(-1)).toEqual({ files: 30, bytes: 2 * Object.values(tree).join('').length });
  });

  it('says that a file was changed while it was compared', async () => {
    pair = await Pair.inSync({ a: 'all is well' });
    pair.policy = byContent();
    pair.wrap = (target, side) => {
      if (side === 'remote') return target;
      const { hashHere } = target.features;
      return withFeatures(target, {
        hashHere: async (path, signal) => {
          await pair.put('local', { a: 'edited meanwhile' });
          return hashHere?.(path, signal);
        },
      });
    };
    const plan = await pair.compare();
    expect(plan.items.get('a')).toMatchObject({
      action: { kind: 'leave', reason: 'unreadable' },
      problem: { kind: 'changed-meanwhile', side: 'local', path: 'a' },
    });
  });
});
