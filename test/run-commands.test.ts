import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Activities } from '../src/main/activity/activities.js';
import type { ProfileActivity } from '../src/main/activity/profile-activity.js';
import type { Profile } from '../src/shared/profile/profile.js';
import { DEFAULT_OPTIONS } from '../src/shared/profile/profile-options.js';
import type { RunCommands } from '../src/shared/profile/run-commands.js';
import type { CommandReport } from '../src/shared/run/command-report.js';
import type { RunSummary } from '../src/shared/run/run.js';

// What is remembered lies in a thread of a program that was built; here it lies in this thread.
vi.mock(import('../src/main/state/open-state.js'), async (original) => {
  const opening = await original();
  return { ...opening, openState: opening.openStateHere };
});

let base: string;
let activities: Activities;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-commands-'));
  for (const side of ['local', 'remote']) await mkdir(join(base, side));
  await writeFile(join(base, 'local', 'a'), 'x');
  activities = new Activities({
    ownPlaces: [],
    stateFile: () => join(base, 'state.sqlite'),
    secretOf: (_id, kind) => Promise.resolve(kind === 'password' ? 'open-sesame' : ''),
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
  await rm(base, { recursive: true, force: true });
});

/** A command that writes a line about its run into a file, says a secret, and then does as it is told. */
async function command(name: string, rest = ''): Promise<string> {
  const file = join(base, name);
  const line = '"$EVENKEEL_WHEN $EVENKEEL_PROFILE $EVENKEEL_TRIGGER $EVENKEEL_RESULT $EVENKEEL_DONE"';
  await writeFile(file, `#!/bin/sh\necho ${line} >> '${base}/log'\necho password: open-sesame\n${rest}\n`);
  await chmod(file, 0o755);
  return `'${file}'`;
}

async function activity(
  commands: Partial<RunCommands>,
  changes: Partial<Profile> = {},
): Promise<ProfileActivity> {
  const profile: Profile = {
    id: 'p',
    name: 'Pots',
    localFolder: join(base, 'local'),
    remoteFolder: join(base, 'remote'),
    userName: '',
    mode: 'two-way',
    deleteExtra: false,
    options: DEFAULT_OPTIONS,
    commands: { before: '', after: '', minutes: 1, ...commands },
    ...changes,
  };
  current = profile;
  const made = activities.of(profile);
  made.change(profile);
  await made.last();
  return made;
}
let current: Profile | undefined;

async function log(): Promise<readonly string[]> {
  const text = await readFile(join(base, 'log'), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}

async function recorded(): Promise<readonly (RunSummary | undefined)[]> {
  if (current === undefined) return [];
  const answer = await activities.historyOf(current, { limit: 10 });
  return answer.kind === 'ok' ? answer.value.map(({ summary }) => summary) : [];
}

const brief = ({ when, end, output }: CommandReport): string =>
  `${when} ${JSON.stringify(end)} ${output.trim()}`;
const WELL = '{"kind":"exited","code":0} password: ***';

describe.skipIf(process.platform === 'win32')('the commands of a profile', () => {
  it('run around a run by itself: before the comparison, so that what they make is synced', async () => {
    const before = await command('before', `echo made > '${base}/local/dump'`);
    const made = await activity({ before, after: await command('after') });
    const result = await made.runByItself('schedule');
    expect(result).toMatchObject({ kind: 'ran', report: { counts: { done: 2 } } });
    expect(await readFile(join(base, 'remote', 'dump'), 'utf8')).toBe('made\n');
    expect(await log()).toEqual(['before Pots schedule  ', 'after Pots schedule finished 2']);
    const [summary] = await recorded();
    expect(summary?.trigger).toBe('schedule');
    expect(summary?.commands?.map(brief)).toEqual([`before ${WELL}`, `after ${WELL}`]);
    expect(JSON.stringify(summary)).not.toContain('open-sesame');
  });

  it('run around a run that somebody starts, and around no comparison and no dry run', async () => {
    const made = await activity({ before: await command('before'), after: await command('after') });
    made.compare();
    await vi.waitFor(() => expect(made.activity.kind).toBe('compared'));
    made.run('dry-run', 'window');
    await vi.waitFor(() => expect(made.atWork).toBe(false));
    expect(await log()).toEqual([]);
    made.run('run', 'window');
    await vi.waitFor(() => expect(made.activity.kind).toBe('ran'), 10_000);
    expect(await log()).toEqual(['before Pots window  ', 'after Pots window finished 1']);
    expect((await recorded()).map((summary) => summary?.commands?.length)).toEqual([2]);
  });

  it.each(['by itself', 'by hand'])(
    'that fail before it keep a run %s from beginning, which is in the history',
    async (how) => {
      const made = await activity({
        before: await command('before', 'exit 7'),
        after: await command('after'),
      });
      if (how === 'by itself') {
        const result = await made.runByItself('schedule');
        expect(result).toMatchObject({ kind: 'not-run', problem: { kind: 'command-failed' } });
      } else {
        made.compare();
        await vi.waitFor(() => expect(made.activity.kind).toBe('compared'));
        made.run('run', 'window');
        await vi.waitFor(() => expect(made.atWork).toBe(false), 10_000);
      }
      expect(await log()).toHaveLength(1);
      await expect(readFile(join(base, 'remote', 'a'))).rejects.toThrow('ENOENT');
      const [summary] = await recorded();
      expect(summary?.end).toMatchObject({
        kind: 'broken-off',
        problem: { what: 'The command before the sync ended with code 7, so the sync did not begin.' },
      });
      expect(summary?.commands?.map(brief)).toEqual(['before {"kind":"exited","code":7} password: ***']);
    },
  );

  it('run after a run that could not begin as well, and say that it failed', async () => {
    const made = await activity({ after: await command('after') }, { remoteFolder: join(base, 'nowhere') });
    expect((await made.runByItself('schedule'))?.kind).toBe('not-run');
    expect(await log()).toEqual(['after Pots schedule failed 0']);
    expect((await recorded())[0]?.commands).toHaveLength(1);
  });

  it('that fail after it change nothing about what the run came to', async () => {
    const made = await activity({ after: '/nothing/of/this/name' });
    expect(await made.runByItself('watch')).toMatchObject({
      kind: 'ran',
      report: { end: { kind: 'finished' } },
    });
    expect((await recorded())[0]?.commands).toMatchObject([{ end: { kind: 'not-started', why: 'ENOENT' } }]);
  });

  it('are stopped with their run', async () => {
    const made = await activity({
      before: await command('before', 'sleep 60'),
      after: await command('after'),
    });
    const running = made.runByItself('schedule');
    await vi.waitFor(async () => expect(await log()).toHaveLength(1), 10_000);
    await made.stop();
    expect(await running).toMatchObject({ kind: 'not-run', problem: { kind: 'stopped' } });
    expect(await log()).toHaveLength(1);
    expect((await recorded())[0]).toMatchObject({
      end: { kind: 'stopped' },
      commands: [{ end: { kind: 'stopped' } }],
    });
  });
});
