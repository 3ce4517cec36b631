import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { without } from '../../../src/shared/without.js';
import { Search, spokenForms } from '../../secret-search.js';
import { startLineProxy, type LineProxy } from '../../servers/proxies/line-proxy.js';
import { startScriptedFtp, type ScriptedFtp } from '../../servers/scripted/scripted-ftp.js';
import { CommandLine } from '../support/command-line.js';
import { Terminal, whyNoTerminal } from '../support/terminal.js';

const bus = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';

/** A secret of its own for every way in which the command line takes one. */
const SECRETS = {
  environment: 'environment!alpha 2101',
  address: 'address!bravo 2102',
  netrc: 'netrc!charlie 2103',
  typed: 'typed!delta 2104',
  mistyped: 'mistyped!echo 2105',
  keyring: 'keyring!foxtrot 2106',
  task: 'task!golf 2107',
  proxy: 'proxy!hotel 2108',
} as const;

let line: CommandLine;
let root: string;
let server: ScriptedFtp;
let proxy: LineProxy;
beforeAll(async () => {
  line = await CommandLine.build();
  root = await mkdtemp(join(tmpdir(), 'evenkeel-scripted-'));
  server = await startScriptedFtp(root, {
    // It says every password back, in every form.
    instead: (verb, argument) => {
      if (verb !== 'PASS') return undefined;
      const code = argument === SECRETS.mistyped ? 530 : 230;
      return { reply: `${code} Your password is ${spokenForms(argument, ['tester']).join(', ')}` };
    },
  });
  proxy = await startLineProxy('http', { userName: 'anna', password: SECRETS.proxy });
});
afterAll(async () => {
  await Promise.all([server.stop(), proxy.stop(), line.remove()]);
  await rm(root, { recursive: true, force: true });
});

it(
  'keeps every secret, by whatever way it came, out of all that it writes and says: S12',
  { timeout: 240_000 },
  async () => {
    const search = new Search(Object.values(SECRETS), ['tester', 'anna']);
    const url = server.url.replace('://', '://tester@');
    const withPassword = (password: string): string =>
      server.url.replace('://', `://tester:${encodeURIComponent(password)}@`);
    // How each ends is for other tests: what it says of a failure is looked at as well.
    const run = async (
      words: readonly string[],
      env: Readonly<Record<string, string>> = {},
    ): Promise<void> => {
      const ended = await line.run(words, { env: { TMPDIR: line.path('tmp'), ...env } });
      search.look(`the output of ${words.join(' ')}`, ended.out);
      search.look(`the errors of ${words.join(' ')}`, ended.err);
    };
    await mkdir(line.path('tmp'));
    await line.put('a', { x: '1', conflict: '1' });
    const loud = ['-vv', '--log', 'run.log', '--no-keyring'];
    const environment = { EVENKEEL_PASSWORD: SECRETS.environment };

    // Compared, saved, applied, told as lines and as JSON, undone, and looked at afterwards.
    await run(['plan', ...loud, '--out', 'saved.plan', 'a', url], environment);
    await run(['apply', ...loud, 'saved.plan'], environment);
    await run(['sync', ...loud, '--json', 'a', url], environment);
    await run(['undo', ...loud, 'a', url], environment);
    await run(['doctor', '-vv', '--no-keyring', url], environment);
    await run(['scan', '-vv', '--no-keyring', url], environment);
    await run(['upload', ...loud, 'a', withPassword(SECRETS.address)]);
    await run(['upload', ...loud, '--json', 'a', withPassword(SECRETS.address)]);
    const byProxy = proxy.url.replace('://', '://anna@');
    await run(['upload', ...loud, '--proxy', byProxy, 'a', url], {
      ...environment,
      EVENKEEL_PROXY_PASSWORD: SECRETS.proxy,
    });
    expect(proxy.asked.length).toBeGreaterThan(0);
    const typedProxy = proxy.url.replace('://', `://anna:${encodeURIComponent(SECRETS.proxy)}@`);
    await run(['upload', ...loud, '--proxy', typedProxy, 'a', url], environment);
    await run(['watch', '--install', 'a', withPassword(SECRETS.address)]);

    await writeFile(line.path('.netrc'), `machine 127.0.0.1 login tester password "${SECRETS.netrc}"\n`);
    await chmod(line.path('.netrc'), 0o600);
    await run(['upload', ...loud, 'a', server.url]);
    await rm(line.path('.netrc'));

    await line.put('tasks', { x: '2' });
    await writeFile(
      line.path('tasks', 'evenkeel.yaml'),
      `tasks:\n  deploy:\n    command: upload\n    remote: ${withPassword(SECRETS.task)}\n`,
    );
    const tasks = await line.run(['run', 'deploy', '-vv', '--log', line.path('run.log'), '--no-keyring'], {
      cwd: line.path('tasks'),
    });
    search.look('the output of a task', tasks.out + tasks.err);
    expect(tasks).toMatchObject({ code: 0 });
    await rm(line.path('tasks'), { recursive: true });

    if (whyNoTerminal() === undefined) {
      const terminal = new Terminal(line, ['upload', '--no-keyring', '--log', 'run.log', 'a', url]);
      await terminal.sees('Password for tester');
      terminal.types(`${SECRETS.mistyped}\r`);
      await terminal.sees('does not accept');
      await terminal.sees('Password for tester');
      terminal.types(`${SECRETS.typed}\r`);
      expect(await terminal.code).toBe(0);
      search.look('the terminal', terminal.shown);
    }
    if (bus !== '') {
      const keyring = { DBUS_SESSION_BUS_ADDRESS: bus };
      const { default: keytar } = await import('keytar');
      const account = `ftp://tester@127.0.0.1:${server.port}`;
      try {
        const storing = { ...keyring, EVENKEEL_PASSWORD: SECRETS.keyring };
        await run(['upload', '-vv', '--store-password', 'a', url], storing);
        await run(['upload', '-vv', '--json', 'a', url], keyring);
        expect(await keytar.getPassword('Evenkeel', account)).toContain(encodeURIComponent(SECRETS.keyring));
      } finally {
        await keytar.deletePassword('Evenkeel', account);
      }
    }
    await run(['history', '--json']);
    await run(['versions', 'a', url]);
    await run(['profiles', '--json']);

    // All that is left on the disk: logs, plans, records, temporary files, both sides.
    await search.lookIn(line.workplace);
    await search.lookIn(root);
    expect(search.leaks).toEqual([]);
    expect(search.bytes).toBeGreaterThan(100_000);

    const used = server.commands.filter((said) => said.startsWith('PASS ')).map((said) => said.slice(5));
    const passwords = Object.values(without(SECRETS, 'proxy'));
    const skipped = [
      ...(bus === '' ? [SECRETS.keyring] : []),
      ...(whyNoTerminal() === undefined ? [] : [SECRETS.typed, SECRETS.mistyped]),
    ];
    expect(new Set([...used, ...skipped])).toEqual(new Set(passwords));
  },
);
