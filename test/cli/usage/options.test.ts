import { chmod, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/main/cli/commands/table.js';
import { readTree, type Tree } from '../../engine/support/pair.js';
import type { TestServer } from '../../servers/server.js';
import { startServer } from '../../servers/start-server.js';
import { CommandLine } from '../support/command-line.js';
import { startLineProxy } from '../../servers/proxies/line-proxy.js';
import { Terminal, whyNoTerminal } from '../support/terminal.js';

// An option that is read and has no effect is a defect: what each does beside what happens without it, where no other test says so.

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());

async function empty(): Promise<void> {
  for (const folder of ['a', 'b', 'config']) await rm(line.path(folder), { recursive: true, force: true });
  await line.put('a', {});
  await line.put('b', {});
}

it('every option of every command is in a test of the command line', async () => {
  const within = [
    join(import.meta.dirname, '..'),
    join(import.meta.dirname, '..', '..', '..', 'src', 'main', 'cli'),
  ];
  const texts: string[] = [];
  for (const folder of within) {
    for (const name of await readdir(folder, { recursive: true })) {
      if (name.endsWith('.test.ts')) texts.push(await readFile(join(folder, name), 'utf8'));
    }
  }
  const flags = COMMANDS.flatMap(({ options }) => options.flatMap((group) => group.options)).map(
    (option) => /--[a-z-]+/.exec(option.flags)?.[0] ?? '',
  );
  const tried = (flag: string): boolean => texts.some((text) => new RegExp(`${flag}(?![a-z-])`).test(text));
  expect([...new Set(flags)].filter((flag) => !tried(flag))).toEqual([]);
});

interface Case {
  /** The command, without what it is about. */
  readonly words: string;
  readonly before: readonly [a: Tree, b: Tree];
  /** Ages in minutes. */
  readonly ages?: readonly [a: number, b: number];
  readonly after: readonly [a: Tree, b: Tree];
}

const LONG = { x: 'the local one' };
const SHORT = { x: 'remote' };

describe('an option about the two folders', () => {
  beforeEach(empty);

  const cases: readonly Case[] = [
    {
      words: 'upload --delete --exclude *.bak',
      before: [{ k: 'k' }, { k: 'k', 'x.bak': '' }],
      after: [{ k: 'k' }, { k: 'k', 'x.bak': '' }],
    },
    {
      words: 'upload --delete-unmatched --exclude *.bak',
      before: [{ k: 'k' }, { k: 'k', 'x.bak': '' }],
      after: [{ k: 'k' }, { k: 'k' }],
    },
    {
      words: 'download --delete-unmatched --match k',
      before: [{ k: 'k', y: '' }, { k: 'k' }],
      after: [{ k: 'k' }, { k: 'k' }],
    },
    { words: 'sync', before: [LONG, SHORT], ages: [1, 9], after: [LONG, SHORT] },
    { words: 'sync --resolve new', before: [LONG, SHORT], ages: [1, 9], after: [LONG, LONG] },
    { words: 'sync --resolve old', before: [LONG, SHORT], ages: [1, 9], after: [SHORT, SHORT] },
    { words: 'sync --resolve new', before: [LONG, SHORT], ages: [5, 5], after: [LONG, SHORT] },
    { words: 'sync --resolve local', before: [LONG, SHORT], ages: [5, 5], after: [LONG, LONG] },
    { words: 'sync --resolve remote', before: [LONG, SHORT], ages: [5, 5], after: [SHORT, SHORT] },
    { words: 'sync --resolve skip', before: [LONG, SHORT], ages: [1, 9], after: [LONG, SHORT] },
    { words: 'upload --resolve local', before: [LONG, SHORT], ages: [9, 1], after: [LONG, LONG] },
    { words: 'download --resolve remote', before: [LONG, SHORT], ages: [1, 9], after: [SHORT, SHORT] },
    { words: 'sync', before: [{ x: '1' }, { x: '2' }], ages: [5, 5], after: [{ x: '1' }, { x: '2' }] },
    {
      words: 'sync --compare content --resolve local',
      before: [{ x: '1' }, { x: '2' }],
      ages: [5, 5],
      after: [{ x: '1' }, { x: '1' }],
    },
    {
      words: 'sync --compare time --resolve local',
      before: [{ x: '1' }, { x: '2' }],
      ages: [5, 9],
      after: [{ x: '1' }, { x: '1' }],
    },
    {
      words: 'sync --compare size --resolve local',
      before: [{ x: '1' }, { x: '2' }],
      ages: [5, 9],
      after: [{ x: '1' }, { x: '2' }],
    },
    { words: 'sync --case local', before: [{ Abc: '1' }, { ABC: '1' }], after: [{ Abc: '1' }, { Abc: '1' }] },
    {
      words: 'sync --case remote',
      before: [{ Abc: '1' }, { ABC: '1' }],
      after: [{ ABC: '1' }, { ABC: '1' }],
    },
    {
      words: 'sync --case strict',
      before: [{ Abc: '1' }, { ABC: '1' }],
      after: [
        { ABC: '1', Abc: '1' },
        { ABC: '1', Abc: '1' },
      ],
    },
    {
      words: 'sync --ignore /d/* --ignore !/d/x',
      before: [{ k: 'k', 'd/x': 'x', 'd/y': 'y' }, {}],
      after: [
        { d: null, k: 'k', 'd/x': 'x', 'd/y': 'y' },
        { d: null, k: 'k', 'd/x': 'x' },
      ],
    },
    {
      words: 'sync --hidden exclude',
      before: [{ '.h': 'h', k: 'k' }, {}],
      after: [{ '.h': 'h', k: 'k' }, { k: 'k' }],
    },
    {
      words: 'sync --system exclude',
      before: [{ 'Thumbs.db': 'h', k: 'k' }, {}],
      after: [{ 'Thumbs.db': 'h', k: 'k' }, { k: 'k' }],
    },
    {
      words: 'sync --min-size 2',
      before: [{ k: 'k', l: 'll' }, {}],
      after: [{ k: 'k', l: 'll' }, { l: 'll' }],
    },
    {
      words: 'sync --max-size 1',
      before: [{ k: 'k', l: 'll' }, {}],
      after: [{ k: 'k', l: 'll' }, { k: 'k' }],
    },
    { words: 'sync --min-age 1', before: [{ k: 'k' }, {}], after: [{ k: 'k' }, {}] },
    { words: 'sync --max-age 1', before: [{ k: 'k' }, {}], ages: [3000, 5], after: [{ k: 'k' }, {}] },
    { words: 'sync --max-age 1', before: [{ k: 'k' }, {}], after: [{ k: 'k' }, { k: 'k' }] },
  ];

  it.each(cases)('$words', async ({ words, before, ages: [a, b] = [5, 5], after }) => {
    await line.put('a', before[0], a);
    await line.put('b', before[1], b);
    const ended = await line.run([...words.split(' '), '--no-versions', 'a', 'b']);
    expect({ ...ended, out: '' }).toEqual({ code: 0, out: '', err: '' });
    expect([await line.tree('a'), await line.tree('b')]).toEqual(after);
  });

  it('--verbose and --quiet: more or less is told', async () => {
    await line.put('a', { x: '1' });
    await line.put('b', { x: '1' });
    const told = async (...more: readonly string[]) => (await line.run(['sync', ...more, 'a', 'b'])).out;
    expect(await told('--verbose')).toMatch(/^EQUAL/);
    expect(await told()).toBe('Already in sync.\n');
    expect(await told('--quiet', '--quiet')).toBe('');
  });

  it('--versions: goes before a task that says otherwise', async () => {
    const task =
      'tasks: { default: { command: upload, local: ., remote: ../b, versions: false, force: true } }';
    for (const [words, kept] of [
      [['run'], false],
      [['run', '--versions'], true],
    ] as const) {
      await line.put('a', { x: kept ? 'newest' : 'newer', 'evenkeel.yaml': task });
      await line.put('b', { x: 'old' }, 9);
      expect((await line.run(words, { cwd: line.path('a') })).code).toBe(0);
      expect((await readdir(line.path('b'))).includes('.evenkeel-versions')).toBe(kept);
    }
  });

  it('--state-dir: what was remembered in one place is not known in another', async () => {
    await line.put('a', { x: 'x', y: 'y' });
    await line.run(['sync', '--state-dir', 'one', 'a', 'b']);
    await rm(line.path('b', 'x'));
    expect((await line.run(['sync', '--state-dir', 'two', '--dry-run', 'a', 'b'])).out).toContain('COPY');
    expect((await line.run(['sync', '--state-dir', 'one', '--dry-run', 'a', 'b'])).out).toContain(
      'DELETE LOCAL',
    );
  });

  it.skipIf(whyNoTerminal())('--no-color: no colours at a terminal either', async () => {
    await line.put('a', { x: 'x' });
    const colours = ['\u001B[36m', '\u001B[39m'];
    for (const [more, shown] of [
      [[], true],
      [['--no-color'], false],
    ] as const) {
      const terminal = new Terminal(line, ['sync', '--dry-run', ...more, 'a', 'b']);
      expect(await terminal.code).toBe(0);
      for (const colour of colours) expect(terminal.raw.includes(colour)).toBe(shown);
    }
  });
});

describe('an option about the server', () => {
  let server: TestServer;
  const tree = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`f${index}`, 'x'.repeat(3000)]));
  const address = (): string => server.url.replace('://', '://tester@');
  const right = { env: { EVENKEEL_PASSWORD: 'correct horse' } };
  beforeAll(async () => {
    server = await startServer('ftp-srv');
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    await empty();
    for (const name of await readdir(server.root)) await rm(join(server.root, name), { recursive: true });
    await line.put('a', tree);
  });

  it('--connections: as many are opened as may be, and no more', async () => {
    for (const count of [1, 3]) {
      const { err, code } = await line.run(
        ['upload', '-vv', '--connections', String(count), '--force', 'a', address()],
        right,
      );
      expect(code).toBe(0);
      expect(err.match(/> USER tester/g)?.length).toBeLessThanOrEqual(count);
      expect(err.match(/> USER tester/g)?.length).toBeGreaterThanOrEqual(Math.min(count, 2));
      for (const name of await readdir(server.root)) await rm(join(server.root, name), { recursive: true });
    }
    expect(Object.keys(await readTree(server.root))).toEqual([]);
  });

  it('--encoding: names are written in it', async () => {
    const written = async (...more: readonly string[]): Promise<boolean> => {
      // Another folder each time: the first one's baseline has the name already.
      const folder = `a-${more.join('')}`;
      await line.put(folder, { é: 'x' });
      expect(await line.run(['upload', ...more, folder, address()], right)).toMatchObject({ code: 0 });
      const names = await readdir(server.root, { encoding: 'buffer' });
      return names.some((name) => name.equals(Buffer.from('é')));
    };
    expect(await written('--encoding', 'windows-1252')).toBe(false);
    expect(await written('--encoding', 'utf-8')).toBe(true);
  });

  it.each(['socks5', 'http'] as const)('--proxy: signs in to a proxy of the kind %s', async (kind) => {
    const proxy = await startLineProxy(kind, { userName: 'anna', password: 'proxy secret' });
    try {
      const url = proxy.url.replace('://', '://anna@');
      const env = { ...right.env, EVENKEEL_PROXY_PASSWORD: 'proxy secret' };
      const ended = await line.run(['tree', '-vv', '--proxy', url, address()], { env });
      expect(ended).toMatchObject({ code: 0 });
      expect(ended.err).not.toContain('proxy secret');
      expect(proxy.asked.length).toBeGreaterThan(0);
      const refused = await line.run(['tree', '--proxy', url, address()], {
        env: { ...right.env, EVENKEEL_PROXY_PASSWORD: 'another one' },
      });
      expect(refused).toMatchObject({
        code: 1,
        err: expect.stringContaining('does not accept the user name and password') as string,
      });
    } finally {
      await proxy.stop();
    }
  });

  it('--tls: port 990 means that TLS is there from the first byte, unless it is said otherwise', async () => {
    const hello = async (...more: readonly string[]): Promise<string> => {
      const proxy = await startLineProxy('http');
      try {
        await line.run(['tree', '-vv', '--proxy', proxy.url, ...more], right);
        return proxy.asked.join();
      } finally {
        await proxy.stop();
      }
    };
    expect(await hello('--tls', 'implicit', 'ftps://tester@127.0.0.1/')).toBe('127.0.0.1:990');
    expect(await hello('ftps://tester@127.0.0.1/')).toBe('127.0.0.1:21');
  });

  it('--ftp-active: the server opens the data connections', async () => {
    const passive = await line.run(['tree', '-vv', address()], right);
    expect(passive.err).toMatch(/> (EPSV|PASV)/);
    const active = await line.run(['tree', '-vv', '--ftp-active', address()], right);
    expect(active).toMatchObject({ code: 0 });
    expect(active.err).toMatch(/> (EPRT|PORT)/);
    expect(active.err).not.toMatch(/> (EPSV|PASV)/);
  });

  it.skipIf(whyNoTerminal())('--prompt: asks although the password is known', async () => {
    const terminal = new Terminal(line, ['tree', '--prompt', address()], right);
    await terminal.sees('Password for tester');
    terminal.types('correct horse\r');
    expect(await terminal.code).toBe(0);
  });

  const bus = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  it.skipIf(bus === '')(
    `--store-password and --no-keyring: into the keyring, and not out of it${bus === '' ? ' (skipped: there is no keyring)' : ''}`,
    async () => {
      const keyring = { DBUS_SESSION_BUS_ADDRESS: bus };
      // In processes, because a keyring is found through the environment of the process.
      const asked = (...more: readonly string[]) =>
        line.start(['tree', '--no-netrc', ...more, address()], { env: keyring }).ended;
      expect((await asked()).code).toBe(1);
      const stored = await line.start(['tree', '--store-password', address()], {
        env: { ...keyring, ...right.env },
      }).ended;
      expect(stored).toMatchObject({ code: 0, out: expect.stringContaining('in the keyring now') as string });
      expect((await asked()).code).toBe(0);
      expect((await asked('--no-keyring')).code).toBe(1);
    },
  );
});

it('a task takes the options of the command line under their own names', async () => {
  await empty();
  await line.put('a', { x: 'x', 'y.bak': 'y' });
  await writeFile(
    line.path('a', 'pyftpsync.yaml'),
    'common_config: { no_color: true, verbose: 4, no_prompt: true }\ntasks:\n  default: { command: upload, local: ., remote: ../b, match: "*.bak", delete: false, resolve: skip }\n',
  );
  expect(await line.run(['run'], { cwd: line.path('a') })).toMatchObject({ code: 0, err: '' });
  expect(await line.tree('b')).toEqual({ 'y.bak': 'y' });
});

describe('an option about links, permissions and versions', () => {
  beforeEach(empty);

  it('--links copy and --permissions keep: a link stays one, and a file keeps its mode', async () => {
    await line.put('a', { x: 'x' });
    await chmod(line.path('a', 'x'), 0o640);
    await symlink('x', line.path('a', 'l'));
    expect((await line.run(['sync', '--links', 'copy', '--permissions', 'keep', 'a', 'b'])).code).toBe(0);
    expect(await readlink(line.path('b', 'l'))).toBe('x');
    expect((await stat(line.path('b', 'x'))).mode & 0o777).toBe(0o640);
  });

  it('--versions-days and --versions-size: are checked', async () => {
    for (const words of [
      ['--versions-days', '0'],
      ['--versions-size', '10 kB'],
    ]) {
      expect(await line.run(['sync', ...words, 'a', 'b'])).toMatchObject({ code: 2 });
    }
  });
});
