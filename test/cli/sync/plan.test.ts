import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pairOf } from '../../../src/main/session/profile/pair.js';
import { policyOf } from '../../../src/main/session/profile/policy-of.js';
import { openStateHere } from '../../../src/main/state/open-state.js';
import { stateFileOf } from '../../../src/main/state/state-folder.js';
import { compare } from '../../../src/main/sync/scan/compare.js';
import { bindingFor } from '../../../src/main/sync/saved-plan/refusal.js';
import { savePlan } from '../../../src/main/sync/saved-plan/write.js';
import { openTarget } from '../../../src/main/targets/open-target.js';
import { draftOf, type Profile } from '../../../src/shared/profile/profile.js';
import { DEFAULT_OPTIONS } from '../../../src/shared/profile/profile-options.js';
import { CommandLine } from '../support/command-line.js';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());
beforeEach(async () => {
  for (const folder of ['a', 'b']) {
    await rm(line.path(folder), { recursive: true, force: true });
    await mkdir(line.path(folder));
  }
  await rm(line.path('config'), { recursive: true, force: true });
  await rm(line.path('site.plan'), { force: true });
});

describe('plan', () => {
  it('S1: shows what a run would do and why, as a table, and changes nothing', async () => {
    await line.put('a', { 'new.txt': 'n'.repeat(1500), 'd/ü 日本.txt': '1', both: 'here' });
    await line.put('b', { both: 'over there', 'old.txt': 'o' });
    const { code, out, err } = await line.run(['plan', '--mode', 'upload', '--delete', 'a', 'b']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^ACTION +ITEM +SIZE {2}WHY$/);
    expect(lines).toHaveLength(7);
    expect(out).toMatch(/^CONFLICT {8}\*\?\* {2}both +4 B {2}\S.+\.$/m);
    expect(out).toMatch(/^MAKE FOLDER {6}> {3}\[d\] +\S.+\.$/m);
    expect(out).toMatch(/^COPY {13}> {3}d\/ü 日本\.txt {2,}1 B {2}\S.+\.$/m);
    expect(out).toMatch(/^COPY {13}> {3}new\.txt +1\.5 kB {2}\S.+\.$/m);
    expect(out).toMatch(/^DELETE REMOTE {4}X {3}old\.txt +1 B {2}\S.+\.$/m);
    expect(lines[6]).toMatch(/^Nothing was changed\. A run would .*1 conflict would be skipped\.$/);
    expect(await line.tree('b')).toEqual({ both: 'over there', 'old.txt': 'o' });
    expect((await readdir(line.workplace)).filter((name) => name.endsWith('.plan'))).toEqual([]);
  });

  it('says so where there is nothing to do, tells less where wanted, and tells programs its events', async () => {
    expect((await line.run(['plan', 'a', 'b'])).out).toBe('Everything is in sync.\n');
    await line.put('a', { x: '1' });
    expect((await line.run(['plan', '-q', 'a', 'b'])).out).toBe('');
    const { out } = await line.run(['plan', '--json', 'a', 'b']);
    const kinds = out
      .trimEnd()
      .split('\n')
      .map((each) => JSON.parse(each) as { readonly kind: string });
    expect(kinds.map(({ kind }) => kind)).toContain('plan-items');
    expect(kinds.map(({ kind }) => kind)).not.toContain('run-started');
  });

  it('ends with 10 for conflicts where that is asked for', async () => {
    await line.put('a', { x: 'mine' });
    await line.put('b', { x: 'theirs' });
    expect((await line.run(['plan', 'a', 'b'])).code).toBe(0);
    expect((await line.run(['plan', '--report-problems', 'a', 'b'])).code).toBe(10);
    const settled = await line.run(['plan', '--report-problems', '--resolve', 'local', 'a', 'b']);
    expect(settled.code).toBe(0);
  });

  it.each([
    [['plan', 'a', 'a'], 'LOCAL and REMOTE are the same folder.'],
    [['plan', '--mode', 'sideways', 'a', 'b'], 'Allowed choices are sync, upload, download.'],
    [['plan', '--delete', 'a', 'b'], '--delete can’t be used with sync'],
    [['plan', '--mode', 'upload', '--resolve', 'remote', 'a', 'b'], '--resolve remote would change the side'],
    [['plan', 'a'], 'REMOTE'],
  ])('refuses %j', async (words, said) => {
    const { code, err } = await line.run(words);
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});

describe('apply', () => {
  it('runs a plan as it was saved, without being told its folders or options again', async () => {
    await line.put('a', { x: '1', 'left.tmp': 't' });
    await line.put('b', { gone: 'g' });
    const words = [
      'plan',
      '--mode',
      'upload',
      '--delete',
      '-x',
      '*.tmp',
      '--max-delete',
      '50',
      '--out',
      'site.plan',
    ];
    const saved = await line.run([...words, 'a', 'b']);
    expect(saved.out).toContain('Plan saved. Run it with: evenkeel apply site.plan');
    expect((await line.run(['apply', '--dry-run', 'site.plan'])).out).toContain('COPY             >   x');
    expect(await line.tree('b')).toEqual({ gone: 'g' });
    expect(await line.run(['apply', 'site.plan'])).toMatchObject({ code: 0, err: '' });
    expect(await line.tree('b')).toEqual({ x: '1' });
  });

  it('S2: skips what has changed since the plan was saved, and tells of it', async () => {
    await line.put('a', { x: '1', y: '2' }, 10);
    await line.run(['plan', '--out', 'site.plan', 'a', 'b']);
    await line.put('a', { y: 'edited' });
    const { code, out } = await line.run(['apply', '--report-problems', 'site.plan']);
    expect(code).toBe(10);
    expect(out).toMatch(/SKIP .* y {2}“y” changed on the local side after the comparison\./);
    expect(await line.tree('b')).toEqual({ x: '1' });
  });

  it('refuses a plan whose folders have been synchronized since', async () => {
    await line.put('a', { x: '1' });
    await line.run(['plan', '--out', 'site.plan', 'a', 'b']);
    await line.run(['sync', 'a', 'b']);
    const { code, err } = await line.run(['apply', 'site.plan']);
    expect(code).toBe(1);
    expect(err).toContain('have been synced since the plan was made');
  });

  it('S7: stops before it deletes too much, and goes on with --yes', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}`, 'x']));
    await line.put('a', { stays: '1' });
    await line.put('b', many);
    await line.run(['plan', '--mode', 'upload', '--delete', '--out', 'site.plan', 'a', 'b']);
    const stopped = await line.run(['apply', 'site.plan']);
    expect(stopped).toMatchObject({ code: 1, err: expect.stringContaining('--yes') as string });
    expect(await line.run(['apply', '--yes', 'site.plan'])).toMatchObject({ code: 0 });
    expect(await line.tree('b')).toEqual({ stays: '1' });
  });

  it('refuses what is no plan, and never writes a password into one', async () => {
    expect(await line.run(['apply', 'site.plan'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no plan “site.plan”.') as string,
    });
    await writeFile(line.path('site.plan'), 'hello\n');
    expect(await line.run(['apply', 'site.plan'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not a plan saved by Evenkeel') as string,
    });
    await line.put('a', { x: '1' });
    const env = { EVENKEEL_PASSWORD: 's3cret' };
    await line.run(['plan', '--out', 'site.plan', 'a', 'b'], { env });
    expect(await readFile(line.path('site.plan'), 'utf8')).not.toContain('s3cret');
  });
});

describe('apply of a plan that the window has saved', () => {
  const profile = (): Profile => ({
    id: 'site',
    name: 'Web site',
    localFolder: line.path('a'),
    remoteFolder: line.path('b'),
    userName: '',
    mode: 'upload',
    deleteExtra: true,
    options: DEFAULT_OPTIONS,
  });

  /** Saves the profile, and a plan from its state, as the window does it. */
  async function saved(): Promise<void> {
    const folder = line.path('config', 'Evenkeel');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'profiles.json'), JSON.stringify({ profiles: [profile()] }));
    const pair = pairOf(profile());
    const { store: state } = await openStateHere({
      file: stateFileOf(folder, 'site', process.platform),
      pair,
    });
    const none = { userName: '', password: '' };
    const targets = {
      local: openTarget({ kind: 'folder', path: line.path('a') }, 'local', none),
      remote: openTarget({ kind: 'folder', path: line.path('b') }, 'remote', none),
    };
    const { signal } = new AbortController();
    for (const target of [targets.local, targets.remote]) await target.connect(signal);
    const policy = policyOf(profile());
    const binding = await bindingFor(state, pair, policy);
    const plan = await compare({ targets, state, policy, signal, emit: () => undefined, nowMs: Date.now() });
    const places = { local: line.path('a'), remote: line.path('b') };
    const head = { ...binding, savedMs: Date.now(), places, profile: draftOf(profile()) };
    await savePlan(line.path('site.plan'), head, plan, signal);
    for (const target of [targets.local, targets.remote]) await target.close();
    await state.close();
  }

  it('runs it from the state of its profile, and refuses it once that has moved on', async () => {
    await line.put('a', { x: 'newer' });
    await line.run(['sync', 'a', 'b']);
    await rm(line.path('b', 'x'));
    await saved();
    expect(await line.run(['apply', '-v', 'site.plan'])).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('The plan was made for the profile “Web site”.') as string,
    });
    expect(await line.tree('b')).toEqual({ x: 'newer' });
    expect((await line.run(['history', '--profile', 'Web'])).out).toContain('1 item synced');
    const again = await line.run(['apply', 'site.plan']);
    expect(again).toMatchObject({
      code: 1,
      err: expect.stringContaining('This plan was already run') as string,
    });
  });

  it('refuses it where the profile sync settings have changed, or deleted', async () => {
    await line.put('a', { x: '1' });
    await saved();
    const file = line.path('config', 'Evenkeel', 'profiles.json');
    await writeFile(file, JSON.stringify({ profiles: [{ ...profile(), deleteExtra: false }] }));
    const changed = await line.run(['apply', 'site.plan']);
    expect(changed).toMatchObject({
      code: 1,
      err: expect.stringContaining('sync settings have changed') as string,
    });
    await rm(file);
    expect((await line.run(['apply', 'site.plan'])).code).toBe(1);
    expect(await line.tree('b')).toEqual({});
  });
});

describe('conflicts', () => {
  it('tells which there are, why, and what each side has', async () => {
    await line.put('a', { notes: 'mine', same: '1' }, 10);
    await line.put('b', { notes: 'theirs!', same: '1', 'only.txt': 'o' }, 10);
    await symlink('nowhere', line.path('a', 'link'));
    const { code, out, err } = await line.run(['conflicts', 'a', 'b']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.trimEnd().split('\n')).toEqual([
      'CONFLICT        *?*  notes',
      expect.stringMatching(/^ {2}\S.+\.$/),
      expect.stringMatching(/^ {2}local: {2}4 B, changed \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/),
      expect.stringMatching(/^ {2}remote: 7 B, changed .* UTC$/),
    ]);
    expect((await line.run(['conflicts', '--report-problems', 'a', 'b'])).code).toBe(10);
    const settled = await line.run(['conflicts', '--resolve', 'local', '--report-problems', 'a', 'b']);
    expect(settled).toMatchObject({ code: 0, out: 'There are no conflicts.\n' });
    expect(await line.tree('b')).toMatchObject({ notes: 'theirs!' });
  });
});
