import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { CommandLine } from '../support/command-line.js';
import { Terminal, whyNoTerminal } from '../support/terminal.js';

let cli: CommandLine;
beforeAll(async () => {
  cli = await CommandLine.build();
});
afterAll(() => cli.remove());

beforeEach(async () => {
  for (const folder of ['local', 'remote']) {
    await rm(cli.path(folder), { recursive: true, force: true });
    await mkdir(cli.path(folder));
  }
});

/** What a file on the remote side holds; `undefined` where it is not there. */
function remote(name: string): Promise<string | undefined> {
  return readFile(cli.path('remote', name), 'utf8').catch(() => undefined);
}

/** Resolves once no run is under way. */
async function idle(): Promise<void> {
  await expect.poll(async () => (await cli.run(['history', 'local', 'remote'])).out).not.toMatch(/running/);
}

it('syncs at once, again whenever a local file changes, and ends with 0 at a signal', async () => {
  await writeFile(cli.path('local', 'before.txt'), 'before');
  const watching = cli.start(['watch', 'local', 'remote']);
  try {
    await expect.poll(() => remote('before.txt')).toBe('before');
    await writeFile(cli.path('local', 'saved.txt'), 'one');
    await expect.poll(() => remote('saved.txt')).toBe('one');
    await writeFile(cli.path('local', 'saved.txt'), 'another');
    await expect.poll(() => remote('saved.txt')).toBe('another');
    await rm(cli.path('local', 'before.txt'));
    await expect.poll(() => remote('before.txt')).toBeUndefined();
    await idle();
    // Only what was saved is looked at then: what is new elsewhere waits for the next comparison of everything.
    await writeFile(cli.path('remote', 'elsewhere.txt'), 'news');
    await writeFile(cli.path('local', 'saved.txt'), 'a third');
    await expect.poll(() => remote('saved.txt')).toBe('a third');
    await idle();
    expect(await readdir(cli.path('local'))).toContain('saved.txt');
    expect(await readdir(cli.path('local'))).not.toContain('elsewhere.txt');
  } finally {
    watching.kill('SIGTERM');
  }
  const { code, out } = await watching.ended;
  expect(code).toBe(0);
  expect(out).toContain('Watching “');
  const history = await cli.run(['history', 'local', 'remote']);
  expect(history.out).toMatch(/command line/);
  expect(history.out).toMatch(/local change/);
});

it('takes what it writes itself for no change: its log, its records, its temporary files', async () => {
  const own = ['--log', 'local/run.log', '--state-dir', 'local/st', '--own-names', 'ek_*.tmp'];
  const runs = async (): Promise<number> =>
    (await cli.run(['history', 'local', 'remote', '--state-dir', 'local/st'])).out.split('\n').length;
  const watching = cli.start(['watch', ...own, 'local', 'remote']);
  try {
    await writeFile(cli.path('local', 'saved.txt'), 'one');
    await expect.poll(() => remote('saved.txt')).toBe('one');
    await writeFile(cli.path('remote', 'news.txt'), 'news');
    await writeFile(cli.path('local', 'saved.txt'), 'another');
    await expect.poll(() => remote('saved.txt')).toBe('another');
    // What downloads wrote, and the logs of all that, are at rest by now; each run would have led to the next.
    await expect
      .poll(
        async () => {
          const before = await runs();
          await pause(5_000);
          return (await runs()) - before;
        },
        { timeout: 30_000 },
      )
      .toBe(0);
  } finally {
    watching.kill('SIGTERM');
  }
  expect((await watching.ended).code).toBe(0);
});

it('leaves conflicts, and goes on', async () => {
  await writeFile(cli.path('local', 'both.txt'), 'mine');
  await writeFile(cli.path('remote', 'both.txt'), 'theirs');
  const watching = cli.start(['watch', 'local', 'remote']);
  try {
    await writeFile(cli.path('local', 'later.txt'), 'later');
    await expect.poll(() => remote('later.txt')).toBe('later');
    await idle();
  } finally {
    watching.kill('SIGINT');
  }
  expect((await watching.ended).code).toBe(0);
  expect(await remote('both.txt')).toBe('theirs');
});

it('goes on after a failure, and says what it was', async () => {
  await writeFile(cli.path('local', 'first.txt'), 'first');
  const watching = cli.start(['watch', 'local', 'remote']);
  try {
    await expect.poll(() => remote('first.txt')).toBe('first');
    await rm(cli.path('remote'), { recursive: true });
    await writeFile(cli.path('local', 'second.txt'), 'second');
    // The remote folder is gone: nothing is concluded from that (S8).
    await expect
      .poll(async () => (await cli.run(['history', 'local', 'remote'])).out)
      .toMatch(/Couldn’t run/);
    expect(await readFile(cli.path('local', 'first.txt'), 'utf8')).toBe('first');
  } finally {
    watching.kill('SIGTERM');
  }
  const { code, err } = await watching.ended;
  expect(code).toBe(0);
  expect(err).toContain(join(cli.workplace, 'remote'));
});

it('shows what has the system start it at sign-in, and writes nothing without a terminal', async () => {
  const { code, out, err } = await cli.run(['watch', 'local', 'remote', '--every', '60', '--install']);
  expect(code).toBe(0);
  expect(out).toContain('"watch" "local" "remote" "--every" "60"\n');
  expect(out).not.toContain('--install');
  expect(err).toContain('systemctl --user enable --now evenkeel-local.service');
  await expect(readdir(join(cli.workplace, 'config', 'systemd'))).rejects.toThrow('ENOENT');
  expect(await readdir(cli.path('remote'))).toEqual([]);
});

it('S12: puts no password into that file', async () => {
  const { code, out, err } = await cli.run([
    'watch',
    'local',
    'ftp://anna:secret@127.0.0.1/site',
    '--install',
  ]);
  expect(code).not.toBe(0);
  expect(out + err).not.toContain('secret');
});

it.skipIf(whyNoTerminal())('writes it once somebody at a terminal has agreed', async () => {
  const unit = join(cli.workplace, 'config', 'systemd', 'user', 'evenkeel-local.service');
  const terminal = new Terminal(cli, ['watch', 'local', 'remote', '--install']);
  await terminal.sees('(y/N)');
  terminal.types('y\n');
  expect(await terminal.code).toBe(0);
  expect(await readFile(unit, 'utf8')).toContain('[Install]');
});

it.each([
  [['watch', 'local', 'remote', '--every', '0'], '--every'],
  [['watch', 'local', 'remote', '--mode', 'both'], '--mode'],
  [['watch', 'local'], 'Which folders?'],
  [['watch', '--profile', 'Site', '--mode', 'upload'], 'mode of its own'],
  [['watch', '--profile', 'Site', 'local'], 'already defines its folders'],
])('%j is refused before anything is done', async (words, said) => {
  const { code, err } = await cli.run(words);
  expect(code).toBe(2);
  expect(err).toContain(said);
});

it('fails as sync does where the first sync cannot begin', async () => {
  const { code, err } = await cli.run(['watch', 'nowhere', 'remote']);
  expect(code).not.toBe(0);
  expect(err).toContain('nowhere');
});
