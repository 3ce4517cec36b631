import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startScriptedFtp, type ScriptedFtp } from '../../servers/scripted/scripted-ftp.js';
import { signedInto } from '../../servers/scripted/signed-into.js';
import { CommandLine, type Ended } from '../support/command-line.js';

let line: CommandLine;
let root: string;
let server: ScriptedFtp;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'evenkeel-root-'));
  server = await startScriptedFtp(root);
  await line.put('a', { gone: 'g', stays: 's' }, 5);
});
afterEach(async () => {
  await server.stop();
  for (const folder of ['a', 'config']) await rm(line.path(folder), { recursive: true, force: true });
  await rm(root, { recursive: true, force: true });
});

const url = (path: string): string => `${server.url.replace('://', '://tester@')}${path}`;

function run(command: readonly string[], path: string): Promise<Ended> {
  return line.run([...command, url(path)], { env: { EVENKEEL_PASSWORD: server.password } });
}

/** Makes the folders even as `ftp://host/` did when it meant the folder in which one is signed in; then a file is deleted. */
async function syncedBefore(): Promise<void> {
  expect(await run(['sync', 'a'], '')).toMatchObject({ code: 0, err: '' });
  await rm(line.path('a', 'gone'));
}

/** What is remembered that was there before, with what is in it. */
async function states(): Promise<ReadonlyMap<string, string>> {
  const folder = line.path('config', 'Evenkeel', 'state');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sqlite'));
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(folder, name), 'latin1')] as const),
    ),
  );
}

const MEANS = 'is now the root of the server';

describe('what was remembered of ftp://host/ when that was the folder in which one is signed in', () => {
  it('is used further where that folder is the root: what was deleted since stays deleted', async () => {
    await syncedBefore();
    const { code, out, err } = await run(['sync', 'a'], '/');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).not.toContain(MEANS);
    expect(await line.tree('a')).toEqual({ stays: 's' });
    expect(await readdir(root)).not.toContain('gone');
    // Both names go on with the same records.
    await rm(line.path('a', 'stays'));
    expect((await run(['sync', 'a', '--yes'], '')).code).toBe(0);
    await line.put('a', { new: 'n' });
    expect((await run(['sync', 'a'], '/')).code).toBe(0);
    expect(await line.tree('a')).toEqual({ new: 'n' });
  });

  it('is not changed by a dry run that goes by it', async () => {
    await syncedBefore();
    const before = await states();
    const { code, out } = await run(['sync', '--dry-run', 'a'], '/');
    expect(code).toBe(0);
    expect(out).toMatch(/would delete on remote 1 item/);
    expect(await readdir(root)).toContain('gone');
    const after = await states();
    for (const [name, content] of before) expect(after.get(name) === content).toBe(true);
  });

  it('is what a plan is made from and carried out on', async () => {
    await syncedBefore();
    expect((await line.run(['plan', 'a', url('/'), '--out', 'a.plan'], password())).code).toBe(0);
    expect(await line.run(['apply', 'a.plan'], password())).toMatchObject({ code: 0, err: '' });
    expect(await readdir(root)).not.toContain('gone');
    expect(await line.tree('a')).toEqual({ stays: 's' });
  });

  it('is used further by the task of an evenkeel.yaml', async () => {
    await syncedBefore();
    const task = `tasks:\n  even:\n    command: sync\n    local: .\n    remote: ${url('/')}\n`;
    await writeFile(line.path('a', 'evenkeel.yaml'), task);
    const { code, err } = await line.run(['run', 'even'], { ...password(), cwd: line.path('a') });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(Object.keys(await line.tree('a'))).not.toContain('gone');
    expect(await readdir(root)).not.toContain('gone');
  });

  it('is in the history, together with the runs that could not begin since', async () => {
    await syncedBefore();
    const runs = async (): Promise<number> =>
      (await run(['history', 'a', '--json'], '/')).out.split('"past-run"').length - 1;
    expect(await runs()).toBe(1);
    expect((await run(['history', 'a'], '/')).out).toContain('the records of “ftp://127.0.0.1');
    await server.stop();
    expect((await run(['sync', 'a'], '/')).code).not.toBe(0);
    expect(await runs()).toBe(2);
  });

  it('is left alone where that is another folder, which is told until the two folders have been synchronized', async () => {
    await mkdir(join(root, 'home/anna'), { recursive: true });
    server.change(signedInto('/home/anna'));
    await syncedBefore();
    for (const command of [
      ['sync', '--dry-run', 'a'],
      ['sync', 'a', '-q'],
    ]) {
      const { code, out, err } = await run(command, '/');
      expect(code).toBe(0);
      expect(out + err).toContain(`“${server.url}/” ${MEANS}`);
      expect(out + err).toContain(`“/home/anna”. To continue with that folder, use “${server.url}”`);
    }
    expect(await readdir(join(root, 'home/anna'))).toEqual(expect.arrayContaining(['gone', 'stays']));
    expect(await readdir(root)).toContain('stays');
    const again = await run(['sync', 'a'], '/');
    expect(again.code).toBe(0);
    expect(again.out + again.err).not.toContain(MEANS);
    // The folder used before goes on with its own.
    await rm(line.path('a', 'home'), { recursive: true });
    expect((await run(['sync', 'a'], '')).code).toBe(0);
    expect(await readdir(join(root, 'home/anna'))).not.toContain('gone');
  });

  it('is left alone where the server does not say in which folder it puts the user', async () => {
    await syncedBefore();
    server.change({ instead: (verb) => (verb === 'PWD' ? { reply: '502 Not known.' } : undefined) });
    const { code, out, err } = await run(['sync', 'a'], '/');
    expect(code).toBe(0);
    expect(out + err).toContain(MEANS);
    expect(await readdir(root)).toContain('gone');
  });

  it('is left alone where ftp://host/ has been synchronized since', async () => {
    expect((await run(['sync', 'a'], '/')).code).toBe(0);
    await line.put('a', { late: 'l' });
    expect((await run(['sync', 'a'], '')).code).toBe(0);
    await rm(line.path('a', 'late'));
    // Only the records of the sign-in folder tell that it was on both sides.
    expect((await run(['sync', 'a'], '/')).code).toBe(0);
    expect(await line.tree('a')).toHaveProperty('late', 'l');
    expect(await states()).toHaveProperty('size', 2);
  });
});

function password() {
  return { env: { EVENKEEL_PASSWORD: server.password } };
}
