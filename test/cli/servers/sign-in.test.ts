import { randomUUID } from 'node:crypto';
import { appendFile, chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeKey, sshFacts } from '../../servers/real/openssh.js';
import type { TestServer } from '../../servers/server.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { readTree } from '../../engine/support/pair.js';
import { CommandLine } from '../support/command-line.js';
import { Terminal, whyNoTerminal } from '../support/terminal.js';

const why = (await whyUnavailable('pure-ftpd')) ?? (await whyUnavailable('openssh')) ?? whyNoTerminal();
const suite = why === undefined ? describe : describe.skip;

const bus = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build();
});
afterAll(() => line.remove());

suite(`the command line and an FTP server${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer('pure-ftpd', { tls: true });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    await line.put('a', { x: '1' });
    await server.own();
  });
  afterEach(async () => {
    await rm(line.path('.netrc'), { force: true });
    await rm(line.path('config'), { recursive: true, force: true });
    for (const name of ['x', '.evenkeel-versions'])
      await rm(`${server.root}/${name}`, { recursive: true, force: true });
  });

  const upload = (url: string, ...more: readonly string[]): string[] => [
    ...['upload', '--trust', server.fingerprint, ...more, 'a', url],
  ];
  const withUser = (user: string): string => server.url.replace('://', `://${user}@`);

  it('signs in with the password in the address, and warns about it', async () => {
    const ended = await line.run(upload(withUser('tester:correct%20horse')));
    expect(ended).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^Warning: Other users can see a password in an address/) as string,
    });
    expect(await readTree(server.root)).toMatchObject({ x: '1' });
  });

  it.each([
    ['EVENKEEL_PASSWORD', { EVENKEEL_PASSWORD: 'correct horse' }, ''],
    ['.netrc', {}, 'machine 127.0.0.1 login tester password "correct horse"\n'],
  ])('signs in with the password in %s', async (_where, env, netrc) => {
    await writeFile(line.path('.netrc'), netrc);
    await chmod(line.path('.netrc'), 0o600);
    const url = netrc === '' ? withUser('tester') : server.url;
    expect(await line.run(upload(url), { env })).toMatchObject({ code: 0, err: '' });
    expect(await readTree(server.root)).toMatchObject({ x: '1' });
  });

  it('stops with 3 where Ctrl-C is the answer', async () => {
    const terminal = new Terminal(line, upload(withUser('tester'), '--no-keyring'));
    await terminal.sees('Password for tester');
    terminal.types('corr\u0003');
    expect(await terminal.code).toBe(3);
  });

  it('shows a certificate that nobody vouches for, and goes on only with a yes', async () => {
    for (const [answer, code] of [
      ['n', 1],
      ['y', 0],
    ] as const) {
      const terminal = new Terminal(line, ['upload', 'a', withUser('tester')], {
        env: { EVENKEEL_PASSWORD: 'correct horse' },
      });
      await terminal.sees(server.fingerprint);
      await terminal.sees('Trust it for this run? (y/N) ');
      terminal.types(`${answer}\r`);
      expect(await terminal.code).toBe(code);
    }
    const unasked = await line.run(['upload', 'a', withUser('tester')], {
      env: { EVENKEEL_PASSWORD: 'correct horse' },
    });
    expect(unasked).toMatchObject({
      code: 1,
      err: expect.stringContaining(`--trust ${server.fingerprint}`) as string,
    });
  });

  it('tells the dialogue with the server when asked twice, without the password', async () => {
    const { err, code } = await line.run(upload(withUser('tester'), '-vv'), {
      env: { EVENKEEL_PASSWORD: 'correct horse' },
    });
    expect(code).toBe(0);
    for (const part of ['< 220', '> AUTH TLS', '> USER tester', '> PASS ***', '> STOR', '< 226'])
      expect(err).toContain(part);
    expect(err).not.toContain('correct horse');
  });

  it.skipIf(bus === '')(
    `signs a profile of the application in with its password in the keyring${bus === '' ? ' (skipped: there is no keyring)' : ''}`,
    async () => {
      const id = `test-${randomUUID()}`;
      const { default: keytar } = await import('keytar');
      await keytar.setPassword('Evenkeel', id, 'correct horse');
      try {
        await mkdir(line.path('config', 'Evenkeel'), { recursive: true });
        const profile = {
          ...{ id, name: 'Site', localFolder: line.path('a'), remoteFolder: server.url, userName: 'tester' },
          ...{ mode: 'upload', deleteExtra: false, trustedCertificate: server.fingerprint },
        };
        await writeFile(
          line.path('config', 'Evenkeel', 'profiles.json'),
          JSON.stringify({ profiles: [profile] }),
        );
        const env = { DBUS_SESSION_BUS_ADDRESS: bus };
        const run = ['profiles', 'run', 'Site'];
        expect((await line.run([...run, '--no-keyring'], { env })).code).toBe(1);
        expect(await line.run([...run, '-v'], { env })).toMatchObject({
          code: 0,
          err: '',
          out: expect.stringContaining('The password comes from: keyring.') as string,
        });
        expect(await readTree(server.root)).toMatchObject({ x: '1' });
      } finally {
        await keytar.deletePassword('Evenkeel', id);
      }
    },
  );

  it('says of a profile that only the window can decrypt its password', async () => {
    const profile = {
      ...{ id: 'p', name: 'Site', localFolder: line.path('a'), remoteFolder: server.url, userName: 'tester' },
      ...{ mode: 'upload', deleteExtra: false, trustedCertificate: server.fingerprint },
    };
    await mkdir(line.path('elsewhere'), { recursive: true });
    await writeFile(line.path('elsewhere', 'profiles.json'), JSON.stringify({ profiles: [profile] }));
    await writeFile(
      line.path('elsewhere', 'secrets.json'),
      JSON.stringify({ version: 1, secrets: { p: 'djEx' } }),
    );
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
    const run = ['profiles', 'run', '--state-dir', line.path('elsewhere'), 'Site'];
    expect(await line.run(run, { env })).toMatchObject({
      code: 1,
      err: expect.stringContaining('only the window can decrypt') as string,
    });
    const given = await line.run(run, { env: { ...env, EVENKEEL_PASSWORD: 'correct horse' } });
    expect(given).toMatchObject({ code: 0, err: '' });
  });

  it('makes the folder on the server where it is told to', async () => {
    const env = { EVENKEEL_PASSWORD: 'correct horse' };
    const url = `${withUser('tester')}/new%20one`;
    expect(await line.run(upload(url), { env })).toMatchObject({
      code: 1,
      err: expect.stringContaining('--create-folder') as string,
    });
    expect(await line.run(upload(url, '--create-folder'), { env })).toMatchObject({ code: 0, err: '' });
    expect(await readTree(`${server.root}/new one`)).toEqual({ x: '1' });
    await rm(`${server.root}/new one`, { recursive: true });
  });
});

describe('the command line and a server that refuses a password', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer('ftp-srv');
    await line.put('a', { x: '1' });
  });
  afterAll(() => server.stop());
  const words = (...more: readonly string[]): string[] => [
    ...['upload', ...more, 'a', server.url.replace('://', '://tester@')],
  ];

  it('asks nobody where nobody sits there, and does not look where it must not', async () => {
    await writeFile(line.path('.netrc'), 'machine 127.0.0.1 login tester password "correct horse"\n');
    const ended = await line.run(words('--no-netrc', '--no-keyring'));
    expect(ended).toMatchObject({ code: 1, out: '' });
    expect(ended.err).toContain(
      'The server “127.0.0.1” requires a password for “tester”, and none is saved.',
    );
    expect(ended.err).toContain('Use --prompt, the keyring, .netrc or EVENKEEL_PASSWORD.');
    const wrong = await line.run(words('--no-netrc', '--no-keyring'), {
      env: { EVENKEEL_PASSWORD: 'wrong' },
    });
    expect(wrong.err).toContain('does not accept');
    await rm(line.path('.netrc'));
  });

  it.skipIf(whyNoTerminal())(
    'asks for the password, again where it is wrong, and never shows it',
    async () => {
      const terminal = new Terminal(line, words('--no-keyring'));
      await terminal.sees('Password for tester on 127.0.0.1: ');
      terminal.types('wrong\r');
      await terminal.sees('does not accept');
      await terminal.sees('Password for tester on 127.0.0.1: ');
      terminal.types('mistake\u0015correct horsf\u007fe\r');
      await terminal.sees('1 item synced');
      expect(await terminal.code).toBe(0);
      expect(terminal.shown).not.toMatch(/wrong|horse|mistake/);
    },
  );

  it.skipIf(whyNoTerminal())('asks nobody with --no-prompt, not even at a terminal', async () => {
    const terminal = new Terminal(line, words('--no-keyring', '--no-prompt'));
    expect(await terminal.code).toBe(1);
    expect(terminal.shown).not.toContain('Password');
  });
});

suite(`the command line and an SSH server${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer('openssh');
    const facts = await sshFacts(server);
    await mkdir(line.path('.ssh'), { recursive: true });
    await writeFile(
      line.path('.ssh', 'config'),
      `Host 127.0.0.1\n  User ${facts.user}\n  IdentityFile ${facts.identityFile}\n`,
    );
    await line.put('a', { x: '1' });
  });
  afterAll(() => server.stop());

  it('stops at a host key that it does not know, unless told not to look or whom to trust', async () => {
    const { fingerprint } = await sshFacts(server);
    const words = ['sync', '--no-keyring', 'a', `${server.url}${server.root}`];
    expect(await line.run(words)).toMatchObject({
      code: 1,
      err: expect.stringContaining(fingerprint) as string,
    });
    expect(await line.run([...words, '--no-verify-host-keys'])).toMatchObject({
      code: 0,
      err: expect.stringContaining('Warning: The host key') as string,
    });
    expect(await line.run([...words, '--trust', fingerprint])).toMatchObject({ code: 0, err: '' });
    expect(await readTree(server.root)).toEqual({ x: '1' });
  });

  it('knows a host that known_hosts knows, and a user by their key, without asking for anything', async () => {
    const { hostKey } = await sshFacts(server);
    await writeFile(line.path('.ssh', 'known_hosts'), `[127.0.0.1]:${server.port} ${hostKey}\n`);
    const terminal = new Terminal(line, ['sync', 'a', `${server.url}${server.root}`]);
    expect(await terminal.code).toBe(0);
    expect(terminal.shown).toContain('Already in sync.');
  });

  it('signs in with the key that --identity names, wherever it lies', async () => {
    const { hostKey, identityFile, user } = await sshFacts(server);
    await writeFile(line.path('.ssh', 'known_hosts'), `[127.0.0.1]:${server.port} ${hostKey}\n`);
    await writeFile(line.path('.ssh', 'config'), `Host 127.0.0.1\n  User ${user}\n`);
    const words = ['sync', '--no-keyring', '--no-prompt', 'a', `${server.url}${server.root}`];
    expect(await line.run(words)).toMatchObject({
      code: 1,
      err: expect.stringContaining('accepts none of this computer’s keys') as string,
    });
    expect(await line.run([...words, '--identity', identityFile])).toMatchObject({ code: 0, err: '' });
  });

  describe('and a key with a passphrase', () => {
    let words: readonly string[];
    beforeAll(async () => {
      const { authorizedKeysFile, hostKey, user } = await sshFacts(server);
      await writeFile(line.path('.ssh', 'known_hosts'), `[127.0.0.1]:${server.port} ${hostKey}\n`);
      await writeFile(line.path('.ssh', 'config'), `Host 127.0.0.1\n  User ${user}\n`);
      await makeKey(line.path('locked'), 'open sesame');
      await appendFile(authorizedKeysFile, await readFile(line.path('locked.pub'), 'utf8'));
      words = ['sync', '--identity', 'locked', 'a', `${server.url}${server.root}`];
    });

    it('opens it with EVENKEEL_PASSPHRASE, and says what is wrong without', async () => {
      const unasked = [...words, '--no-keyring', '--no-prompt'];
      const env = { EVENKEEL_PASSPHRASE: 'open sesame' };
      expect(await line.run(unasked, { env })).toMatchObject({ code: 0, err: '' });
      const without = await line.run(unasked);
      expect(without.code).toBe(1);
      expect(without.err).toMatch(
        /“locked” could not be tried: it has a passphrase\..*Enter the passphrase/s,
      );
      const wrong = await line.run(unasked, { env: { EVENKEEL_PASSPHRASE: 'swordfish' } });
      expect(wrong.err).toMatch(/the passphrase does not open it/);
      expect(without.err + wrong.err).not.toMatch(/swordfish|in the profile/);
    });

    it.skipIf(whyNoTerminal())('asks for it, again where it is wrong, and never shows it', async () => {
      const terminal = new Terminal(line, [...words, '--no-keyring']);
      await terminal.sees('Passphrase for the key (empty to use a password): ');
      terminal.types('wrong\r');
      await terminal.sees('does not open it');
      await terminal.sees('Passphrase for the key');
      terminal.types('open sesame\r');
      expect(await terminal.code).toBe(0);
      expect(terminal.shown).not.toMatch(/wrong|sesame/);
    });

    it.skipIf(bus === '')(
      `stores it in the keyring where told to, and finds it there${bus === '' ? ' (skipped: there is no keyring)' : ''}`,
      async () => {
        const env = { DBUS_SESSION_BUS_ADDRESS: bus };
        const { default: keytar } = await import('keytar');
        const account = `sftp://127.0.0.1:${server.port}:passphrase`;
        try {
          const storing = { env: { ...env, EVENKEEL_PASSPHRASE: 'open sesame' } };
          expect((await line.run([...words, '--store-password'], storing)).out).toContain(
            'The passphrase is in the keyring now.',
          );
          expect(await keytar.getPassword('Evenkeel', account)).toBe('open sesame');
          expect(await line.run([...words, '--no-prompt'], { env })).toMatchObject({ code: 0, err: '' });
        } finally {
          await keytar.deletePassword('Evenkeel', account);
        }
      },
    );
  });
});
