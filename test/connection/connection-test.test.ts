import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { testConnection } from '../../src/main/session/connection/connection-test.js';
import type { SignIn } from '../../src/main/targets/open-target.js';
import type { StepName, TestStep } from '../../src/shared/connection/connection-test.js';
import { DEFAULT_OPTIONS } from '../../src/shared/profile/profile-options.js';
import { parseRemote } from '../../src/shared/profile/remote.js';
import { sshFacts } from '../servers/real/openssh.js';
import type { ServerName, TestServer } from '../servers/server.js';
import { startServer, whyUnavailable } from '../servers/start-server.js';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

interface Tried {
  readonly url?: string;
  readonly signIn?: Partial<SignIn>;
  readonly writes?: boolean;
  readonly signal?: AbortSignal;
  readonly tell?: (steps: readonly TestStep[]) => void;
}

async function tried(
  at: TestServer,
  { url = at.url, signIn = {}, ...rest }: Tried = {},
): Promise<readonly TestStep[]> {
  const parsed = parseRemote(url);
  if (parsed.kind !== 'valid') throw new Error(parsed.why);
  return testConnection({
    address: parsed.address,
    signIn: { userName: at.user, password: at.password, ...signIn },
    options: DEFAULT_OPTIONS,
    writes: false,
    signal: new AbortController().signal,
    tell: () => undefined,
    ...rest,
  });
}

const states = (steps: readonly TestStep[]): string =>
  steps.map(({ name, state }) => `${name} ${state}`).join(', ');

function step(steps: readonly TestStep[], name: StepName): TestStep {
  const found = steps.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no step ${name}.`);
  return found;
}

async function started(
  name: ServerName,
  options: Parameters<typeof startServer>[1] = {},
): Promise<TestServer> {
  server = await startServer(name, options);
  return server;
}

describe.each<ServerName>(['pure-ftpd', 'proftpd', 'vsftpd', 'ftp-srv'])(
  'a connection test with %s',
  (name) => {
    it('passes step by step, with the server’s own words, and changes nothing', async ({ skip }) => {
      const missing = await whyUnavailable(name);
      skip(missing !== undefined, missing);
      const at = await started(name);
      await writeFile(join(at.root, 'a.txt'), 'a');
      await at.own();
      const seen: string[] = [];
      const steps = await tried(at, { tell: (all) => seen.push(states(all)) });
      expect(states(steps)).toBe(
        'name done, port done, encryption skipped, sign-in done, folder done, listing done',
      );
      expect(seen).toContain(
        'name done, port done, encryption skipped, sign-in running, folder waiting, listing waiting',
      );
      expect(step(steps, 'listing').facts).toEqual([{ kind: 'listed', items: 1 }]);
      const words = step(steps, 'sign-in').words.join('\n');
      expect(words).toMatch(/^< 220/m);
      expect(words).toContain(`> USER ${at.user}`);
      expect(JSON.stringify(steps)).not.toContain(at.password);
      expect(await readdir(at.root)).toEqual(['a.txt']);
    });

    it('fails at the sign-in with a wrong password', async ({ skip }) => {
      const missing = await whyUnavailable(name);
      skip(missing !== undefined, missing);
      const steps = await tried(await started(name), { signIn: { password: 'wrong one' } });
      expect(states(steps)).toBe(
        'name done, port done, encryption skipped, sign-in failed, folder waiting, listing waiting',
      );
      expect(step(steps, 'sign-in').problem?.kind).toBe('sign-in-refused');
      expect(step(steps, 'sign-in').words.join('\n')).toMatch(/^(?:< )?530/m);
    });

    it('fails at the folder where there is none', async ({ skip }) => {
      const missing = await whyUnavailable(name);
      skip(missing !== undefined, missing);
      const at = await started(name);
      const steps = await tried(at, { url: `${at.url}/no/such/folder` });
      expect(states(steps)).toBe(
        'name done, port done, encryption skipped, sign-in done, folder failed, listing waiting',
      );
    });

    it('writes a small file when asked to, and leaves nothing of it behind', async ({ skip }) => {
      const missing = await whyUnavailable(name);
      skip(missing !== undefined, missing);
      const at = await started(name);
      const steps = await tried(at, { writes: true });
      expect(step(steps, 'writing')).toMatchObject({ state: 'done', facts: [{ kind: 'written' }] });
      expect(await readdir(at.root)).toEqual([]);
    });
  },
);

describe('a connection test', () => {
  it('says that a port is closed, and goes no further', async () => {
    const at = await started('ftp-srv');
    await at.stop();
    const steps = await tried(at);
    expect(states(steps)).toBe(
      'name done, port failed, encryption waiting, sign-in waiting, folder waiting, listing waiting',
    );
    expect(step(steps, 'port').problem?.what).toContain(String(at.port));
  });

  it('says that a name is not known', async () => {
    const at = await started('ftp-srv');
    const steps = await tried(at, { url: 'ftp://no-such-host.invalid/' });
    expect(step(steps, 'name').problem?.kind).toBe('server-not-found');
  });

  it('stops at a certificate that nobody vouches for, shows it, and trusts it only once it is told to', async ({
    skip,
  }) => {
    const missing = await whyUnavailable('pure-ftpd');
    skip(missing !== undefined, missing);
    const at = await started('pure-ftpd', { tls: true });
    const unknown = await tried(at);
    expect(states(unknown)).toBe(
      'name done, port done, encryption failed, sign-in waiting, folder waiting, listing waiting',
    );
    const shown = step(unknown, 'encryption').problem?.certificate;
    expect(shown?.fingerprint).toBe(at.fingerprint);
    expect(await at.log()).not.toContain('USER');

    const trusting = await tried(at, { signIn: { trustedCertificate: at.fingerprint } });
    expect(states(trusting)).toBe(
      'name done, port done, encryption done, sign-in done, folder done, listing done',
    );
    expect(step(trusting, 'encryption').facts).toEqual([
      expect.objectContaining({ kind: 'encrypted' }),
      expect.objectContaining({ kind: 'identity', vouchedBy: 'user' }),
    ]);
    expect(step(trusting, 'encryption').words.join('\n')).toContain('> AUTH TLS');
  });

  it('follows an SSH server through its host key, and says that a file cannot be written', async ({
    skip,
  }) => {
    const missing = await whyUnavailable('openssh');
    skip(missing !== undefined, missing);
    const at = await started('openssh', { refuses: ['open'] });
    const facts = await sshFacts(at);
    const signIn = { userName: facts.user, password: '', privateKeyFile: facts.identityFile };
    const unknown = await tried(at, { signIn });
    expect(step(unknown, 'encryption').problem?.kind).toBe('certificate-unknown');
    await mkdir(join(at.root, 'www'), { recursive: true });
    const steps = await tried(at, {
      url: `${at.url}${at.root}`,
      signIn: { ...signIn, trustedCertificate: facts.fingerprint },
      writes: true,
    });
    expect(states(steps)).toBe(
      'name done, port done, encryption done, sign-in done, folder done, listing done, writing failed',
    );
    expect(step(steps, 'listing').facts).toEqual([{ kind: 'listed', items: 1 }]);
    expect(await readdir(at.root)).toEqual(['www']);
  });

  it('ends at once when it is stopped', async () => {
    const at = await started('ftp-srv');
    const stop = new AbortController();
    const steps = await tried(at, {
      signal: stop.signal,
      tell: (all) => {
        if (all.some(({ name, state }) => name === 'sign-in' && state === 'running')) stop.abort();
      },
    });
    expect(step(steps, 'sign-in').problem?.kind).toBe('stopped');
  });
});
