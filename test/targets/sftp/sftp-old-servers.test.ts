import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hostKeyFingerprint } from '../../../src/main/targets/sftp/auth/host-key.js';
import type { SftpTarget } from '../../../src/main/targets/sftp/sftp-target.js';
import type { SftpSettings } from '../../../src/main/targets/sftp/config/settings.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import type { Problem } from '../../../src/shared/problem.js';
import { makeKey, sshFacts } from '../../servers/real/openssh.js';
import { startQuirkySftp } from '../../servers/scripted/quirky-sftp.js';
import { SERVER_GID, SERVER_UID } from '../../servers/server.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { NEVER } from '../contract/support/tools.js';
import { quirkyTargetOf, sftpTargetOf } from '../contract/support/sftp.js';

const run = promisify(execFile);
const why = await whyUnavailable('openssh');
const suite = why === undefined ? describe : describe.skip;

suite(`old and unusual SSH servers and keys${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  const cleanups: (() => Promise<void>)[] = [];
  let home = '';

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'evenkeel-home-'));
    cleanups.push(() => rm(home, { recursive: true, force: true }));
    await mkdir(join(home, '.ssh'));
  });
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function serverWith(settings: readonly string[], hostKey: readonly string[] = []) {
    const own = await mkdtemp(join(tmpdir(), 'evenkeel-hostkey-'));
    cleanups.push(() => rm(own, { recursive: true, force: true }));
    const file = join(own, 'key');
    await makeKey(file, '', hostKey);
    await run('chown', ['-R', `${SERVER_UID}:${SERVER_GID}`, own]);
    const lines = hostKey.length === 0 ? settings : [...settings, `HostKey ${file}`];
    const server = await startServer('openssh', { settings: lines });
    cleanups.push(() => server.stop());
    const targetOf = await sftpTargetOf(server, home);
    const trusted = hostKeyFingerprint(
      Buffer.from((await readFile(`${file}.pub`, 'utf8')).split(' ')[1] ?? '', 'base64'),
    );
    const open = (changes: Partial<SftpSettings> = {}): SftpTarget => {
      const target = targetOf({ ...(hostKey.length > 0 && { trustedHostKey: trusted }), ...changes });
      cleanups.push(() => target.close());
      return target;
    };
    return { open, facts: await sshFacts(server) };
  }

  async function problemWith(target: SftpTarget): Promise<Problem> {
    const error: unknown = await target.connect(NEVER).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof ProblemError)) throw new Error('It connected.', { cause: error });
    return error.problem;
  }

  test.each([
    ['key exchange', 'KexAlgorithms diffie-hellman-group14-sha1', 'diffie-hellman-group14-sha1'],
    ['encryption', 'Ciphers aes256-cbc,3des-cbc', 'aes256-cbc'],
  ])('an old %s is named, and used where the profile allows it', async (what, setting, name) => {
    const { open } = await serverWith([setting]);
    const problem = await problemWith(open());
    expect(problem.kind).toBe('unsupported');
    expect(problem.what).toContain(`offers only old methods for ${what}: ${name}`);
    expect(problem.advice).toContain('--ssh-old-algorithms');
    await open({ oldAlgorithms: true }).connect(NEVER);
  });

  test('an RSA host key that signs with SHA-1 only is named, and used where the profile allows it', async () => {
    const { open } = await serverWith(['HostKeyAlgorithms ssh-rsa'], ['-t', 'rsa', '-b', '2048']);
    expect((await problemWith(open())).what).toContain('offers only old methods for host keys: ssh-rsa');
    await open({ oldAlgorithms: true }).connect(NEVER);
  });

  test('what ~/.ssh/config allows for a host needs no switch in the profile', async () => {
    const { open } = await serverWith(['KexAlgorithms diffie-hellman-group14-sha1', 'Ciphers aes128-cbc']);
    await writeFile(
      join(home, '.ssh/config'),
      'Host 127.0.0.1\n  KexAlgorithms +diffie-hellman-group14-sha1\n  Ciphers aes128-cbc\n',
    );
    await open().connect(NEVER);
  });

  test('a server with ChaCha20 alone is told apart from one that is merely old', async () => {
    const { open } = await serverWith(['Ciphers chacha20-poly1305@openssh.com']);
    const problem = await problemWith(open());
    expect(problem.what).toContain(
      'no method for encryption that Evenkeel supports: chacha20-poly1305@openssh.com',
    );
    expect(problem.advice).toContain('aes256-gcm@openssh.com');
  });

  test.each([
    ['RSA', ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']],
    ['ECDSA', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']],
    ['Ed25519', ['genpkey', '-algorithm', 'ED25519']],
  ])('a key in PKCS#8 signs in, open and with a passphrase (%s)', async (_kind, made) => {
    const { open, facts } = await serverWith([]);
    const plain = join(home, 'plain.pem');
    const locked = join(home, 'locked.pem');
    await run('openssl', [...made, '-out', plain]);
    await run('openssl', ['pkcs8', '-topk8', '-in', plain, '-out', locked, '-passout', 'pass:open sesame']);
    expect(await readFile(plain, 'utf8')).toContain('BEGIN PRIVATE KEY');
    expect(await readFile(locked, 'utf8')).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    await run('chmod', ['600', plain]);
    const publicHalf = await publicHalfOf(plain);
    await writeFile(facts.authorizedKeysFile, `${publicHalf}\n`);
    await open({ privateKeyFile: plain }).connect(NEVER);
    await open({ privateKeyFile: locked, passphrase: 'open sesame' }).connect(NEVER);
    expect((await problemWith(open({ privateKeyFile: locked, passphrase: 'wrong' }))).kind).toBe(
      'key-locked',
    );
    expect((await problemWith(open({ privateKeyFile: locked }))).kind).toBe('key-locked');
  });

  test('a login script that prints is blamed for what it does', async () => {
    const server = await startQuirkySftp(home, {
      says: Buffer.from('Welcome to the server of Example Inc.\n'),
    });
    cleanups.push(() => server.stop());
    const target = quirkyTargetOf(server, home)();
    cleanups.push(() => target.close());
    const problem = await problemWith(target);
    expect(problem.kind).toBe('unsupported');
    expect(problem.what).toContain('sends text where SFTP should begin: “Welc…”');
    expect(problem.advice).toMatch(/\.bashrc/);
  });
});

/** The public half of a private key in PEM, as a line of `authorized_keys`. */
async function publicHalfOf(file: string): Promise<string> {
  const { stdout } = await run('openssl', ['pkey', '-in', file, '-pubout']);
  const { createPublicKey } = await import('node:crypto');
  const jwk = createPublicKey(stdout).export({ format: 'jwk' });
  const text = (value: string | Buffer): Buffer => {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const number = (value = ''): Buffer => {
    const bytes = Buffer.from(value, 'base64url');
    return text((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);
  };
  const raw = (value = ''): Buffer => Buffer.from(value, 'base64url');
  switch (jwk.kty) {
    case 'RSA':
      return line('ssh-rsa', [text('ssh-rsa'), number(jwk.e), number(jwk.n)]);
    case 'EC':
      return line('ecdsa-sha2-nistp256', [
        text('ecdsa-sha2-nistp256'),
        text('nistp256'),
        text(Buffer.concat([Buffer.from([4]), raw(jwk.x), raw(jwk.y)])),
      ]);
    default:
      return line('ssh-ed25519', [text('ssh-ed25519'), text(raw(jwk.x))]);
  }

  function line(type: string, parts: readonly Buffer[]): string {
    return `${type} ${Buffer.concat(parts).toString('base64')}`;
  }
}
