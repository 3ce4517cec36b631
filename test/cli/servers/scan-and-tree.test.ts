import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readTree } from '../../engine/support/pair.js';
import type { TestServer } from '../../servers/server.js';
import { startServer } from '../../servers/start-server.js';
import { CommandLine } from '../support/command-line.js';

let line: CommandLine;
let server: TestServer;
beforeAll(async () => {
  line = await CommandLine.build('here');
  server = await startServer('ftp-srv');
});
afterAll(async () => {
  await server.stop();
  await line.remove();
});
beforeEach(async () => {
  await rm(line.path('a'), { recursive: true, force: true });
  await line.put('a', {
    'b.txt': '123',
    'a.txt': '1',
    'sub/c.txt': '12345',
    'sub/.pyftpsync-meta.json': '{}',
    '.pyftpsync-meta.json': '{}',
    '.pyftpsync-lock.json': '{}',
    'sub/.pyftpsync-lock.json': '{}',
  });
});

describe('evenkeel scan', () => {
  it('counts what is there, in the folder or below it', async () => {
    expect((await line.run(['scan', 'a'])).out).toBe('4 files (8 B), 1 folder.\n');
    expect((await line.run(['scan', '--recursive', 'a'])).out).toBe('7 files (17 B), 1 folder.\n');
  });

  it('looks only at what --match and --exclude let through, and removes records and locks all the same', async () => {
    const words = ['scan', '-r', '--match', '*.txt', '--exclude', 'a*,*/c.txt', 'a'];
    expect((await line.run(words)).out).toBe('1 file (3 B), 1 folder.\n');
    expect((await line.run([...words, '--remove-meta'])).out).toContain('; 2 files removed.');
    expect((await line.run(['scan', '-r', '--exclude', 'sub', 'a'])).out).toBe('2 files (4 B), 0 folders.\n');
    expect((await line.run(['tree', '--files', '--sort', '--match', 'c*', 'a'])).out).toBe(
      `[${line.path('a')}]\n+- [sub]\n   +- c.txt\n`,
    );
  });

  it('lists with sizes and times', async () => {
    const { out } = await line.run(['scan', '--list', '--recursive', 'a']);
    expect(out).toMatch(/^ {5}5 B \d{4}-\d\d-\d\d \d\d:\d\d:\d\d sub\/c\.txt$/m);
    expect(out).toMatch(/^ +\[sub\]$/m);
  });

  it('removes pyftpsync’s records, and locks in the root, and nothing else', async () => {
    await line.run(['scan', '--remove-meta', 'a']);
    expect(await line.tree('a')).not.toHaveProperty(['.pyftpsync-meta.json']);
    expect(await line.tree('a')).toHaveProperty(['sub/.pyftpsync-meta.json']);
    await line.run(['scan', '--remove-meta', '--remove-locks', '--recursive', 'a']);
    expect(Object.keys(await line.tree('a'))).toEqual([
      'a.txt',
      'b.txt',
      'sub',
      'sub/.pyftpsync-lock.json',
      'sub/c.txt',
    ]);
  });

  it('S1: tells what it would remove, and removes nothing, in a dry run', async () => {
    const before = await line.tree('a');
    const { out } = await line.run(['scan', '--remove-meta', '--remove-locks', '-r', '-n', 'a']);
    expect(out).toContain('Would remove sub/.pyftpsync-meta.json\n');
    expect(out).toMatch(/; \d files would be removed\.$/m);
    expect(out).not.toContain('Removed');
    expect(await line.tree('a')).toEqual(before);
  });

  it('does so on a server', async () => {
    const url = server.url.replace('://', '://tester@');
    const env = { EVENKEEL_PASSWORD: server.password };
    await line.run(['upload', 'a', url], { env });
    const lock = join(server.root, '.evenkeel-lock.json');
    await writeFile(lock, '{}');
    const { code, out } = await line.run(['scan', '--remove-locks', url], { env });
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('Removed .evenkeel-lock.json') as string,
    });
    await expect(stat(lock)).rejects.toThrow();
    expect(Object.keys(await readTree(server.root))).toEqual(['a.txt', 'b.txt', 'sub', 'sub/c.txt']);
  });
});

describe('evenkeel tree', () => {
  it('draws the folders, and with --files and --sort all of it in order', async () => {
    expect((await line.run(['tree', 'a'])).out).toBe(`[${line.path('a')}]\n+- [sub]\n`);
    await rm(line.path('a', '.pyftpsync-meta.json'));
    expect((await line.run(['tree', '--files', '--sort', 'a'])).out.split('\n')).toEqual([
      `[${line.path('a')}]`,
      '|- .pyftpsync-lock.json',
      '|- a.txt',
      '|- b.txt',
      '+- [sub]',
      '   |- .pyftpsync-lock.json',
      '   |- .pyftpsync-meta.json',
      '   +- c.txt',
      '',
    ]);
  });

  it('says what is wrong with a folder that is not there', async () => {
    for (const command of ['tree', 'scan']) {
      expect(await line.run([command, 'nowhere'])).toEqual({
        code: 1,
        out: '',
        err: `evenkeel: There is no folder “${line.path('nowhere')}”.\n  Check its path.\n`,
      });
    }
  });
});
