import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { META_FILE } from '../../../src/main/sync/pyftpsync/meta.js';
import { dying, killableTargets } from '../support/kill.js';
import { Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

const PEER = 'ftp.example.com/www';
const THEN_S = 1_750_000_000;

/** What pyftpsync would have written beside these files, all of one time. */
function metaOf(files: Readonly<Record<string, string | null>>): string {
  const entries = Object.entries(files).map(([name, content]): [string, object] => [
    name,
    content === null
      ? { m: null, s: null, u: THEN_S }
      : { m: THEN_S, s: Buffer.byteLength(content), u: THEN_S + 1 },
  ]);
  return JSON.stringify({
    _file_version: 3,
    mtimes: {},
    peer_sync: { [PEER]: { ':last_sync': THEN_S + 2, ...Object.fromEntries(entries) } },
  });
}

/** Two folders that pyftpsync kept in sync, and that Evenkeel has not synced yet. */
async function keptInSync(): Promise<Pair> {
  const tree = { a: 'a', b: 'bb', 'd/c': 'ccc' };
  const created = await Pair.create(tree, tree);
  for (const side of ['local', 'remote'] as const) {
    for (const path of Object.keys(tree)) await utimes(join(created.root(side), path), THEN_S, THEN_S);
  }
  await writeFile(join(created.root('local'), META_FILE), metaOf({ a: 'a', b: 'bb', d: null }));
  await writeFile(join(created.root('local'), 'd', META_FILE), metaOf({ c: 'ccc' }));
  created.pyftpsyncPeer = PEER;
  return created;
}

const OWN_FILES = { [META_FILE]: 'leave: filtered', [`d/${META_FILE}`]: 'leave: filtered' };

describe('folders that pyftpsync kept in sync', () => {
  it('are in sync from the start, without a question', async () => {
    pair = await keptInSync();
    expect(await pair.planned()).toEqual(OWN_FILES);
  });

  it('know deletions and edits since', async () => {
    pair = await keptInSync();
    await pair.delete('local', 'a');
    await pair.delete('remote', 'd/c');
    await pair.put('remote', { b: 'edited there' });
    expect(await pair.planned()).toEqual({
      ...OWN_FILES,
      a: 'delete on remote',
      b: 'copy to local',
      'd/c': 'delete on local',
    });
  });

  it('count as new by another name of the server', async () => {
    pair = await keptInSync();
    pair.pyftpsyncPeer = 'another.example.com/www';
    await pair.delete('local', 'a');
    expect(await pair.planned()).toEqual({ ...OWN_FILES, a: 'copy to local' });
  });

  it('need those records no longer once Evenkeel has its own', async () => {
    pair = await keptInSync();
    await pair.delete('local', 'a');
    await pair.sync();
    await pair.delete('local', META_FILE, `d/${META_FILE}`);
    await pair.delete('local', 'b');
    expect(await pair.planned()).toEqual({ b: 'delete on remote' });
    expect(await pair.tree('remote')).toEqual({ b: 'bb', d: null, 'd/c': 'ccc' });
  });

  it('S1: keep those records as they are in a comparison and a dry run', async () => {
    pair = await keptInSync();
    const before = await pair.tree('local');
    await pair.run(await pair.compare(), { dryRun: true });
    expect(await pair.tree('local')).toEqual(before);
    expect(await pair.state.hasBaseline()).toBe(false);
  });

  it(
    'S5: end as recorded when the first run is killed, after any number of steps',
    { timeout: 180_000 },
    async () => {
      for (let step = 0, killed = true; killed; step += 5) {
        pair = await keptInSync();
        await pair.delete('local', 'a');
        await pair.delete('remote', 'd/c');
        await pair.put('remote', { b: 'edited there' });
        const plan = await pair.compare();
        const death = dying(step);
        const targets = killableTargets(await pair.targets(), death);
        const end = pair.run(plan, { targets, state: death.state(pair.state) }).then(() => 'finished');
        killed = (await Promise.race([end, death.died])) !== 'finished';

        pair.breakLock = true;
        expect((await pair.sync()).counts.conflicts).toBe(0);
        expect(await pair.planned()).toEqual(OWN_FILES);
        expect(await pair.tree('local')).toMatchObject({ b: 'edited there', d: null });
        expect(await pair.tree('remote')).toEqual({ b: 'edited there', d: null });
        await pair.remove();
      }
    },
  );

  it('are asked about where the records are damaged', async () => {
    pair = await keptInSync();
    await pair.put('local', { [META_FILE]: '{ not json' });
    await pair.put('remote', { a: 'edited there' });
    expect((await pair.planned())['a']).toBe('conflict: first-meeting');
  });
});
