import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Activities } from '../src/main/activity/activities.js';
import type { ProfileActivity } from '../src/main/activity/profile-activity.js';
import type { FileEntry, Sides } from '../src/shared/entry/entry.js';
import type { ReadingProgress } from '../src/shared/content.js';
import { DEFAULT_OPTIONS } from '../src/shared/profile/profile-options.js';
import type { TestServer } from './servers/server.js';
import { startServer } from './servers/start-server.js';

// What is remembered lies in a thread of a program that was built; here it lies in this thread.
vi.mock(import('../src/main/state/open-state.js'), async (original) => {
  const opening = await original();
  return { ...opening, openState: opening.openStateHere };
});

let base: string;
let server: TestServer;
let activities: Activities;
let activity: ProfileActivity;
let told: ReadingProgress[];
/** How often somebody was about to sign in to the server. */
let signedIn = 0;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-content-'));
  await mkdir(join(base, 'local'));
  await writeFile(join(base, 'outside.txt'), 'not in the plan');
  server = await startServer('ftp-srv');
  told = [];
  activities = new Activities({
    ownPlaces: [],
    stateFile: () => join(base, 'state.sqlite'),
    secretOf: (_id, kind) => {
      if (kind === 'password') signedIn += 1;
      return Promise.resolve(kind === 'password' ? server.password : '');
    },
    keepSecret: () => Promise.resolve(),
    onActivity: () => undefined,
    onReading: (_id, progress) => told.push(progress),
    onEvents: () => undefined,
    onRan: () => undefined,
    logFailure: () => undefined,
  });
  activity = activities.of({
    id: 'p',
    name: 'Pots',
    localFolder: join(base, 'local'),
    remoteFolder: `${server.url}/`,
    userName: server.user,
    mode: 'two-way',
    deleteExtra: false,
    options: DEFAULT_OPTIONS,
  });
});
afterEach(async () => {
  await activities.stopAll();
  await server.stop();
  await rm(base, { recursive: true, force: true });
});

async function write(side: 'local' | 'remote', name: string, content: string): Promise<void> {
  await writeFile(join(side === 'local' ? join(base, 'local') : server.root, name), content);
}

async function compare(): Promise<void> {
  expect(activity.compare().kind).toBe('ok');
  await expect.poll(() => activity.atWork).toBe(false);
  expect(activity.activity.kind).toBe('compared');
}

async function read(name: string, side: 'local' | 'remote', most = 1000): Promise<unknown> {
  const answer = await activity.readContent(name, side, most);
  if (answer.kind === 'refused') return answer.problem.kind;
  const { bytes, size, asCompared } = answer.value;
  return { text: Buffer.from(bytes).toString(), size, asCompared };
}

it('a file of the plan is read on each side, or its beginning', async () => {
  await write('local', 'a.txt', 'local words');
  await write('remote', 'a.txt', 'remote words here');
  await compare();
  expect(await read('a.txt', 'local')).toEqual({ text: 'local words', size: 11, asCompared: true });
  expect(await read('a.txt', 'remote')).toEqual({ text: 'remote words here', size: 17, asCompared: true });
  expect(await read('a.txt', 'remote', 6)).toEqual({ text: 'remote', size: 17, asCompared: true });
  expect(told.at(-1)).toEqual({ path: 'a.txt', side: 'remote', bytesDone: 6, bytesTotal: 6 });
});

it('it says where a file is no longer what the comparison saw, or gone', async () => {
  await write('local', 'a.txt', 'old');
  await write('remote', 'a.txt', 'old there');
  await compare();
  await write('local', 'a.txt', 'changed since');
  expect(await read('a.txt', 'local')).toEqual({ text: 'changed since', size: 13, asCompared: false });
  await rm(join(server.root, 'a.txt'));
  expect(await read('a.txt', 'remote')).toBe('not-found');
});

it('S12: nothing is read but files of the plan that is shown', async () => {
  await write('local', 'a.txt', 'a');
  expect(await read('a.txt', 'local')).toBe('invalid');
  await compare();
  expect(await read('../outside.txt', 'local')).toBe('invalid');
  expect(await read('a.txt', 'remote')).toBe('invalid');
});

it('nothing is read while the two sides are compared, and reading gives way to a comparison', async () => {
  await write('remote', 'a.txt', 'x'.repeat(4_000_000));
  await compare();
  const reading = read('a.txt', 'remote', 4_000_000);
  expect(activity.compare().kind).toBe('ok');
  expect(await read('a.txt', 'remote')).toBe('busy');
  expect(await reading).toBe('stopped');
  await expect.poll(() => activity.atWork).toBe(false);
  expect(activity.activity.kind).toBe('compared');
});

it('a new request ends the one before, and stopping ends what is read', async () => {
  await write('remote', 'a.txt', 'x'.repeat(4_000_000));
  await write('remote', 'b.txt', 'b');
  await compare();
  const first = read('a.txt', 'remote', 4_000_000);
  const second = read('b.txt', 'remote');
  expect(await first).toBe('stopped');
  expect(await second).toEqual({ text: 'b', size: 1, asCompared: true });
  const third = read('a.txt', 'remote', 4_000_000);
  activity.stopReading();
  expect(await third).toBe('stopped');
  expect(await read('b.txt', 'remote')).toEqual({ text: 'b', size: 1, asCompared: true });
});

it('a request that is ended while its connection opens leaves it to the next one', async () => {
  await write('remote', 'a.txt', 'a');
  await write('remote', 'b.txt', 'b');
  await compare();
  const before = signedIn;
  const first = read('a.txt', 'remote');
  await expect.poll(() => signedIn, { interval: 1 }).toBe(before + 1);
  expect(await Promise.all([first, read('b.txt', 'remote')])).toEqual([
    'stopped',
    { text: 'b', size: 1, asCompared: true },
  ]);
  expect(signedIn).toBe(before + 1);
});

const CONFLICT = 'notes.txt';
const FILE = { local: 'local words', remote: 'remote words here' };

/** Two versions of a file, and what the comparison saw of both. */
async function inConflict(): Promise<Sides<FileEntry>> {
  for (const side of ['local', 'remote'] as const) await write(side, CONFLICT, FILE[side]);
  await compare();
  return { local: await seen('local'), remote: await seen('remote') };
}

async function seen(side: 'local' | 'remote'): Promise<FileEntry> {
  const answer = await activity.readContent(CONFLICT, side, 1000);
  if (answer.kind === 'refused') throw new Error(answer.problem.what);
  return { kind: 'file', size: answer.value.size, modified: answer.value.modified };
}

async function merge(files: Sides<FileEntry>, words = 'both'): Promise<string> {
  const answer = await activity.settleMerge(CONFLICT, Buffer.from(words), files);
  return answer.kind === 'ok' ? 'ok' : answer.problem.kind;
}

it('S2: what somebody made of both versions is taken as long as neither is another one by now', async () => {
  const files = await inConflict();
  expect(await merge({ ...files, remote: { ...files.remote, size: 3 } })).toBe('changed-meanwhile');
  await write('remote', CONFLICT, 'changed while they were merged');
  expect(await merge(files)).toBe('changed-meanwhile');
  expect(activity.activity).toMatchObject({ kind: 'compared', choices: 0 });
  const now = await inConflict();
  expect(await merge(now)).toBe('ok');
  expect(activity.activity).toMatchObject({ kind: 'compared', choices: 1 });
  expect(activity.undoChoice().kind).toBe('ok');
  expect(activity.activity).toMatchObject({ kind: 'compared', choices: 0 });
});

it('S12: nothing is merged but two versions of a file of the plan that is shown', async () => {
  const files = await inConflict();
  await write('local', 'alone.txt', 'x');
  await compare();
  for (const path of ['../outside.txt', 'alone.txt']) {
    const answer = await activity.settleMerge(path, Buffer.from('x'), files);
    expect(answer.kind).toBe('refused');
  }
  expect((await activity.readBase('../outside.txt')).kind).toBe('refused');
  expect(await activity.readBase(CONFLICT)).toEqual({ kind: 'ok', value: null });
});
