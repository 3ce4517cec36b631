import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openTarget } from '../../src/main/targets/open-target.js';
import { DEFAULT_OPTIONS } from '../../src/shared/profile/profile-options.js';
import { startQuirkySftp } from '../servers/scripted/quirky-sftp.js';
import { get, list, NEVER } from './contract/support/tools.js';
import { scripted } from './support/scripted.js';

const PASSWORD = 'correct horse';

/** What an error says, and what those say that caused it: all that a log may get of it. */
function allOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), allOf(error.cause)].join('\n');
}

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => new Error('It did not fail.'),
    (error: unknown) => error,
  );

test('what a server said of a file is in no error, nor in what caused it', async () => {
  const { server, target } = await scripted({
    answer: async (command, { say, data }) => {
      if (!/^(RETR|MLSD|LIST|NLST)/.test(command)) return false;
      if (!command.startsWith('RETR')) say(`550 ${PASSWORD} may not see this.`);
      else {
        say('150 Here it comes.');
        (await data()).end('x');
        say(`451 ${PASSWORD} may read no more.`);
      }
      return true;
    },
  });
  await server.put('file', 'xyz');
  await target.connect(NEVER);
  for (const work of [get(target, 'file'), list(target, '')]) {
    const said = allOf(await failure(work));
    expect(said).toMatch(/(550|451) \*\*\* may/);
    expect(said).not.toContain(PASSWORD);
  }
});

test('a server that lets nobody else in tells nobody the password', async () => {
  const { server, target } = await scripted({
    instead: (verb) => (verb === 'NOOP' ? 'hang up' : undefined),
  });
  await target.connect(NEVER);
  const refusal = { reply: `530 Not ${PASSWORD} again.` };
  server.change({ instead: (verb) => (verb === 'USER' ? undefined : verb === 'PASS' ? refusal : 'hang up') });
  const said = allOf(await failure(target.stat('file', NEVER)));
  expect(said).toContain('has let you in before, but refuses another connection now: “530 Not *** again.”');
  expect(said).not.toContain(PASSWORD);
});

test('by SFTP, nothing of the password is in the dialogue', async () => {
  const root = await mkdtemp(join(tmpdir(), 'evenkeel-quirky-'));
  const server = await startQuirkySftp(root, { tells: `I know it is ${PASSWORD}` });
  const said: string[] = [];
  const target = openTarget(
    { kind: 'server', protocol: 'sftp', host: '127.0.0.1', port: server.port, path: '/' },
    'remote',
    { userName: 'anna', password: PASSWORD, trustedCertificate: server.fingerprint },
    { ...DEFAULT_OPTIONS, dialogue: (line) => said.push(line) },
  );
  onTestFinished(async () => {
    await target.close();
    await server.stop();
    await rm(root, { recursive: true, force: true });
  });
  await target.connect(NEVER);
  expect((await list(target, '')).size).toBe(0);
  expect(said.join('\n')).toContain('I know it is ***');
  expect(said.join('\n')).not.toContain(PASSWORD);
});
