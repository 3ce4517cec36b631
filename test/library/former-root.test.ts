import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { apply, plan, sync, type PairOptions } from '../../src/main/library/index.js';
import { startScriptedFtp, type ScriptedFtp } from '../servers/scripted/scripted-ftp.js';
import { signedInto } from '../servers/scripted/signed-into.js';

// What is remembered lies in a thread of a program that was built; here it lies in this thread.
vi.mock(import('../../src/main/state/open-state.js'), async (original) => {
  const opening = await original();
  return { ...opening, openState: opening.openStateHere };
});

let base: string;
let server: ScriptedFtp;
const on = (...names: readonly string[]): string => join(base, ...names);
const pair = (path: string): PairOptions => ({
  local: on('local'),
  remote: `${server.url}${path}`,
  userName: server.user,
  password: server.password,
  stateFolder: on('memory'),
});
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-library-root-'));
  await mkdir(on('local'));
  await mkdir(on('server/home/anna'), { recursive: true });
  await writeFile(on('local', 'gone'), 'g');
  await writeFile(on('local', 'stays'), 's');
  server = await startScriptedFtp(on('server'));
});
afterEach(async () => {
  await server.stop();
  await rm(base, { recursive: true, force: true });
});

describe('what was remembered of ftp://host/ when that was the folder in which one is signed in', () => {
  it('is used further by the library where that folder is the root', async () => {
    await sync(pair(''));
    await rm(on('local', 'gone'));
    const ready = await plan(pair('/'));
    expect(ready.items.get('gone')?.action).toMatchObject({ kind: 'delete', on: 'remote' });
    expect((await apply(ready)).end).toEqual({ kind: 'finished' });
    expect(await readdir(on('server'))).not.toContain('gone');
    await rm(on('server', 'stays'));
    expect((await sync({ ...pair('/'), exceedDeletionLimit: true })).end).toEqual({ kind: 'finished' });
    expect(await readdir(on('local'))).not.toContain('stays');
  });

  it('is left alone by the library where that is another folder', async () => {
    server.change(signedInto('/home/anna'));
    await sync(pair(''));
    await writeFile(on('server', 'gone'), 'g');
    await rm(on('local', 'gone'));
    await sync(pair('/'));
    expect(await readdir(on('local'))).toContain('gone');
    expect(await readdir(on('server/home/anna'))).toContain('gone');
  });
});
