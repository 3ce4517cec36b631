import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_OPTIONS } from '../src/shared/profile/profile-options.js';
import type { Profile } from '../src/shared/profile/profile.js';
import { Activities } from '../src/main/activity/activities.js';
import { startScriptedFtp, type ScriptedFtp } from './servers/scripted/scripted-ftp.js';

// What is remembered lies in a thread of a program that was built; here it lies in this thread.
vi.mock(import('../src/main/state/open-state.js'), async (original) => {
  const opening = await original();
  return { ...opening, openState: opening.openStateHere };
});

let base: string;
let server: ScriptedFtp;
let activities: Activities;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-signed-in-'));
  await mkdir(join(base, 'local'));
  await mkdir(join(base, 'server/home/anna'), { recursive: true });
  let folder = '/home/anna';
  server = await startScriptedFtp(join(base, 'server'), {
    answer: async (command, { say, honest, mute }) => {
      if (command === 'PWD') say(`257 "${folder}"`);
      else if (command.startsWith('CWD ')) {
        const reply = await mute(honest);
        if (reply.startsWith('250')) folder = command.slice(4);
        say(reply);
      } else return false;
      return true;
    },
  });
  activities = new Activities({
    ownPlaces: [],
    stateFile: () => join(base, 'state.sqlite'),
    secretOf: (_id, kind) => Promise.resolve(kind === 'password' ? server.password : ''),
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
  await server.stop();
  await rm(base, { recursive: true, force: true });
});

it.each([
  ['', '/home/anna'],
  ['/', undefined],
  ['/home/anna', undefined],
])(
  'a plan is shown with the folder that it is about where the address names none: %j',
  async (path, told) => {
    const profile: Profile = {
      id: 'p',
      name: 'Pots',
      localFolder: join(base, 'local'),
      remoteFolder: `${server.url}${path}`,
      userName: server.user,
      mode: 'two-way',
      deleteExtra: false,
      options: DEFAULT_OPTIONS,
    };
    expect(activities.of(profile).compare().kind).toBe('ok');
    await expect.poll(() => activities.of(profile).atWork).toBe(false);
    const { activity } = activities.of(profile);
    expect(activity.kind).toBe('compared');
    expect(activity.kind === 'compared' ? activity.signInFolder : 'no plan').toBe(told);
  },
);
