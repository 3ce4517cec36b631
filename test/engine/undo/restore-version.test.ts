import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { KeptFile } from '../../../src/main/state/journal/change.js';
import {
  lookAtVersion,
  restoreVersion,
  type Restoration,
} from '../../../src/main/sync/undo/restore-version.js';
import { Pair } from '../support/pair.js';

const SIGNAL = new AbortController().signal;

let pair: Pair;
afterEach(() => pair.remove());

/** A pair whose remote side has kept what `tree` held there, and now holds `now`. */
async function withVersions(tree: Record<string, string>, now: Record<string, string>): Promise<Pair> {
  const edited = await Pair.inSync({ ...tree, stays: '1' });
  await edited.delete('local', ...new Set(Object.keys(tree).map((path) => path.split('/')[0] ?? path)));
  await edited.put('local', now);
  await edited.sync();
  return edited;
}

async function versionOf(path: string): Promise<KeptFile> {
  const [version] = await pair.state.keptFiles({ below: path, limit: 1 });
  if (version === undefined) throw new Error(`Nothing is kept of ${path}.`);
  return version;
}

async function look(path: string): Promise<Restoration> {
  return lookAtVersion(await versionOf(path), await pair.targets(), pair.state, SIGNAL);
}

describe('a version', () => {
  it('comes back in its place, with the folders that it lay in, and the next run copies it', async () => {
    pair = await withVersions({ 'a/deep/x': 'old' }, {});
    const restoration = await look('a/deep/x');
    expect(restoration.replaces).toBeUndefined();
    const report = await restoreVersion(await pair.undoInput(), restoration);
    expect(report).toMatchObject({ end: { kind: 'finished' }, counts: { done: 3, failed: 0, skipped: 0 } });
    expect(await pair.tree('remote')).toMatchObject({ 'a/deep/x': 'old' });
    expect(await pair.state.keptFiles({ limit: 9 })).toEqual([]);
    await pair.sync();
    expect(await pair.tree('local')).toEqual({ a: null, 'a/deep': null, 'a/deep/x': 'old', stays: '1' });
  });

  it('S4: takes the place of what is there, which becomes a version itself, and an undo changes them back', async () => {
    pair = await withVersions({ x: 'old' }, { x: 'newer' });
    const restoration = await look('x');
    expect(restoration.replaces).toMatchObject({ kind: 'file', size: 5 });
    const report = await restoreVersion(await pair.undoInput(), restoration);
    expect(await pair.tree('remote')).toMatchObject({ x: 'old' });
    expect(await versionOf('x')).toMatchObject({ side: 'remote', size: 5, runId: report.runId });
    expect(await pair.planned()).toEqual({ x: 'copy to local' });
    await pair.undo(report.runId);
    expect(await pair.tree('remote')).toMatchObject({ x: 'newer' });
    expect(await pair.planned()).toEqual({});
  });

  it('S2: is left where its place has changed since somebody looked', async () => {
    pair = await withVersions({ x: 'old' }, { x: 'newer' });
    const restoration = await look('x');
    await pair.put('remote', { x: 'edited meanwhile' });
    const report = await restoreVersion(await pair.undoInput(), restoration);
    expect(report.items).toMatchObject([
      { path: 'x', outcome: { kind: 'skipped', problem: { kind: 'changed-meanwhile' } } },
    ]);
    expect(await pair.tree('remote')).toMatchObject({ x: 'edited meanwhile' });
  });

  it('S1: is only looked at in a dry run', async () => {
    pair = await withVersions({ 'a/x': 'old' }, {});
    const restoration = await look('a/x');
    const report = await restoreVersion({ ...(await pair.undoInput()), dryRun: true }, restoration);
    expect(report).toMatchObject({ dryRun: true, counts: { wouldDo: 2, skipped: 0 } });
    expect(await pair.tree('remote')).toEqual({ stays: '1' });
  });

  it('is refused where it is gone, is another file by now, or a folder has its place', async () => {
    pair = await withVersions({ x: 'old' }, {});
    const { as } = await versionOf('x');
    const kept = join(pair.root('remote'), as);
    await mkdir(join(pair.root('remote'), 'x'));
    await expect(look('x')).rejects.toMatchObject({ problem: { kind: 'already-exists' } });
    await rm(join(pair.root('remote'), 'x'), { recursive: true });
    await writeFile(kept, 'something else');
    await expect(look('x')).rejects.toMatchObject({ problem: { kind: 'changed-meanwhile' } });
    await rm(kept);
    await expect(look('x')).rejects.toMatchObject({ problem: { kind: 'not-found' } });
  });

  it('is told of newest first, page by page, also for a folder and all that lay in it', async () => {
    pair = await withVersions({ 'a/x': '1', 'a/y': '22', a0: '3' }, {});
    const all = await pair.state.keptFiles({ limit: 9 });
    expect(all.map(({ path }) => path).sort()).toEqual(['a/x', 'a/y', 'a0']);
    expect((await pair.state.keptFiles({ below: 'a', limit: 9 })).map(({ path }) => path).sort()).toEqual([
      'a/x',
      'a/y',
    ]);
    const [first] = await pair.state.keptFiles({ limit: 1 });
    const rest = await pair.state.keptFiles({ limit: 9, before: first?.seq });
    expect([first, ...rest]).toEqual(all);
  });
});
