import { execFile } from 'node:child_process';
import { appendFile, chown, rm, symlink, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommandLine, type Ended } from '../support/command-line.js';
import { Terminal, whyNoTerminal } from '../support/terminal.js';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build('here');
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
    expect(await run('site', 'deploy')).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /^evenkeel: pyftpsync\.yaml, line 13, column 5: invalid value for “connections”.*\n {2}.*1 to 32, or auto\.\n$/,
      ) as string,
    });
    await rm(line.path('site', 'pyftpsync.yaml'));
    expect(await run('site')).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no evenkeel.yaml or pyftpsync.yaml here or above.') as string,
    });
  });

  it('does the task that is named, and never copies the file itself', async () => {
    expect(await run('site', 'deploy')).toMatchObject({ code: 0, err: '' });
    expect(Object.keys(await line.tree('server'))).toEqual([
      'a.html',
      'sub',
      'sub/b.html',
      'sub/deep',
      'sub/deep/c.html',
    ]);
  });

  it('reads evenkeel.yaml before pyftpsync.yaml, and does not copy it either', async () => {
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
    // Another task is none of its business.
    expect(wrong).toMatchObject({ code: 0 });
    const asked = await run('site', 'deploy');
    expect(asked).toMatchObject({ code: 2, out: '' });
    expect(asked.err).toContain('pyftpsync.yaml, line 12, column 5: there is no key “exlude”');
    await rm(line.path('site', 'pyftpsync.yaml'));
    expect((await run('site')).code).toBe(2);
  });

  it('takes what pyftpsync’s own sample has in it, task by task', async () => {
    await writeFile(
      line.path('site', 'pyftpsync.yaml'),
      `default_task: deploy
common_config:
    progress: true
    remote: ../server
    dry_run: true
    root: true
    report_problems: true
tasks:
    show:
        command: tree
        dry_run: false
        sort: true
        files: false
    sync_all:
        command: sync
    deploy:
        command: upload
        delete: false
        delete_unmatched: false
        exclude: build,node_modules,.*,_*
    deploy_force:
        command: upload
        delete: true
        delete_unmatched: true
        exclude: build,node_modules,.*,_*
        force: true
        resolve: local
`,
    );
    for (const task of ['sync_all', 'deploy', 'deploy_force']) {
      expect(await run('site', task)).toMatchObject({ code: 0 });
      expect(await line.tree('server')).toEqual({ sub: null, 'sub/deep': null });
    }
    expect(await run('site/sub', '--no-dry-run')).toMatchObject({ code: 0 });
    expect(await line.tree('server')).toHaveProperty(['sub/b.html'], 'b');
    const drawn = (await run('site', 'show')).out;
    expect(drawn).toContain('+- [sub]');
    expect(drawn).not.toContain('a.html');
    expect((await run('site', 'show', '--files', '--sort')).out).toMatch(/a\.html\n[^]*\[sub\]\n[^]*b\.html/);
  });

  it('overwrites with --force, and takes -v, -q and --case in front of the command', async () => {
    await line.put('server', { 'a.html': 'of the server' });
    expect((await run('site', 'deploy', '--force')).code).toBe(0);
    expect(await line.tree('server')).toHaveProperty(['a.html'], 'a');
    const at = { cwd: line.path('site') };
    const told = await line.run(['-v', '--case', 'strict', 'run', 'deploy'], at);
    expect(told).toMatchObject({ code: 0, out: expect.stringContaining('a.html') as string });
    expect((await line.run(['-qq', 'run', 'deploy'], at)).out).toBe('');
    expect(await line.run(['--case', 'never', 'run', 'deploy'], at)).toMatchObject({ code: 2 });
  });

  it.runIf(process.getuid?.() === 0)('refuses a file that another user owns', async () => {
    await chown(line.path('site', 'pyftpsync.yaml'), 12_345, 12_345);
    expect(await run('site', 'deploy')).toMatchObject({
      code: 2,
      err: expect.stringContaining('belongs to another user') as string,
    });
    expect(await line.tree('server')).toEqual({ sub: null, 'sub/deep': null });
  });

  it('S9: refuses what is no file, or too large to be one of tasks, and does not wait for it', async () => {
    const file = line.path('site', 'pyftpsync.yaml');
    await rm(file);
    await promisify(execFile)('mkfifo', [file]);
    expect(await run('site')).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not a file') as string,
    });
    await rm(file);
    await writeFile(file, `${FILE}${'#'.repeat(1_000_000)}`);
    expect(await run('site')).toMatchObject({
      code: 2,
      err: expect.stringContaining('larger than 1 MB') as string,
    });
  });

  it.each([
    ['log: ../written', 'log'],
    ['state_dir: ../elsewhere', 'state_dir'],
    ['local: ../config', 'local'],
    ['local: leads-out', 'local'],
  ])('S9: refuses “%s” where nobody can be asked, and does nothing of it', async (key, name) => {
    await line.put('config', { private: 'x' });
    await symlink(line.path('config'), line.path('site', 'leads-out'));
    await writeFile(
      line.path('site', 'pyftpsync.yaml'),
      `tasks:\n  default: { command: upload, remote: ../server, ${key} }\n`,
    );
    const ended = await run('site');
    expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining(`${name}: /`) as string });
    expect(await line.tree('server')).toEqual({ sub: null, 'sub/deep': null });
    expect(await line.tree('.')).not.toHaveProperty(['written']);
    expect(await line.tree('.')).not.toHaveProperty(['elsewhere']);
  });

  it('takes a local folder below the file, and what the command line says itself, without a question', async () => {
    await writeFile(
      line.path('site', 'pyftpsync.yaml'),
      'tasks:\n  default: { command: upload, local: sub, remote: ../server, log: ../never }\n',
    );
    expect(await run('site', '--log', 'mine')).toMatchObject({ code: 0, err: '' });
    expect(await line.tree('server')).toHaveProperty(['b.html']);
    expect(await line.tree('.')).not.toHaveProperty(['never']);
  });

  it.skipIf(whyNoTerminal())(
    'S9: asks about a far-reaching file once, and again when it has changed',
    async () => {
      const file = line.path('site', 'pyftpsync.yaml');
      await writeFile(file, 'tasks:\n  default: { command: upload, remote: ../server, log: ../written }\n');
      const at = { cwd: line.path('site') };
      const no = new Terminal(line, ['run'], at);
      await no.sees('Allow that');
      no.types('n\r');
      expect(await no.code).toBe(2);
      const yes = new Terminal(line, ['run'], at);
      await yes.sees('Allow that');
      yes.types('y\r');
      expect(await yes.code).toBe(0);
      expect(await run('site')).toMatchObject({ code: 0 });
      expect(await line.tree('.')).toHaveProperty(['written']);
      await appendFile(file, '# by somebody else\n');
      expect(await run('site')).toMatchObject({ code: 2 });
    },
  );
});
