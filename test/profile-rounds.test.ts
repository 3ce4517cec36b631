import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Activities } from '../src/main/activity/activities.js';
import { ProfileRounds } from '../src/main/app/profiles/profile-rounds.js';
import { ANYTHING } from '../src/main/schedule/changes.js';
import type { Profile } from '../src/shared/profile/profile.js';
import { DEFAULT_OPTIONS } from '../src/shared/profile/profile-options.js';
import { pairsOf } from '../src/shared/profile/pairs.js';
import type { RunSummary } from '../src/shared/run/run.js';

// What is remembered lies in a thread of a program that was built; here it lies in this thread.
vi.mock(import('../src/main/state/open-state.js'), async (original) => {
  const opening = await original();
  return { ...opening, openState: opening.openStateHere };
});

let base: string;
let activities: Activities;
let rounds: ProfileRounds;
let profile: Profile;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-rounds-'));
  for (const pair of ['site', 'conf']) {
    await mkdir(join(base, 'remote', pair), { recursive: true });
    await mkdir(join(base, pair));
    await writeFile(join(base, pair, 'a'), pair);
  }
  const script = join(base, 'command');
  const line = '"$EVENKEEL_WHEN $EVENKEEL_LOCAL_FOLDER $EVENKEEL_RESULT $EVENKEEL_DONE"';
  await writeFile(script, `#!/bin/sh\necho ${line} >> '${base}/log'\ntest ! -e '${base}/refuse'\n`);
  await chmod(script, 0o755);
  profile = {
    id: 'site',
    name: 'Website',
    localFolder: join(base, 'site'),
    remoteFolder: join(base, 'remote', 'site'),
    pairs: [{ id: 'conf', localFolder: join(base, 'conf'), remoteFolder: join(base, 'remote', 'conf') }],
    userName: '',
    mode: 'two-way',
    deleteExtra: false,
    options: DEFAULT_OPTIONS,
    commands: { before: `'${script}'`, after: `'${script}'`, minutes: 1 },
  };
  activities = new Activities({
    ownPlaces: [],
    stateFile: (id) => join(base, `${id}.sqlite`),
    secretOf: () => Promise.resolve(''),
    keepSecret: () => Promise.resolve(),
    onActivity: () => undefined,
    onReading: () => undefined,
    onEvents: () => undefined,
    onRan: () => undefined,
    logFailure: () => undefined,
  });
  rounds = new ProfileRounds({
    activities,
    onRound: () => undefined,
    onRan: () => undefined,
    logFailure: (_what, error) => expect.fail(String(error)),
  });
});
afterEach(async () => {
  await activities.stopAll();
  await rm(base, { recursive: true, force: true });
});

const all = (ids: readonly string[]) => new Map(ids.map((id) => [id, ANYTHING]));
const over = (): Promise<void> => vi.waitFor(() => expect(rounds.of('site')).toBeNull(), 20_000);
const copied = (pair: string): Promise<string | undefined> =>
  readFile(join(base, 'remote', pair, 'a'), 'utf8').catch(() => undefined);

/** What the commands said, without where all of it lies. */
async function log(): Promise<readonly string[]> {
  const text = await readFile(join(base, 'log'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(base, ''));
}

/** The newest run of each pair on record. */
async function recorded(): Promise<readonly (RunSummary | undefined)[]> {
  const answers = await Promise.all(pairsOf(profile).map((pair) => activities.historyOf(pair, { limit: 1 })));
  return answers.map((answer) => (answer.kind === 'ok' ? answer.value[0]?.summary : undefined));
}

describe.skipIf(process.platform === 'win32')('a run of a profile with several pairs of folders', () => {
  it('that begins by itself is one run: its commands run once and are in the record of each', async () => {
    const result = await rounds.runByItself(profile, 'schedule', all);
    expect(result).toMatchObject({ kind: 'ran', report: { counts: { done: 2 } } });
    expect(await log()).toEqual(['before /site  ', 'after /site finished 2']);
    const [site, conf] = await recorded();
    expect(site?.joint).toBeDefined();
    expect(conf?.joint).toBe(site?.joint);
    for (const summary of [site, conf])
      expect(summary?.commands?.map(({ when }) => when)).toEqual(['before', 'after']);
  });

  it('of which only one pair has changed is a run of that pair', async () => {
    await rounds.runByItself(profile, 'watch', () => all(['conf']));
    expect(await log()).toEqual(['before /conf  ', 'after /conf finished 1']);
    expect([await copied('site'), await copied('conf')]).toEqual([undefined, 'conf']);
    const [, conf] = await recorded();
    expect(conf?.joint).toBeUndefined();
    expect(conf?.commands).toHaveLength(2);
  });

  it.each(['by itself', 'in the window'])(
    'does not begin in any pair where the command before it fails: %s',
    async (how) => {
      await writeFile(join(base, 'refuse'), '');
      if (how === 'by itself') {
        const result = await rounds.runByItself(profile, 'schedule', all);
        expect(result).toMatchObject({ kind: 'not-run', problem: { kind: 'command-failed' } });
      } else {
        rounds.begin(profile, 'compare');
        await over();
        rounds.begin(profile, 'run');
        await over();
      }
      await vi.waitFor(async () => expect(await log()).toEqual(['before /site  ']));
      expect([await copied('site'), await copied('conf')]).toEqual([undefined, undefined]);
      await vi.waitFor(async () => {
        const [site, conf] = await recorded();
        expect(site).toMatchObject({ end: { kind: 'broken-off' }, commands: [{ when: 'before' }] });
        expect(conf).toBeUndefined();
      });
    },
  );

  it('S4: is undone in all its pairs, and one that cannot be looked at leaves the others', async () => {
    await rounds.runByItself(profile, 'schedule', all);
    const [site] = await recorded();
    const joint = site?.joint ?? '';
    expect(await rounds.previewUndo(profile, 'another')).toMatchObject({ kind: 'refused' });
    await rm(join(base, 'remote', 'site'), { recursive: true });
    expect(await rounds.previewUndo(profile, joint)).toMatchObject({ kind: 'ok' });
    await over();
    const kinds = pairsOf(profile).map((pair) => activities.of(pair).activity.kind);
    expect(kinds).toEqual(['compare-failed', 'undo-ready']);
    expect(await copied('conf')).toBe('conf');
    rounds.begin(profile, 'cancel');
    expect(pairsOf(profile).map((pair) => activities.of(pair).activity.kind)).not.toContain('undo-ready');

    await mkdir(join(base, 'remote', 'site'));
    await rounds.previewUndo(profile, joint);
    await over();
    rounds.begin(profile, 'undo');
    await over();
    expect(await copied('conf')).toBeUndefined();
    const [, conf] = await recorded();
    expect(conf?.undoes).toBeDefined();
  });
});
