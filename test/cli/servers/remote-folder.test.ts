import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startScriptedFtp, type ScriptedFtp } from '../../servers/scripted/scripted-ftp.js';
import { signedInto } from '../../servers/scripted/signed-into.js';
import { CommandLine, type Ended } from '../support/command-line.js';

let line: CommandLine;
let root: string;
let server: ScriptedFtp;

beforeAll(async () => {
  line = await CommandLine.build('here');
  root = await mkdtemp(join(tmpdir(), 'evenkeel-root-'));
  await mkdir(join(root, 'home/anna'), { recursive: true });
  await writeFile(join(root, 'home/anna/mine'), 'x');
  await writeFile(join(root, 'everybody'), 'x');
  server = await startScriptedFtp(root, signedInto('/home/anna'));
  await line.put('a', { new: 'n' });
});
afterAll(async () => {
  await server.stop();
  await rm(root, { recursive: true });
  await line.remove();
});

function run(command: readonly string[], path: string): Promise<Ended> {
  const url = `${server.url.replace('://', '://tester@')}${path}`;
  return line.run([...command, url], { env: { EVENKEEL_PASSWORD: server.password } });
}

describe('the folder on a server', () => {
  it.each([[['plan', 'a']], [['upload', '--dry-run', 'a']], [['tree', '--files']], [['scan', '--list']]])(
    'is told where the address names none: %j',
    async (command) => {
      const { code, out } = await run(command, '');
      expect({ code, told: out.includes('Remote folder: /home/anna\n') }).toEqual({ code: 0, told: true });
      expect((await run([...command, '-q'], '')).out).not.toContain('Remote folder');
    },
  );

  it('is the root of the server where the address ends with a slash', async () => {
    const there = await run(['tree', '--files'], '/');
    expect(there.out).toContain('everybody');
    expect(there.out).not.toContain('Remote folder');
    const own = await run(['tree', '--files'], '');
    expect(own.out).toContain('mine');
    expect(own.out).not.toContain('everybody');
    expect((await run(['tree', '--files'], '/%2Fhome/anna')).out).toContain('mine');
  });

  it.each([
    ['', '/home/anna'],
    ['/', '/'],
    ['/home', '/home'],
  ])('is told by doctor: %j is %s', async (path, told) => {
    expect((await run(['doctor'], path)).out).toContain(`good    The folder is “${told}”.\n`);
  });
});
