import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_OPTIONS } from '../src/shared/profile/profile-options.js';
import type { PastRun } from '../src/shared/run/history.js';
import type { Profile } from '../src/shared/profile/profile.js';
import type { RunRequest } from '../src/shared/run/run.js';
import { Activities } from '../src/main/activity/activities.js';
import { LOCK_FILE } from '../src/main/sync/lock/lock-file.js';
import type { TestServer } from './servers/server.js';
import { startServer } from './servers/start-server.js';
import { DELETION_LIMIT } from '../src/shared/problem.js';

// What is remembered lies in a thread of a program that was built; here it lies in this thread.
vi.mock(import('../src/main/state/open-state.js'), async (original) => {
  const opening = await original();
  return { ...opening, openState: opening.openStateHere };
});

let base: string;
let server: TestServer | undefined;
let activities: Activities;
let password: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-unstarted-'));
  await mkdir(join(base, 'local'));
  await mkdir(join(base, 'remote'));
  await writeFile(join(base, 'local', 'a'), 'x');
  password = '';
  activities = new Activities({
    ownPlaces: [],
    stateFile: () => stateFile(),
    secretOf: (_id, kind) => Promise.resolve(kind === 'password' ? password : ''),
    keepSecret: () => Promise.resolve(),
    onActivity: () => undefined,
    onReading: () => undefined,
    onEvents: () => undefined,
    onRan: () => undefined,
    logFailure: () => undefined,
  });
});
afterEach(async () => {
  await activities.stopAll();
  await server?.stop();
  server = undefined;
  await rm(base, { recursive: true, force: true });
});

const stateFile = (): string => join(base, 'state.sqlite');

function profile(changes: Partial<Profile> = {}): Profile {
  return {
    id: 'p',
    name: 'Pots',
    localFolder: join(base, 'local'),
    remoteFolder: join(base, 'remote'),
    userName: '',
    mode: 'two-way',
    deleteExtra: false,
    options: DEFAULT_OPTIONS,
    ...changes,
  };
}

async function onServer(): Promise<Profile> {
  server = await startServer('ftp-srv');
  password = server.password;
  return profile({ remoteFolder: `${server.url}/`, userName: server.user });
}

async function ended(of: Profile): Promise<void> {
  await expect.poll(() => activities.of(of).atWork).toBe(false);
}

async function compare(of: Profile): Promise<void> {
  expect(activities.of(of).compare().kind).toBe('ok');
  await ended(of);
  expect(activities.of(of).activity.kind).toBe('compared');
}

async function run(of: Profile, request: RunRequest = 'run'): Promise<void> {
  expect(activities.of(of).run(request, 'window').kind).toBe('ok');
  await ended(of);
}

async function history(of: Profile): Promise<readonly PastRun[]> {
  const answer = await activities.historyOf(of, { limit: 10 });
  return answer.kind === 'ok' ? answer.value : [];
}

/** The newest run in the history is one that could not begin for this reason, and of which there is nothing to undo. */
async function expectUnstarted(of: Profile, kind: string, trigger: string): Promise<void> {
  const [newest] = await history(of);
  expect(newest?.undoable).toBe(false);
  expect(newest?.summary).toMatchObject({
    trigger,
    end: { kind: 'broken-off', problem: { kind } },
    counts: { done: 0, failed: 0 },
  });
}

describe('a run that could not begin is in the history, with what kept it', () => {
  it('where the password is wrong by now', async () => {
    const of = await onServer();
    await compare(of);
    password = 'wrong';
    await run(of);
    await expectUnstarted(of, 'sign-in-refused', 'window');
    expect(await history(of)).toMatchObject([{ summary: { unreached: { items: 1, bytes: 1 } } }]);
  });

  it('where there is no way to the server any more', async () => {
    const of = await onServer();
    await compare(of);
    await server?.stop();
    server = undefined;
    await run(of);
    await expectUnstarted(of, 'server-unreachable', 'window');
  });

  it('where somebody else synchronizes the folder', async () => {
    const of = profile();
    await compare(of);
    const lock = { version: 1, id: 'r', host: 'another', user: 'somebody', pid: 1, startedMs: 0 };
    await writeFile(join(base, 'remote', LOCK_FILE), JSON.stringify(lock));
    await run(of);
    await expectUnstarted(of, 'locked', 'window');
    await run(of, 'break-lock');
    expect((await history(of)).map(({ undoable }) => undoable)).toEqual([true, false]);
  });

  it('where the deletion limit stopped it', async () => {
    const of = profile();
    for (let n = 0; n < 30; n += 1) await writeFile(join(base, 'local', `file-${n}`), 'x');
    await compare(of);
    await run(of);
    for (let n = 0; n < 30; n += 1) await rm(join(base, 'local', `file-${n}`));
    await compare(of);
    await run(of);
    await expectUnstarted(of, DELETION_LIMIT, 'window');
  });

  it('where it was asked for from the tray and could not even compare', async () => {
    const options = { ...DEFAULT_OPTIONS, unattended: true };
    const of = profile({ remoteFolder: join(base, 'nowhere'), options });
    expect(await activities.of(of).syncNow('tray')).toMatchObject({ kind: 'not-run' });
    await expectUnstarted(of, 'folder-missing', 'tray');
    expect(await activities.of(of).last()).toMatchObject({ end: { kind: 'broken-off' } });
  });

  it('where an undo could not begin', async () => {
    const of = await onServer();
    await compare(of);
    await run(of);
    const [first] = await history(of);
    activities.of(of).previewUndo(first?.runId ?? '');
    await ended(of);
    password = 'wrong';
    activities.of(of).undo('window');
    await ended(of);
    await expectUnstarted(of, 'sign-in-refused', 'window');
    expect((await history(of)).map(({ undoable }) => undoable)).toEqual([false, true]);
  });
});

describe('no trace is left', () => {
  it('S1: by a dry run that could not begin', async () => {
    const of = await onServer();
    await compare(of);
    password = 'wrong';
    await run(of, 'dry-run');
    expect(activities.of(of).activity).toMatchObject({
      kind: 'compared',
      dryRun: { end: { kind: 'broken-off' } },
    });
    expect(await history(of)).toEqual([]);
  });

  it('by a comparison that failed', async () => {
    const of = profile({ remoteFolder: join(base, 'nowhere') });
    activities.of(of).compare();
    await ended(of);
    expect(await history(of)).toEqual([]);
  });
});
