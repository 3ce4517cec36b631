import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NEEDED_NODE } from '../../../src/main/state/sqlite/needed-node.js';
import { CommandLine } from '../support/command-line.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const posix = process.platform === 'win32' ? describe.skip : describe;

let line: CommandLine;
let checkout: string;
beforeAll(async () => {
  line = await CommandLine.build();
  checkout = await mkdtemp(join(tmpdir(), 'evenkeel-checkout-'));
  await mkdir(join(checkout, 'out'));
  for (const name of ['bin', 'package.json'])
    await cp(join(ROOT, name), join(checkout, name), { recursive: true });
  await cp(join(line.program[1] ?? '', '..'), join(checkout, 'out', 'main'), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
});
afterAll(async () => {
  await rm(checkout, { recursive: true, force: true });
  await line.remove();
});

async function started(program: string, ...words: readonly string[]): Promise<number> {
  const env = { ...line.environment(), ELECTRON_RUN_AS_NODE: '' };
  try {
    const { stdout } = await promisify(execFile)(program, words, { env, cwd: line.workplace });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    return 0;
  } catch (error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : -1;
  }
}

posix('bin/evenkeel', () => {
  it('starts the command line from a checkout, through a symbolic link too, and passes its exit code on', async () => {
    const program = join(checkout, 'bin', 'evenkeel');
    const link = join(checkout, 'a link');
    await symlink(program, link);
    expect(await started(program, '--version')).toBe(0);
    expect(await started(link, '--version')).toBe(0);
    expect(await started(link, 'sync', 'only one')).toBe(2);
  });

  it('starts it from a package, on a Node that is new enough or beside one that is not', async () => {
    const program = join(checkout, 'bin', 'evenkeel.mjs');
    expect(await started('node', program, '--version')).toBe(0);
    expect(await started('node', program, 'sync', 'only one')).toBe(2);
  });

  it('starts the window of an installed application, but the command line where it is given a command', async () => {
    const installed = join(checkout, 'installed');
    await mkdir(join(installed, 'resources'), { recursive: true });
    await cp(join(checkout, 'bin', 'evenkeel'), join(installed, 'evenkeel'));
    // Electron’s own `fs` would look into it, and complain.
    const archive = join(installed, 'resources', 'app.asar');
    await promisify(execFile)('touch', [archive]);
    const program = join(installed, 'evenkeel-app');
    await writeFile(program, '#!/bin/sh\ncase "$1" in *cli.js) echo words ;; *) echo window ;; esac\n');
    await chmod(program, 0o755);
    const opened = async (...words: readonly string[]): Promise<string> =>
      (await promisify(execFile)(join(installed, 'evenkeel'), words)).stdout.trim();
    expect(await opened()).toBe('window');
    expect(await opened('--no-sandbox', '--demo')).toBe('window');
    expect(await opened('sync', installed, 'b')).toBe('words');
    expect(await opened('--version')).toBe('words');
    // What is dragged onto it is no command.
    expect(await opened(program)).toBe('window');
    expect(await opened('--no-sandbox', installed)).toBe('window');
    expect(await opened(`file://${program}`)).toBe('window');
    expect(await opened(join(installed, 'gone'))).toBe('words');
    await promisify(execFile)('rm', [archive]);
  });

  it.each(['20.20.2', '22.13.0', '22.15.1', '23.11.1'])(
    'says which Node it needs on Node %s, where no other runtime is at hand',
    async (version) => {
      const alone = join(checkout, 'alone');
      for (const name of ['bin', 'out'])
        await cp(join(checkout, name), join(alone, name), { recursive: true });
      const ended = promisify(execFile)('node', asNode(version, join(alone, 'bin', 'evenkeel.mjs')), {
        env: line.environment(),
      });
      await expect(ended).rejects.toMatchObject({
        code: 1,
        stdout: '',
        stderr: `evenkeel: Evenkeel needs ${NEEDED_NODE}; this is ${version}.\n  Install a newer Node, or the application.\n`,
      });
    },
  );

  it('takes the Nodes that have all that is needed', async () => {
    const alone = join(checkout, 'newer');
    await mkdir(join(alone, 'out', 'main'), { recursive: true });
    await cp(join(checkout, 'bin'), join(alone, 'bin'), { recursive: true });
    await writeFile(join(alone, 'package.json'), '{ "type": "module" }');
    await writeFile(join(alone, 'out', 'main', 'cli.js'), 'process.stdout.write("started\\n");');
    for (const version of ['22.16.0', '24.0.0', '26.1.0']) {
      const program = join(alone, 'bin', 'evenkeel.mjs');
      const { stdout } = await promisify(execFile)('node', asNode(version, program), {
        env: line.environment(),
      });
      expect(stdout).toBe('started\n');
    }
  });
});

/** The words for `node` that make a program believe it runs on that version. */
function asNode(version: string, program: string): string[] {
  const code = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`, program, 'sync', 'a', 'b'];
}
