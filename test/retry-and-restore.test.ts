import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_OPTIONS } from '../src/shared/profile/profile-options.js';
import type { Profile } from '../src/shared/profile/profile.js';
import type { Activity } from '../src/shared/run/activity.js';
import type { RunReport } from '../src/shared/run/run.js';
import type { Settings } from '../src/shared/settings.js';
import { Activities } from '../src/main/activity/activities.js';

// What is remembered lies in a thread of a program that was built; here it lies in this thread.
vi.mock(import('../src/main/state/open-state.js'), async (original) => {
  const opening = await original();
  return { ...opening, openState: opening.openStateHere };
});

let base: string;
let activities: Activities;
let profile: Profile;
let limits: Settings['limits'];
const told: Activity[] = [];
let onTold: (activity: Activity) => void;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-retry-'));
  await mkdir(join(base, 'local'));
  await mkdir(join(base, 'remote'));
  limits = { connections: null, bytesPerSecond: null };
  told.length = 0;
  onTold = () => undefined;
  activities = new Activities({
    limits: () => limits,
    ownPlaces: [],
    stateFile: () => join(base, 'state.sqlite'),
    secretOf: () => Promise.resolve(''),
    keepSecret: () => Promise.resolve(),
    onActivity: (_id, activity) => {
      told.push(activity);
      onTold(activity);
    },
    onReading: () => undefined,
    onEvents: () => undefined,
    onRan: () => undefined,
    logFailure: () => undefined,
  });
  profile = {
    id: 'p',
    name: 'Pots',
    localFolder: join(base, 'local'),
    remoteFolder: join(base, 'remote'),
    userName: '',
    mode: 'two-way',
    deleteExtra: false,
    options: DEFAULT_OPTIONS,
  };
});
afterEach(async () => {
  await activities.stopAll();
  await rm(base, { recursive: true, force: true });
});

const put = (place: string, content: string): Promise<void> => writeFile(join(base, place), content);
const read = (place: string): Promise<string> => readFile(join(base, place), 'utf8');
const remoteNames = async (): Promise<readonly string[]> =>
  (await readdir(join(base, 'remote'))).filter((name) => !name.startsWith('.')).sort();

async function ended(): Promise<void> {
  await expect.poll(() => activities.of(profile).atWork).toBe(false);
}

async function compare(): Promise<void> {
  expect(activities.of(profile).compare().kind).toBe('ok');
  await ended();
}

async function run(): Promise<void> {
  expect(activities.of(profile).run('run', 'window').kind).toBe('ok');
  await ended();
}

function report(): RunReport {
  const { activity } = activities.of(profile);
  if (activity.kind !== 'ran') throw new Error(`Nothing has run: ${activity.kind}.`);
  return activity.report;
}

/** A run that skips `b`, because it is edited after the comparison. */
async function runThatSkips(): Promise<void> {
  await put('local/a', 'a');
  await put('local/b', 'b');
  await compare();
  await put('local/b', 'b, edited meanwhile');
  await run();
  expect(report().counts).toMatchObject({ done: 1, skipped: 1 });
}

describe('S2: what is retried', () => {
  it('is what was asked for, and nothing that has come since', async () => {
    await runThatSkips();
    await put('local/later', 'nobody has seen this in a plan');
    expect(activities.of(profile).retry(['b']).kind).toBe('ok');
    await ended();
    expect(report().counts.done).toBe(1);
    expect(await remoteNames()).toEqual(['a', 'b']);
    expect(await read('remote/b')).toBe('b, edited meanwhile');
    // Nobody has chosen to skip the other for good.
    await compare();
    await run();
    expect(await remoteNames()).toEqual(['a', 'b', 'later']);
  });

  it('is shown and not run where something else would be done than was planned', async () => {
    await runThatSkips();
    await put('remote/b', 'somebody else’s');
    expect(activities.of(profile).retry(['b']).kind).toBe('ok');
    await ended();
    expect(activities.of(profile).activity).toMatchObject({
      kind: 'compared',
      totals: { conflict: { items: 1 } },
    });
    expect(await read('remote/b')).toBe('somebody else’s');
  });

  it('leaves what somebody chose for other items as it is', async () => {
    await put('local/c', 'c');
    await put('remote/c', 'the other c');
    await runThatSkips();
    await compare();
    activities.of(profile).settle([{ paths: ['c'], settlement: 'local', reach: 'item' }]);
    expect(activities.of(profile).retry(['b']).kind).toBe('ok');
    await ended();
    expect(report().counts).toMatchObject({ done: 1, conflicts: 0 });
    expect(await read('remote/c')).toBe('the other c');
    await compare();
    expect(activities.of(profile).activity).toMatchObject({
      kind: 'compared',
      totals: { conflict: { items: 0 }, copy: { remote: { items: 1 } } },
    });
  });

  it('is nothing of what went well', async () => {
    await runThatSkips();
    expect(activities.of(profile).retry(['a', 'unknown'])).toMatchObject({ kind: 'refused' });
  });
});

describe('a kept version', () => {
  async function replaced(): Promise<number> {
    await put('local/a', 'first');
    await compare();
    await run();
    await put('local/a', 'second, longer');
    await compare();
    await run();
    const versions = await activities.versionsOf(profile, 'a');
    expect(versions).toMatchObject({ kind: 'ok', value: [{ path: 'a', side: 'remote', size: 5 }] });
    return versions.kind === 'ok' ? (versions.value[0]?.number ?? 0) : 0;
  }

  it('is looked at before it is restored, and the restore can be undone', async () => {
    const number = await replaced();
    expect(activities.of(profile).restore(number)).toMatchObject({ kind: 'refused' });
    expect(await activities.of(profile).previewRestore(number)).toMatchObject({
      kind: 'ok',
      value: {
        version: { number, path: 'a', side: 'remote', size: 5 },
        replaces: { kind: 'file', size: 14 },
      },
    });
    expect(await read('remote/a')).toBe('second, longer');
    expect(activities.of(profile).restore(number).kind).toBe('ok');
    await ended();
    expect(report()).toMatchObject({ restores: 'a', counts: { done: 1 } });
    expect(await read('remote/a')).toBe('first');
    expect(await read('local/a')).toBe('second, longer');
    activities.of(profile).previewUndo(report().runId);
    await ended();
    expect(activities.of(profile).undo('window').kind).toBe('ok');
    await ended();
    expect(await read('remote/a')).toBe('second, longer');
  });

  it('S2: overwrites nothing that has changed since it was looked at', async () => {
    const number = await replaced();
    await activities.of(profile).previewRestore(number);
    await put('remote/a', 'edited on the server meanwhile');
    activities.of(profile).restore(number);
    await ended();
    expect(report().counts).toMatchObject({ done: 0, skipped: 1 });
    expect(await read('remote/a')).toBe('edited on the server meanwhile');
  });

  it('S2: is restored to no other folder than the one that was looked at', async () => {
    const number = await replaced();
    await activities.of(profile).previewRestore(number);
    await mkdir(join(base, 'other'));
    activities.of(profile).change({ ...profile, remoteFolder: join(base, 'other') });
    expect(activities.of(profile).restore(number)).toMatchObject({ kind: 'refused' });
    await ended();
    expect(await readdir(join(base, 'other'))).toEqual([]);
  });

  it('that is not kept (any more) is told so', async () => {
    await replaced();
    expect(await activities.of(profile).previewRestore(9_999)).toMatchObject({
      kind: 'refused',
      problem: { kind: 'not-found' },
    });
  });
});

it('a run keeps to the limits of the settings, whatever its profile allows', async () => {
  limits = { connections: null, bytesPerSecond: 4_096 };
  await put('local/a', 'a');
  await compare();
  await run();
  const paces = told.flatMap((activity) => (activity.kind === 'running' ? [activity.pace] : []));
  expect(new Set(paces.map(({ bytesPerSecond }) => bytesPerSecond))).toEqual(new Set([4_096]));
});

it('what runs did with a file is found in the history', async () => {
  await runThatSkips();
  const found = await activities.findItems(profile, { text: 'b', exact: true, limit: 10 });
  expect(found).toMatchObject({ kind: 'ok', value: [{ item: { path: 'b', outcome: { kind: 'skipped' } } }] });
});

describe('a run that has come to its result', () => {
  it('shows it before both sides are unlocked, and takes the next request, which waits for that', async () => {
    await put('local/a', 'a');
    await compare();
    let answer: string | undefined;
    let locked: readonly string[] = [];
    onTold = (activity) => {
      if (activity.kind !== 'ran') return;
      onTold = () => undefined;
      locked = readdirSync(join(base, 'remote'));
      answer = activities.of(profile).compare().kind;
    };
    await run();
    expect(answer).toBe('ok');
    expect(locked).toContain('.evenkeel-lock.json');
    await ended();
    expect(activities.of(profile).activity).toMatchObject({
      kind: 'compared',
      totals: { conflict: { items: 0 } },
    });
    expect(await readdir(join(base, 'remote'))).toEqual(['a']);
  });
});
