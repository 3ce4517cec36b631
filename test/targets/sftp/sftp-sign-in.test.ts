import { execFile } from 'node:child_process';
import { appendFile, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError } from '../../../src/shared/problem-error.js';
import type { Problem } from '../../../src/shared/problem.js';
import type { SftpTarget } from '../../../src/main/targets/sftp/sftp-target.js';
import { makeKey, sshFacts, type SshFacts } from '../../servers/real/openssh.js';
import { startPasswordServer, type PasswordMethod } from '../../servers/scripted/password-server.js';
import { freePort, startProcess } from '../../servers/process.js';
import type { TestServer } from '../../servers/server.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { NEVER, problemOf } from '../contract/support/tools.js';
import { sftpTargetOf } from '../contract/support/sftp.js';

const why = await whyUnavailable('openssh');
const suite = why === undefined ? describe : describe.skip;

suite(`signing in by SSH${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  const cleanups: (() => Promise<void>)[] = [];
  let home = '';
  let server: TestServer;
  let facts: SshFacts;
  let targetOf: Awaited<ReturnType<typeof sftpTargetOf>>;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'evenkeel-home-'));
    cleanups.push(() => rm(home, { recursive: true, force: true }));
    await mkdir(join(home, '.ssh'));
    server = await startServer('openssh');
    cleanups.push(() => server.stop());
    facts = await sshFacts(server);
    targetOf = await sftpTargetOf(server, home);
  });
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  function opened(changes: Parameters<typeof targetOf>[0] = {}): SftpTarget {
    const target = targetOf(changes);
    cleanups.push(() => target.close());
    return target;
  }

  async function problemWith(changes: Parameters<typeof targetOf>[0]): Promise<Problem> {
    const error: unknown = await opened(changes)
      .connect(NEVER)
      .catch((reason: unknown) => reason);
    if (!(error instanceof ProblemError)) throw error;
    return error.problem;
  }

  const knownHosts = (text: string): Promise<void> => writeFile(join(home, '.ssh/known_hosts'), text);
  const knownAs = (): string => `[127.0.0.1]:${server.port}`;

  /** A new key that the server accepts. */
  async function acceptedKey(
    name: string,
    passphrase = '',
    options: readonly string[] = [],
  ): Promise<string> {
    const file = join(home, '.ssh', name);
    await makeKey(file, passphrase, options);
    await appendFile(facts.authorizedKeysFile, await readFile(`${file}.pub`));
    return file;
  }

  test('an unknown host key is shown, nobody signs in before it is trusted, and then it works', async () => {
    const { kind, certificate } = await problemWith({ trustedHostKey: undefined });
    expect(kind).toBe('certificate-unknown');
    expect(certificate).toMatchObject({
      subject: `127.0.0.1:${server.port}`,
      fingerprint: facts.fingerprint,
    });
    expect(certificate?.issuer).toMatch(/^ssh-ed25519 host key, SHA256:/);
    expect(await server.log()).not.toMatch(/Accepted|Failed/);

    await opened({ trustedHostKey: certificate?.fingerprint }).connect(NEVER);
    expect(await server.log()).toMatch(/Accepted publickey/);
    expect(await readdir(join(home, '.ssh'))).toEqual([]);
  });

  test('a host that is known needs no trust, plain or hashed', async () => {
    await knownHosts(`${knownAs()} ${facts.hostKey}\n`);
    await opened({ trustedHostKey: undefined }).connect(NEVER);
    await promisify(execFile)('ssh-keygen', ['-q', '-H', '-f', join(home, '.ssh/known_hosts')]);
    expect(await readFile(join(home, '.ssh/known_hosts'), 'utf8')).toMatch(/^\|1\|/);
    await opened({ trustedHostKey: undefined }).connect(NEVER);
  });

  test('a host key that is not the trusted or the known one stops, and nobody signs in', async () => {
    const other = Array.from({ length: 32 }, () => 'AB').join(':');
    expect(await problemWith({ trustedHostKey: other })).toMatchObject({
      kind: 'certificate-changed',
      certificate: { fingerprint: facts.fingerprint },
    });
    await makeKey(join(home, 'other'));
    await knownHosts(`${knownAs()} ${await readFile(join(home, 'other.pub'), 'utf8')}`);
    expect(await problemWith({ trustedHostKey: undefined })).toMatchObject({ kind: 'certificate-changed' });
    expect(await server.log()).not.toMatch(/Accepted|Failed/);
  });

  test('a revoked host key stops, even if it was trusted, and cannot be trusted', async () => {
    await knownHosts(`@revoked * ${facts.hostKey}\n`);
    const problem = await problemWith({});
    expect(problem.kind).toBe('certificate-changed');
    expect(problem.certificate).toBeUndefined();
  });

  test.each([
    ['OpenSSH’s form, Ed25519', ['-t', 'ed25519']],
    ['OpenSSH’s form, RSA', ['-t', 'rsa', '-b', '2048']],
    ['PEM, ECDSA', ['-t', 'ecdsa', '-m', 'PEM']],
    ['PEM, RSA', ['-t', 'rsa', '-b', '2048', '-m', 'PEM']],
  ])('a key with a passphrase opens with it (%s)', async (_form, options) => {
    const privateKeyFile = await acceptedKey('mine', 'open sesame', options);
    await opened({ privateKeyFile, passphrase: 'open sesame' }).connect(NEVER);
    await opened({ privateKeyFile, password: 'open sesame' }).connect(NEVER);
    await opened({ privateKeyFile, passphrase: 'open sesame', password: 'another' }).connect(NEVER);
    const problem = await problemWith({ privateKeyFile, passphrase: 'wrong' });
    expect(problem.kind).toBe('key-locked');
    expect(problem.what).toMatch(/“mine”.* the passphrase does not open it/);
  });

  test('a key in PuTTY’s newest form signs in', async () => {
    const privateKeyFile = join(home, 'putty.ppk');
    await writeFile(privateKeyFile, PPK);
    await appendFile(facts.authorizedKeysFile, `ssh-ed25519 ${PPK_PUBLIC} tests\n`);
    await opened({ privateKeyFile, password: 'open sesame' }).connect(NEVER);
    const problem = await problemWith({ privateKeyFile, password: 'wrong' });
    expect(problem.what).toContain('it has a passphrase');
  });

  test('a key file that cannot be used is said to be so', async () => {
    await writeFile(join(home, 'note'), 'not a key');
    for (const name of ['note', 'absent']) {
      const problem = await problemWith({ privateKeyFile: join(home, name) });
      expect(problem.kind).toBe('sign-in-refused');
      expect(problem.what).toContain(`“${name}”`);
    }
  });

  test('without a password the user’s own keys are tried', async () => {
    await acceptedKey('id_ed25519');
    await opened({ privateKeyFile: undefined }).connect(NEVER);
  });

  test('a passphrase or a password opens the user’s own key where that has a passphrase', async () => {
    await acceptedKey('id_ed25519', 'open sesame');
    await opened({ privateKeyFile: undefined, passphrase: 'open sesame' }).connect(NEVER);
    await opened({ privateKeyFile: undefined, password: 'open sesame' }).connect(NEVER);
    expect(await problemWith({ privateKeyFile: undefined })).toMatchObject({ kind: 'key-locked' });
  });

  test('a user without any accepted key is told so', async () => {
    const problem = await problemWith({ privateKeyFile: undefined });
    expect(problem).toMatchObject({ kind: 'sign-in-refused' });
    const withPassword = await problemWith({ privateKeyFile: undefined, password: 'guess' });
    expect(withPassword.what).toContain('accepts only keys');
  });

  test('the keys of an SSH agent are used', async () => {
    const agentSocket = join(home, 'agent');
    const agent = await startAgent(agentSocket);
    cleanups.push(agent.stop);
    await promisify(execFile)('ssh-add', ['-q', facts.identityFile], {
      env: { ...process.env, SSH_AUTH_SOCK: agentSocket },
    });
    await opened({ privateKeyFile: undefined, agentSocket }).connect(NEVER);
    expect(
      await problemOf(opened({ privateKeyFile: undefined, agentSocket: join(home, 'none') }).connect(NEVER)),
    ).toBe('sign-in-refused');
  });

  test('of the keys of an agent, none but those that the configuration names is tried where it says so', async () => {
    const agentSocket = join(home, 'agent');
    const agent = await startAgent(agentSocket);
    cleanups.push(agent.stop);
    const env = { ...process.env, SSH_AUTH_SOCK: agentSocket };
    // More than a server lets anybody try.
    const others = Array.from({ length: 8 }, (_, index) => join(home, `other${index}`));
    for (const file of others) await makeKey(file);
    await promisify(execFile)('ssh-add', ['-q', ...others], { env });
    const mine = await acceptedKey('mine', 'open sesame');
    await promisify(execFile)('ssh-keygen', ['-q', '-p', '-P', 'open sesame', '-N', '', '-f', mine]);
    await promisify(execFile)('ssh-add', ['-q', mine], { env });
    await rm(mine);
    const changes = { privateKeyFile: undefined, agentSocket };
    expect(await problemWith(changes)).toMatchObject({ kind: 'sign-in-refused' });
    await writeFile(join(home, '.ssh/config'), 'Include more/*\n');
    await mkdir(join(home, '.ssh/more'));
    const lines = ['Match host 127.0.0.1', 'IdentitiesOnly yes', 'IdentityFile ~/.ssh/mine'];
    await writeFile(join(home, '.ssh/more/10-here'), lines.join('\n'));
    await opened(changes).connect(NEVER);
    await writeFile(join(home, '.ssh/more/00-first'), 'IdentityAgent none\n');
    expect(await problemWith(changes)).toMatchObject({ kind: 'sign-in-refused' });
  });

  test('the configuration of ssh gives a host its name, port, user and key', async () => {
    await copyFile(facts.identityFile, join(home, '.ssh/special key'));
    await knownHosts(`${knownAs()} ${facts.hostKey}\n`);
    const lines = ['Host box', 'HostName 127.0.0.1', `Port ${server.port}`, `User ${facts.user}`];
    await writeFile(join(home, '.ssh/config'), [...lines, 'IdentityFile "~/.ssh/special key"'].join('\n'));
    await opened({
      host: 'box',
      port: 22,
      userName: '',
      privateKeyFile: undefined,
      trustedHostKey: undefined,
    }).connect(NEVER);
  });

  test('a host that is known by another name and with several keys needs no trust', async () => {
    const { hostKey } = facts;
    await makeKey(join(home, 'rsa'), '', ['-t', 'rsa', '-b', '2048']);
    await knownHosts(`cluster ${await readFile(join(home, 'rsa.pub'), 'utf8')}cluster ${hostKey}\n`);
    await writeFile(join(home, '.ssh/config'), 'HostKeyAlias Cluster\n');
    await opened({ trustedHostKey: undefined }).connect(NEVER);
  });

  test('a host can be reached through another one', async () => {
    const gate = await startServer('openssh');
    cleanups.push(() => gate.stop());
    const gateFacts = await sshFacts(gate);
    await copyFile(gateFacts.identityFile, join(home, '.ssh/gate'));
    const config = ['Host gate', 'HostName 127.0.0.1', `Port ${gate.port}`, `User ${gateFacts.user}`];
    config.push('IdentityFile ~/.ssh/gate', 'Host 127.0.0.1', 'ProxyJump gate');
    await writeFile(join(home, '.ssh/config'), config.join('\n'));
    const unknown = await problemWith({});
    expect(unknown.kind).toBe('certificate-unknown');
    expect(unknown.what).toContain('“gate”');
    expect(unknown.certificate).toBeUndefined();
    await knownHosts(`[127.0.0.1]:${gate.port} ${gateFacts.hostKey}\n`);
    await opened().connect(NEVER);
    expect(await gate.log()).toMatch(/Accepted publickey/);
  });

  test.each<PasswordMethod>(['password', 'keyboard-interactive'])(
    'the right password signs in by the method “%s”, a wrong one is said to be wrong, and never shown',
    async (method) => {
      await makeKey(join(home, 'host'));
      const taking = await startPasswordServer(join(home, 'host'), method, 'anna', 'correct horse');
      cleanups.push(() => taking.stop());
      const changes = {
        port: taking.port,
        userName: 'anna',
        privateKeyFile: undefined,
        trustedHostKey: undefined,
      };
      const unknown = await problemWith({ ...changes, password: 'correct horse' });
      expect(taking.tried).toEqual([]);
      const trustedHostKey = unknown.certificate?.fingerprint;
      await opened({ ...changes, trustedHostKey, password: 'correct horse' }).connect(NEVER);
      expect(taking.tried).toEqual(['none', method]);

      const error: unknown = await opened({ ...changes, trustedHostKey, password: 'very secret' })
        .connect(NEVER)
        .catch((reason: unknown) => reason);
      if (!(error instanceof ProblemError)) throw error;
      expect(error.problem.kind).toBe('sign-in-refused');
      expect(error.problem.what).toContain('with this password');
      for (let at: unknown = error; at instanceof Error; at = at.cause) {
        expect(`${at.message} ${at.stack ?? ''}`).not.toContain('very secret');
      }
    },
  );

  test('a server that is not SSH is given up on', async () => {
    const port = await freePort();
    const web = await startProcess(
      process.execPath,
      [
        '-e',
        `require('net').createServer((s) => s.end('HTTP/1.1 400\\r\\n\\r\\n')).listen(${port}, '127.0.0.1')`,
      ],
      port,
      { ELECTRON_RUN_AS_NODE: '1' },
    );
    cleanups.push(() => web.kill());
    expect(await problemWith({ port })).toMatchObject({ kind: 'connection-lost' });
  });
});

/** Made by PuTTYgen for these tests, and of no use for anything else. */
const PPK = `PuTTY-User-Key-File-3: ssh-ed25519
Encryption: aes256-cbc
Comment: tests ed25519
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIEfn2sYKVksLO/+2ey+sKbbBAx81YAEInfhWoyBk
Ps49
Key-Derivation: Argon2id
Argon2-Memory: 8192
Argon2-Passes: 2
Argon2-Parallelism: 1
Argon2-Salt: 872df4070180ec07b54f298ff4421245
Private-Lines: 1
V2D5XUbWFh4WE2hJJs5zwaoHcnK4SJR6v/oYHCO0d0URLoZFg0PsVOLh9YDcXkjE
Private-MAC: 73121171a0a4513347f6931c3af76134dd05bb27809d44c2bbdca2f5c0e4858d
`;
const PPK_PUBLIC = 'AAAAC3NzaC1lZDI1NTE5AAAAIEfn2sYKVksLO/+2ey+sKbbBAx81YAEInfhWoyBkPs49';

/** Starts an agent that listens at `socket`. */
async function startAgent(socket: string): Promise<{ readonly stop: () => Promise<void> }> {
  const { stdout } = await promisify(execFile)('ssh-agent', ['-s', '-a', socket]);
  const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(stdout)?.[1]);
  return {
    stop: () => {
      process.kill(pid);
      return Promise.resolve();
    },
  };
}
