import { mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_OWN_FILES, DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { VERSIONS_FOLDER } from '../../../src/main/sync/versions/version-keeper.js';
import type { RunReport } from '../../../src/shared/run/run.js';
import { Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

/** A pair whose last run has replaced `config.php` and deleted `.htpasswd` on the remote side. */
async function edited(): Promise<RunReport> {
  await pair.put('local', { 'config.php': 'new' });
  await pair.delete('local', '.htpasswd');
  return pair.sync();
}

async function keptAs(path: string): Promise<string> {
  const kept = (await pair.state.keptFiles({ limit: 9 })).find((version) => version.path === path);
  return kept?.as ?? expect.fail();
}

describe('S12: what is kept on a web root', () => {
  it('has neither its name nor its ending, in a folder that cannot be guessed, closed to visitors', async () => {
    pair = await Pair.inSync({ 'config.php': 'old', '.htpasswd': 'secret' });
    await edited();
    const folder = join(pair.root('remote'), VERSIONS_FOLDER);
    const entries = await readdir(folder, { recursive: true });
    expect(entries.filter((name) => /php|passwd/.test(name))).toEqual([]);
    expect(await keptAs('config.php')).toMatch(/^\.evenkeel-versions\/[\d.T-]+-[0-9a-f]{16}\/\d\.kept$/);
    expect(await readFile(join(folder, '.htaccess'), 'utf8')).toContain('Require all denied');
    expect(await readFile(join(folder, 'web.config'), 'utf8')).toContain(
      '<fileExtensions allowUnlisted="false"',
    );
    expect(entries).toContain('index.html');
  });

  it('can lie outside it, is restored from there, and goes when it is old', async () => {
    pair = await Pair.inSync({ 'config.php': 'old', '.htpasswd': 'secret' });
    const elsewhere = join(pair.base, 'private');
    await mkdir(elsewhere);
    pair.policy = { ...DEFAULT_POLICY, own: { ...DEFAULT_OWN_FILES, versionsIn: elsewhere } };
    const report = await edited();
    expect(report.counts.failed).toBe(0);
    expect(await readdir(pair.root('remote'))).toEqual(['config.php']);
    expect(await readdir(elsewhere)).toEqual([VERSIONS_FOLDER]);
    await pair.undo(report.runId);
    expect(await pair.tree('remote')).toEqual({ 'config.php': 'old', '.htpasswd': 'secret' });
  });
});

describe('S4: an undo', () => {
  it.each<[string, (kept: string) => Promise<void>]>([
    ['other content of the same size', (kept) => writeFile(kept, 'bad')],
    [
      'a link in its place',
      async (kept) => {
        await rm(kept);
        await symlink('/etc/passwd', kept);
      },
    ],
    [
      'a folder in its place',
      async (kept) => {
        await rm(kept);
        await mkdir(kept);
      },
    ],
    ['another size', (kept) => writeFile(kept, 'much larger')],
  ])('leaves what was kept where it finds %s, and says so', async (_what, alter) => {
    pair = await Pair.inSync({ 'config.php': 'old', '.htpasswd': 'secret' });
    const report = await edited();
    await alter(join(pair.root('remote'), await keptAs('config.php')));
    const undone = await pair.undo(report.runId);
    const item = undone.items.find(({ path }) => path === 'config.php');
    expect(item?.outcome).toMatchObject({ kind: 'skipped', problem: { kind: 'changed-meanwhile' } });
    expect(await pair.tree('remote')).toEqual({ 'config.php': 'new', '.htpasswd': 'secret' });
  });

  it('restores what an earlier version has kept, with its name and nothing recorded but its size', async () => {
    pair = await Pair.inSync({ a: 'new' });
    const [runId, as] = ['earlier', `${VERSIONS_FOLDER}/2026-01-01T00.00.00-01234567/1-a`];
    await mkdir(join(pair.root('remote'), as, '..'), { recursive: true });
    await writeFile(join(pair.root('remote'), as), 'older');
    await utimes(join(pair.root('remote'), as), 1e9, 1e9);
    await pair.state.beginRun({ runId, profileId: 'test', trigger: 'window', startedMs: 1 });
    const { local, remote } = await pair.targets();
    const signal = new AbortController().signal;
    const [here, there] = [await local.stat('a', signal), await remote.stat('a', signal)];
    if (here?.kind !== 'file' || there?.kind !== 'file') expect.fail();
    const baseline = { kind: 'file', sides: { local: here, remote: there } } as const;
    const change = { runId, recordedMs: 1, path: 'a', side: 'remote', what: 'replaced', baseline } as const;
    const seq = await pair.state.recordChange({ ...change, kept: { as, size: 5 } });
    await pair.state.completeChange(seq, there);
    expect((await pair.undo(runId)).counts).toMatchObject({ done: 1, skipped: 0, failed: 0 });
    expect(await pair.tree('remote')).toMatchObject({ a: 'older' });
  });
});
