import { rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommandLine, type Ended } from './support/command-line.js';
import { Terminal, whyNoTerminal } from './support/terminal.js';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build();
});
afterAll(() => line.remove());

const FILE = `default_task: look
tasks:
  look:
    command: upload
    local: .
    remote: ../server
    dry_run: true
  deploy:
    command: upload
    local: .
    remote: ../server
    exclude: "*.bak"
`;

describe('evenkeel run', () => {
  beforeEach(async () => {
    for (const folder of ['site', 'server', 'config'])
      await rm(line.path(folder), { recursive: true, force: true });
    await line.put('server', { 'sub/deep': null });
    await line.put('site', { 'a.html': 'a', 'sub/b.html': 'b', 'sub/deep/c.html': 'c', 'x.bak': 'x' });
    await writeFile(line.path('site', 'pyftpsync.yaml'), FILE);
  });

  const run = (folder: string, ...words: readonly string[]): Promise<Ended> =>
    line.run(['run', ...words], { cwd: line.path(folder) });

  it('does the default task, and only tells where the file says dry_run', async () => {
    const { code, out } = await run('site');
    expect(code).toBe(0);
    expect(out).toContain('A run would copy to remote 4 items');
    expect(await line.tree('server')).toEqual({ sub: null, 'sub/deep': null });
    expect((await run('site', '--execute')).code).toBe(0);
    expect(Object.keys(await line.tree('server'))).toContain('x.bak');
  });

  it('says which tasks there are, and where in the file something is wrong', async () => {
    expect(await run('site', 'deplyo')).toMatchObject({
      code: 2,
      err: 'evenkeel: There is no task “deplyo”.\n  Did you mean deploy? There are: look, deploy.\n',
    });
    await writeFile(line.path('site', 'pyftpsync.yaml'), `${FILE}    connections: many\n`);
    expect(await run('site')).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /^evenkeel: pyftpsync\.yaml, line 13, column 5: “connections” cannot.*\n {2}.*1 to 32\.\n$/,
      ) as string,
    });
    await rm(line.path('site', 'pyftpsync.yaml'));
    expect(await run('site')).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no evenkeel.yaml or pyftpsync.yaml here or above.') as string,
    });
  });

  it('does the task that is named, and never brings the file itself over', async () => {
    expect(await run('site', 'deploy')).toMatchObject({ code: 0, err: '' });
    expect(Object.keys(await line.tree('server'))).toEqual([
      'a.html',
      'sub',
      'sub/b.html',
      'sub/deep',
      'sub/deep/c.html',
    ]);
  });

  it('reads evenkeel.yaml before pyftpsync.yaml, and does not bring it over either', async () => {
    await writeFile(
      line.path('site', 'evenkeel.yaml'),
      FILE.replace('default_task: look', 'default_task: deploy'),
    );
    expect(await run('site')).toMatchObject({ code: 0, err: '' });
    expect(Object.keys(await line.tree('server'))).toContain('a.html');
    expect(Object.keys(await line.tree('server'))).not.toContain('evenkeel.yaml');
  });

  it('works from below on all of it with --root, on this folder with --here', async () => {
    const unsaid = await run('site/sub', 'deploy');
    expect(unsaid).toMatchObject({ code: 2, err: expect.stringContaining('--here') as string });
    expect((await run('site/sub/deep', 'deploy', '--here')).code).toBe(0);
    expect(await line.tree('server')).toEqual({ sub: null, 'sub/deep': null, 'sub/deep/c.html': 'c' });
    expect((await run('site/sub/deep', 'deploy', '--root')).code).toBe(0);
    expect(Object.keys(await line.tree('server'))).toContain('a.html');
  });

  it('works where the file says, unless the command line says otherwise', async () => {
    await writeFile(
      line.path('site', 'pyftpsync.yaml'),
      'common_config: { remote: ../server, root: true }\ntasks:\n  default: { command: upload }\n  below: { command: upload, root: false, here: true }\n',
    );
    expect((await run('site/sub/deep', 'below')).code).toBe(0);
    expect(await line.tree('server')).toEqual({ sub: null, 'sub/deep': null, 'sub/deep/c.html': 'c' });
    expect((await run('site/sub', '--here')).code).toBe(0);
    expect(await line.tree('server')).not.toHaveProperty(['a.html']);
    expect((await run('site/sub')).code).toBe(0);
    expect(await line.tree('server')).toHaveProperty(['a.html']);
  });

  it('lets the filters of the command line go before those of the file', async () => {
    expect((await run('site', 'deploy', '--match', '*.bak', '--exclude', 'sub')).code).toBe(0);
    expect(await line.tree('server')).toEqual({ sub: null, 'sub/deep': null, 'x.bak': 'x' });
  });

  it.skipIf(whyNoTerminal())('asks at a terminal where to work', async () => {
    const terminal = new Terminal(line, ['run', 'deploy'], { cwd: line.path('site', 'sub') });
    await terminal.sees('for this folder only (h)? ');
    terminal.types('h\r');
    expect(await terminal.code).toBe(0);
    expect(await line.tree('server')).toHaveProperty(['sub/b.html'], 'b');
    expect(await line.tree('server')).not.toHaveProperty(['a.html']);
  });

  it('names the tasks that there are, and where the file is wrong', async () => {
    const missing = await run('site', 'deplay');
    expect(missing).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('look, deploy') as string,
    });
    await writeFile(line.path('site', 'pyftpsync.yaml'), FILE.replace('exclude:', 'exlude:'));
    const wrong = await run('site');
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain('pyftpsync.yaml, line 12, column 5: “exlude”');
    await rm(line.path('site', 'pyftpsync.yaml'));
    expect((await run('site')).code).toBe(2);
  });
});
