import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLineProxy } from '../../servers/proxies/line-proxy.js';
import { startScriptedFtp, type Script, type ScriptedFtp } from '../../servers/scripted/scripted-ftp.js';
import { CommandLine } from '../support/command-line.js';

const PASSWORD = 'correct horse';

/** The password in every form in which a server may send it back. */
const FORMS = [
  PASSWORD,
  encodeURIComponent(PASSWORD),
  Buffer.from(PASSWORD).toString('base64'),
  Buffer.from(`tester:${PASSWORD}`).toString('base64'),
];
const ECHO = `Your password is ${FORMS.join(', ')}`;

/** A server that answers `verb` like that. */
const echoing = (verb: string, reply: string): Script => ({
  instead: (asked) => (asked === verb ? { reply } : undefined),
});

let line: CommandLine;
let root: string;
let server: ScriptedFtp;
beforeAll(async () => {
  line = await CommandLine.build();
});
afterAll(() => line.remove());
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'evenkeel-scripted-'));
  server = await startScriptedFtp(root);
  await line.put('a', { x: '1' });
});
afterEach(async () => {
  await server.stop();
  for (const folder of [root, line.path('config')]) await rm(folder, { recursive: true, force: true });
  await rm(line.path('run.log'), { force: true });
});

/** Everything that a command has left behind on the disk beside the folder that it copies. */
async function leftBehind(): Promise<readonly string[]> {
  const files = await readdir(line.path('config'), { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  return Promise.all([...paths, line.path('run.log')].map((path) => readFile(path, 'latin1')));
}

const address = (): string => server.url.replace('://', '://tester@');
const env = { EVENKEEL_PASSWORD: PASSWORD };

describe('a server that sends the password back', () => {
  it.each<readonly [where: string, script: Script, code: number, told: RegExp]>([
    ['in its greeting', { greeting: `220 ${ECHO}\r\n` }, 0, /< 220 Your password is \*\*\*/],
    ['where it lets the user in', echoing('PASS', `230 ${ECHO}`), 0, /< 230 Your password is \*\*\*/],
    ['where it does not', echoing('PASS', `530 ${ECHO}`), 1, /< 530 Your password is \*\*\*/],
    ['letter by letter', { ...echoing('PASS', `230 ${ECHO}`), packets: 'bytes' }, 0, /< 230 Your/],
    ['where it refuses a file', echoing('STOR', `550 ${ECHO}`), 1, /< 550 Your password is \*\*\*/],
    [
      'as the folder that it is in',
      echoing('PWD', `257 ${ECHO}`),
      1,
      /: it says “257 Your password is \*\*\*/,
    ],
    ['as the name of that folder', echoing('PWD', `257 "/${PASSWORD}" or "x"`), 1, /“257 "\/\*\*\*" or "x"”/],
  ])(
    '%s: neither the terminal, nor the log, nor what is remembered has it',
    async (_where, script, code, told) => {
      server.change(script);
      const words = ['upload', '-vv', '--log', 'run.log', 'a', address()];
      const people = await line.run(words, { env });
      const programs = await line.run([...words, '--json'], { env });
      const history = await line.run(['history', '--json'], { env });
      expect({ code: people.code, err: people.err }).toMatchObject({
        code,
        err: expect.stringMatching(told) as string,
      });
      const files = await leftBehind();
      expect(files.length).toBeGreaterThan(1);
      expect(files.at(-1)).toContain('***');
      for (const text of [people.out, people.err, programs.out, programs.err, history.out, ...files]) {
        for (const form of FORMS) expect(text).not.toContain(form);
      }
    },
  );

  it('is found out about by the doctor, who keeps it to himself', async () => {
    server.change({ system: ECHO });
    const { out, err } = await line.run(['doctor', '-vv', address()], { env });
    expect(out).toContain('Your password is ***');
    for (const form of FORMS) expect(out + err).not.toContain(form);
  });

  it('may know the password for the proxy instead', async () => {
    const proxy = await startLineProxy('http', { userName: 'anna', password: 'proxy secret' });
    const forms = ['proxy secret', Buffer.from('anna:proxy secret').toString('base64')];
    server.change(echoing('PASS', `530 Proxy-Authorization: Basic ${forms.join(' ')}`));
    try {
      const ended = await line.run(
        ['tree', '-vv', '--proxy', proxy.url.replace('://', '://anna@'), address()],
        {
          env: { ...env, EVENKEEL_PROXY_PASSWORD: 'proxy secret' },
        },
      );
      expect(ended.err).toContain('530 Proxy-Authorization: Basic *** ***');
      for (const form of forms) expect(ended.out + ended.err).not.toContain(form);
    } finally {
      await proxy.stop();
    }
  });
});
