import { mkdir, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { META_FILE } from '../../../src/main/sync/pyftpsync/meta.js';
import { CommandLine } from '../support/command-line.js';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());

/** A file of records about peers, each of which knows one file. */
function records(peers: readonly string[], version = 3): string {
  const entry = { m: 1_750_000_000, s: 1, u: 1_750_000_000 };
  return JSON.stringify({
    _file_version: version,
    mtimes: {},
    peer_sync: Object.fromEntries(peers.map((peer) => [peer, { ':last_sync': 1_750_000_001, gone: entry }])),
  });
}

/** Which files of records are left, by side. */
async function left(): Promise<readonly string[]> {
  const names: string[] = [];
  for (const folder of ['a', 'b']) {
    const tree = await line.tree(folder);
    names.push(
      ...Object.keys(tree)
        .filter((path) => path.endsWith(META_FILE))
        .map((path) => `${folder}/${path}`),
    );
  }
  return names;
}

describe('pyftpsync’s records', () => {
  const own = [`a/${META_FILE}`, `a/sub/${META_FILE}`, `b/${META_FILE}`];

  beforeEach(async () => {
    for (const folder of ['a', 'b', 'config']) await rm(line.path(folder), { recursive: true, force: true });
    await line.put('a', { same: 'x', 'sub/y': 'y' }, 5);
    await line.put('b', { same: 'x', 'sub/y': 'y' }, 5);
    await writeFile(line.path('a', META_FILE), records([line.path('b')]));
    await writeFile(line.path('a', 'sub', META_FILE), records([line.path('b')]));
    await writeFile(line.path('b', META_FILE), records([]));
  });

  it('stay where they are without --migrate', async () => {
    expect((await line.run(['sync', 'a', 'b'])).code).toBe(0);
    expect(await left()).toEqual(own);
  });

  it('are taken over and then removed with --migrate, and are missed by nothing afterwards', async () => {
    const { code, out, err } = await line.run(['sync', '--migrate', 'a', 'b']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Removed 3 files with pyftpsync’s records');
    expect(await left()).toEqual([]);
    await rm(line.path('a', 'same'));
    expect((await line.run(['sync', 'a', 'b'])).code).toBe(0);
    expect(await line.tree('b')).not.toHaveProperty('same');
  });

  it('S1: stay in a dry run', async () => {
    expect((await line.run(['sync', '--migrate', '--dry-run', 'a', 'b'])).code).toBe(0);
    expect(await left()).toEqual(own);
  });

  it('stay where something is not even afterwards', async () => {
    await line.put('a', { both: 'here' });
    await line.put('b', { both: 'over there' });
    const { out } = await line.run(['sync', '--migrate', 'a', 'b']);
    expect(out).toContain('because not everything is in sync');
    expect(await left()).toEqual(own);
  });

  it('stay where they are about other folders too, or cannot be read, and go where they are of an old format', async () => {
    await writeFile(line.path('a', META_FILE), records([line.path('b'), 'ftp.example.com/www']));
    await writeFile(line.path('a', 'sub', META_FILE), records([line.path('b')], 2));
    await writeFile(line.path('b', META_FILE), '{ damaged');
    const { code, err } = await line.run(['sync', '--migrate', 'a', 'b']);
    expect(code).toBe(0);
    expect(await left()).toEqual([`a/${META_FILE}`, `b/${META_FILE}`]);
    expect(err).toContain(
      `Warning: “${META_FILE}” on the local side is kept: it also holds records about other folders.`,
    );
    expect(err).toContain(`Warning: “${META_FILE}” on the remote side is kept: it can’t be read.`);
  });

  it('of a folder that is the local one of another pair stay on the remote side', async () => {
    await writeFile(line.path('b', META_FILE), records(['/elsewhere']));
    await mkdir(line.path('b', 'new'));
    await line.run(['sync', '--migrate', 'a', 'b']);
    expect(await left()).toEqual([`b/${META_FILE}`]);
  });
});
