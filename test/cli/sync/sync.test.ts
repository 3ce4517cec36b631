import { mkdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
});

describe('the command line', () => {
  it('tells what it does in pyftpsync’s symbols, and ends with 0', async () => {
    await line.put('a', { 'new.txt': 'n', 'deep/x': '1', both: 'here' });
    await line.put('b', { 'there.txt': 't', both: 'over there' });
    const { code, out, err } = await line.run(['sync', 'a', 'b']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n').filter((each) => !each.includes(' in 0:'))).toEqual([
      'MAKE FOLDER      >   [deep]',
      expect.stringMatching(/^COPY {13}[<>] {3}/),
      expect.stringMatching(/^COPY {13}[<>] {3}/),
      expect.stringMatching(/^COPY {13}[<>] {3}/),
      'CONFLICT        *?*  both',
      '',
    ]);
    expect(out).toContain('COPY             <   there.txt');
    expect(out).toContain('4 items synced, 1 conflict left, 3 B in');
    expect(await line.tree('a')).toMatchObject({ 'there.txt': 't', both: 'here' });
  });

  it('changes nothing at all in a dry run (S1)', async () => {
    await line.put('a', { x: '1' });
    const { code, out } = await line.run(['upload', '--dry-run', 'a', 'b']);
    expect(code).toBe(0);
    expect(out).toContain('COPY             >   x');
    expect(out).toContain('A run would copy to remote 1 item (1 B).');
    expect(await line.tree('b')).toEqual({});
    expect((await line.run(['upload', '-n', '--create-folder', 'a', 'c'])).code).toBe(1);
    await expect(stat(line.path('c'))).rejects.toThrow();
  });

  it('makes the last level of the remote folder where it is told to, and no other', async () => {
    await line.put('a', { x: '1' });
    expect(await line.run(['upload', 'a', 'c'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('--create-folder') as string,
    });
    expect(await line.run(['upload', '--create-folder', 'a', 'c'])).toMatchObject({ code: 0, err: '' });
    expect(await line.tree('c')).toEqual({ x: '1' });
    expect(await line.run(['upload', '--create-folder', 'a', 'd/e'])).toMatchObject({ code: 1 });
    await rm(line.path('c'), { recursive: true });
  });

  it('refuses two folders of which one holds the other, by whichever name they are called', async () => {
    await line.put('a', { 'sub/x': '1' });
    await symlink(line.path('a'), line.path('link'));
    for (const [remote, said] of [
      ['link', 'LOCAL and REMOTE are the same folder.'],
      ['link/sub', 'REMOTE is inside LOCAL.'],
      ['.', 'LOCAL is inside REMOTE.'],
    ] as const) {
      const ended = await line.run(['sync', 'a', remote]);
      expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining(said) as string });
    }
    await rm(line.path('link'));
  });

  it('leaves out what pyftpsync leaves out, and what it is told to', async () => {
    await line.put('a', {
      '.git/x': '1',
      '#recycle/x': '1',
      '.DS_Store': '1',
      'a.bak': '1',
      'deep/b.bak': '1',
      'c!': '1',
    });
    await line.run(['upload', 'a', 'b']);
    expect(await line.tree('b')).toEqual({ 'a.bak': '1', 'c!': '1', deep: null, 'deep/b.bak': '1' });
    await rm(line.path('b'), { recursive: true });
    await mkdir(line.path('b'));
    await line.run([
      'upload',
      '--exclude',
      '*.bak,.git,deep',
      '-m',
      '*.bak,*!,x',
      '--state-dir',
      's',
      'a',
      'b',
    ]);
    expect(await line.tree('b')).toEqual({ '#recycle': null, '#recycle/x': '1', 'c!': '1' });
  });

  it('stops at names that differ only in case, unless told what they are', async () => {
    await line.put('a', { 'Readme.txt': '1' });
    await line.put('b', { 'README.txt': '22' });
    const stopped = await line.run(['sync', 'a', 'b']);
    expect(stopped).toMatchObject({ code: 1, out: '' });
    expect(stopped.err).toContain('--case strict');
    await line.run(['sync', '--case', 'strict', 'a', 'b']);
    expect(await line.tree('a')).toEqual({ 'Readme.txt': '1', 'README.txt': '22' });
  });

  it('stops where much would be deleted (S7), until it is told to go on', async () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`f${index}`, 'x']));
    await line.put('b', { ...many, keep: 'k' });
    await line.put('a', { keep: 'k' });
    const mirror = ['upload', '--delete', 'a', 'b'];
    const stopped = await line.run(mirror);
    expect(stopped).toMatchObject({ code: 1 });
    expect(stopped.err).toContain('12 of 13 files would be deleted');
    expect(stopped.err).toContain('--yes');
    expect((await line.run([...mirror, '--max-delete', '12'])).code).toBe(0);
    await line.put('b', { two: '2', three: '3' });
    expect((await line.run([...mirror, '--max-delete', '1'])).code).toBe(1);
    expect((await line.run([...mirror, '--max-delete', '50%'])).code).toBe(1);
    expect((await line.run([...mirror, '--max-delete', '1', '--yes'])).code).toBe(0);
    expect(Object.keys(await line.tree('b'))).toEqual(['keep']);
  });

  it('says in a dry run, in a plan and to programs what a run would stop at (S7)', async () => {
    await line.put('a', { one: '1', two: '2' }, 60);
    await line.run(['upload', '--delete', 'a', 'b']);
    await rm(line.path('a'), { recursive: true });
    await line.put('a', { README: 'a stray file in a mount point' });
    const said =
      'All 2 files from the last sync are gone from the local side, so 2 files would be deleted on the remote';
    for (const words of [
      ['upload', '--delete', '--dry-run', 'a', 'b'],
      ['plan', '--mode', 'upload', '--delete', 'a', 'b'],
    ]) {
      const { code, err } = await line.run(words);
      expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining(said) as string });
      expect(err).toContain('--yes');
    }
    const { out } = await line.run(['upload', '--delete', '--dry-run', '--json', 'a', 'b']);
    expect(out).toMatch(/"kind":"compare-finished".*"deletionLimit":\{"kind":"side-gone","side":"remote"/);
    expect(await line.run(['upload', '--delete', 'a', 'b'])).toMatchObject({ code: 1 });
    expect(await line.tree('b')).toEqual({ one: '1', two: '2' });
  });

  it('puts a folder in the place of a file, and ends with 10 where somebody has to say which', async () => {
    await line.put('a', { docs: 'old', keep: 'k' }, 60);
    await line.run(['upload', 'a', 'b']);
    await rm(line.path('a', 'docs'));
    await line.put('a', { 'docs/index.html': 'a page' });
    await line.put('b', { docs: 'edited' });
    const open = await line.run(['upload', 'a', 'b']);
    expect(open).toMatchObject({ code: 10 });
    expect(open.out).toContain('CONFLICT        *?*  [docs]  a folder on one side, a file on the other');
    const settled = await line.run(['upload', '--resolve', 'local', 'a', 'b']);
    expect(settled).toMatchObject({ code: 0 });
    expect(settled.out).toContain('[docs]  in place of the file');
    expect(await line.tree('b')).toEqual({ docs: null, 'docs/index.html': 'a page', keep: 'k' });
    await rm(line.path('a', 'docs'), { recursive: true });
    await line.put('a', { docs: 'a file again' });
    expect(await line.run(['upload', '--delete', '--force', 'a', 'b'])).toMatchObject({ code: 0 });
    expect(await line.tree('b')).toEqual({ docs: 'a file again', keep: 'k' });
  });

  it('says that all is in sync only where it is: what the mode leaves is named, and counts as unresolved', async () => {
    await line.put('a', { same: '1' }, 60);
    await line.run(['upload', 'a', 'b']);
    expect((await line.run(['upload', 'a', 'b'])).out).toBe('Already in sync.\n');
    await line.put('b', { 'extra/x': 'x', 'extra/y': 'y' });
    const said = '1 item differs on the two sides and is skipped in this mode: “extra”.\n';
    const left = await line.run(['upload', 'a', 'b']);
    expect(left).toMatchObject({ code: 0, out: `Nothing to do; 1 item still differs.\n${said}` });
    const dry = await line.run(['upload', '--dry-run', 'a', 'b']);
    expect(dry.out).toContain(`Nothing would be changed.\n${said}`);
    expect((await line.run(['upload', '--report-problems', 'a', 'b'])).code).toBe(10);
    await line.put('b', Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`z${n}`, 'z'])));
    expect((await line.run(['upload', 'a', 'b'])).out).toContain(
      '8 items differ on the two sides and are skipped in this mode: “extra”, “z0”, “z1”, “z2”, “z3” and 3 more.',
    );
  });

  it('names what was in sync and became a link on one side, and counts it as unresolved', async () => {
    await line.put('a', { 'docs/x': '1', same: '1' }, 60);
    await line.run(['sync', 'a', 'b']);
    await rm(line.path('a', 'docs'), { recursive: true });
    await symlink(line.path(), line.path('a', 'docs'));
    const said = '1 item is a link or special file on one side only, and is skipped: “docs”.\n';
    const left = await line.run(['sync', 'a', 'b']);
    expect(left.code).toBe(0);
    expect(left.out).toContain(said);
    expect(left.out).not.toContain('in sync');
    expect((await line.run(['sync', '--report-problems', 'a', 'b'])).code).toBe(10);
    await rm(line.path('a', 'docs'));
  });

  it('keeps what it replaces, unless told not to', async () => {
    await line.put('a', { x: 'new' });
    await line.put('b', { x: 'old' }, 5);
    await line.run(['upload', '--first-sync', 'newer', 'a', 'b']);
    await stat(line.path('b', '.evenkeel-versions'));
    await rm(line.path('b', '.evenkeel-versions'), { recursive: true });
    await line.put('a', { x: 'newer still' });
    await line.run(['upload', '--no-versions', 'a', 'b']);
    expect(await line.tree('b')).toEqual({ x: 'newer still' });
    await expect(stat(line.path('b', '.evenkeel-versions'))).rejects.toThrow();
  });

  it('adds to a log what it tells', async () => {
    await line.put('a', { x: '1' });
    for (let run = 0; run < 2; run += 1) await line.run(['sync', '-qq', '--log', 'log.txt', 'a', 'b']);
    const log = await readFile(line.path('log.txt'), 'utf8');
    expect(log).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z COPY {13}> {3}x\n/);
    expect(log).toContain('Already in sync.');
  });

  it('is as quiet as it is told to be', async () => {
    await line.put('a', { x: '1' });
    expect((await line.run(['sync', '-q', 'a', 'b'])).out).toMatch(/^1 item synced.*\n$/);
    expect(await line.run(['sync', '-qq', 'a', 'b'])).toEqual({ code: 0, out: '', err: '' });
    expect((await line.run(['sync', '-v', 'a', 'b'])).out).toContain('EQUAL            =   x  Neither side');
  });

  it('never writes a colour where nobody looks', async () => {
    await line.put('a', { x: '1' });
    const { out } = await line.run(['sync', 'a', 'b'], { env: { FORCE_COLOR: '3', TERM: 'xterm-256color' } });
    expect(out).not.toContain('\u001b');
  });
});

it('knows its version', async () => {
  expect(await line.run(['--version'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
  });
});

describe('the exit code', () => {
  it('is 10 where something was left unresolved and --report-problems asks for it', async () => {
    await line.put('a', { both: 'here' });
    await line.put('b', { both: 'over there' });
    expect((await line.run(['sync', '--report-problems', 'a', 'b'])).code).toBe(10);
    expect((await line.run(['sync', 'a', 'b'])).code).toBe(0);
    expect((await line.run(['sync', '--resolve', 'skip', '--report-problems', 'a', 'b'])).code).toBe(10);
    expect(
      (await line.run(['sync', '--first-sync', 'local', '--report-problems', '--state-dir', 's2', 'a', 'b']))
        .code,
    ).toBe(0);
  });

  it('is 1 where a side cannot be reached', async () => {
    const ended = await line.run(['upload', 'a', 'ftp://127.0.0.1:1/x']);
    expect(ended).toMatchObject({ code: 1, out: '' });
    expect(ended.err.split('\n')).toHaveLength(3);
    expect(ended.err).toMatch(/^evenkeel: The server “127.0.0.1” refuses connections on port 1\.\n {2}/);
  });

  it('is 3 where it is stopped; what was under way is whole or absent, and the next run ends in sync (S5)', async () => {
    await line.put('a', { large: 'x'.repeat(200_000), small: 's' });
    const started = line.start(['upload', '--limit-rate', '20Ki', '--json', 'a', 'b']);
    await expect.poll(() => line.tree('b')).toHaveProperty('small');
    started.kill('SIGINT');
    const { code, err } = await started.ended;
    expect({ code, err }).toMatchObject({ code: 3, err: expect.stringContaining('Stopping.') as string });
    expect(await line.tree('b')).toEqual({ small: 's' });
    expect((await line.run(['upload', 'a', 'b'])).code).toBe(0);
    expect(await line.tree('b')).toEqual(await line.tree('a'));
  });

  it('is 3 at once where it is stopped twice, and S5 holds all the same', async () => {
    await line.put('a', { large: 'x'.repeat(200_000) });
    const started = line.start(['upload', '--limit-rate', '20Ki', 'a', 'b']);
    await expect.poll(async () => Object.keys(await line.tree('b')).length).toBe(1);
    started.kill('SIGINT');
    started.kill('SIGTERM');
    expect((await started.ended).code).toBe(3);
    expect((await line.run(['upload', 'a', 'b'])).code).toBe(0);
    expect(await line.tree('b')).toEqual(await line.tree('a'));
  });
});
