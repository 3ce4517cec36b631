import { chmod, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readTree } from '../../engine/support/pair.js';
import { sshFacts } from '../../servers/real/openssh.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { CommandLine } from '../support/command-line.js';
import { readSchema } from '../support/schema.js';

const SCHEMA = await readFile(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'events.schema.json'),
  'utf8',
);
const faultOf = readSchema(SCHEMA);

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());
beforeEach(async () => {
  for (const folder of ['a', 'b', 'config']) await rm(line.path(folder), { recursive: true, force: true });
  await line.put('a', { 'd/x': 'all is well', y: 'fine' }, 60);
  await mkdir(line.path('b'));
});

/** Changes one byte as a failing disk does: size and time stay as they were. */
async function corrupt(path: string): Promise<void> {
  const { mtime } = await stat(path);
  const text = await readFile(path, 'utf8');
  await writeFile(path, `A${text.slice(1)}`);
  await utimes(path, mtime, mtime);
}

describe('verify', () => {
  it('ends with 0 where all are the same, tells of what differs and ends with 10', async () => {
    await line.run(['sync', 'a', 'b']);
    expect(await line.run(['verify', 'a', 'b'])).toEqual({
      code: 0,
      out: '2 files compared by content: no differences.\n',
      err: '',
    });

    await corrupt(line.path('b', 'd/x'));
    await line.put('a', { mine: 'new' });
    expect((await line.run(['sync', '-n', 'a', 'b'])).out).not.toContain('d/x');
    const before = [await line.tree('a'), await line.tree('b')];
    const found = await line.run(['verify', 'a', 'b']);
    expect(found).toMatchObject({ code: 10, err: '' });
    expect(found.out).toMatch(/^DIFFERENT +d\/x\n {2}Its size and time .*contents differ/m);
    expect(found.out).toMatch(/^ONLY LOCAL +mine$/m);
    expect(found.out).toMatch(
      /^1 file the same, 1 item different, 1 item only local, 0 items only remote\.$/m,
    );
    // S1: it was only looked at.
    expect([await line.tree('a'), await line.tree('b')]).toEqual(before);
  });

  it('repairs in an upload whatever has become of the server’s files, changed or gone', async () => {
    await line.put('a', { one: 'aaa', two: 'bbb', three: 'ccc' }, 60);
    await line.run(['upload', 'a', 'b']);
    await line.put('b', { one: 'bad' });
    await rm(line.path('b', 'two'));
    expect((await line.run(['verify', '--repair', '--mode', 'upload', 'a', 'b'])).code).toBe(0);
    expect(await line.tree('b')).toMatchObject({ one: 'aaa', two: 'bbb', three: 'ccc' });
  });

  it('repairs what is plain, leaves what nobody settles and says so, and repairs that once it is settled', async () => {
    await line.run(['sync', 'a', 'b']);
    await corrupt(line.path('b', 'd/x'));
    await line.put('a', { mine: 'new' });
    expect((await line.run(['verify', '--repair', '--no-prompt', 'a', 'b'])).code).toBe(10);
    expect(await line.tree('b')).toMatchObject({ mine: 'new', 'd/x': 'All is well' });
    expect((await line.run(['verify', '--repair', '--resolve', 'local', 'a', 'b'])).code).toBe(0);
    expect(await readTree(line.path('b'))).toMatchObject({ 'd/x': 'all is well' });
    expect((await line.run(['versions', 'a', 'b'])).out).toContain('d/x');
  });

  it('lets the side win that a one-way mode copies from, and a dry run change nothing', async () => {
    await line.run(['sync', 'a', 'b']);
    await corrupt(line.path('b', 'd/x'));
    const dry = await line.run(['verify', '--repair', '-n', '--mode', 'upload', 'a', 'b']);
    expect(dry.code).toBe(10);
    expect(await line.tree('b')).toMatchObject({ 'd/x': 'All is well' });
    expect((await line.run(['verify', '--repair', '--mode', 'upload', 'a', 'b'])).code).toBe(0);
    expect(await line.tree('b')).toMatchObject({ 'd/x': 'all is well' });
  });

  it('compares folders that were never synced', async () => {
    await line.put('b', { 'd/x': 'All is well', y: 'fine' }, 60);
    const found = await line.run(['verify', 'a', 'b']);
    expect(found.code).toBe(10);
    expect(found.out).toMatch(/^DIFFERENT +d\/x$/m);
    expect(found.out).not.toMatch(/^DIFFERENT +y$/m);
  });

  it.skipIf(process.getuid?.() === 0)('ends with 1 where something could not be read', async () => {
    await line.run(['sync', 'a', 'b']);
    await chmod(line.path('b', 'y'), 0);
    const found = await line.run(['verify', 'a', 'b']);
    expect(found.code).toBe(1);
    expect(found.out).toMatch(/^UNREAD +y$/m);
  });

  it('tells programs the same, as the schema says', async () => {
    await line.run(['sync', 'a', 'b']);
    await corrupt(line.path('a', 'y'));
    const { out, code } = await line.run(['verify', '--json', 'a', 'b']);
    expect(code).toBe(10);
    const events = out.trimEnd().split('\n');
    for (const each of events) expect(faultOf(JSON.parse(each)), each).toBeUndefined();
    const told = events.map((each) => JSON.parse(each) as { readonly kind: string });
    expect(told.filter(({ kind }) => kind === 'verified-item')).toMatchObject([
      { item: { path: 'y', found: 'different', local: 'unmodified', remote: 'unmodified' } },
    ]);
    expect(told.find(({ kind }) => kind === 'verified')).toMatchObject({ counts: { same: 1, different: 1 } });
  });

  it('says what is missing where neither folders nor a profile are named, or both', async () => {
    expect(await line.run(['verify', 'a'])).toMatchObject({ code: 2 });
    const both = await line.run(['verify', '--profile', 'Site', 'a', 'b']);
    expect(both).toMatchObject({ code: 2 });
    expect(both.err).toContain('A profile already defines its folders');
  });

  for (const name of ['pure-ftpd', 'openssh'] as const) {
    it(`finds and repairs what a ${name} server holds otherwise`, async ({ skip }) => {
      const why = await whyUnavailable(name);
      if (why !== undefined) skip(why);
      const server = await startServer(name);
      try {
        let url = server.url.replace('://', '://tester@');
        let trust: readonly string[] = [];
        if (name === 'openssh') {
          const facts = await sshFacts(server);
          url = `${server.url}${server.root}`;
          trust = ['--trust', facts.fingerprint];
          await mkdir(line.path('.ssh'), { recursive: true });
          await writeFile(
            line.path('.ssh', 'config'),
            `Host 127.0.0.1\n  User ${facts.user}\n  IdentityFile ${facts.identityFile}\n`,
          );
        }
        const env = { EVENKEEL_PASSWORD: 'correct horse' };
        // SSH looks for the user's home by itself, which only a process of its own has.
        const run = (...words: readonly string[]) =>
          name === 'openssh'
            ? line.start([...words, ...trust, 'a', url], { env }).ended
            : line.run([...words, 'a', url], { env });
        expect((await run('upload')).code).toBe(0);
        expect((await run('verify')).code).toBe(0);
        await corrupt(join(server.root, 'd/x'));
        await server.own();
        expect((await run('upload')).code).toBe(0);
        const found = await run('verify');
        expect(found.code).toBe(10);
        expect(found.out).toMatch(/^DIFFERENT +d\/x$/m);
        expect((await run('verify', '--repair', '--mode', 'upload')).code).toBe(0);
        expect(await readFile(join(server.root, 'd/x'), 'utf8')).toBe('all is well');
        expect((await run('verify')).code).toBe(0);
      } finally {
        await server.stop();
      }
    });
  }
});
