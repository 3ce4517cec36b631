import { readFile } from 'node:fs/promises';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand, type CommandResult } from '../../src/main/session/commands/run-command.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-command-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const LONG_MS = 60_000;

/** Runs a program of ours, which any system has. */
async function node(
  script: string,
  { timeLimitMs = LONG_MS, signal = new AbortController().signal, args = [] as readonly string[] } = {},
): Promise<CommandResult> {
  const file = join(folder, 'script.cjs');
  await writeFile(file, script);
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return runCommand({ words: [process.execPath, file, ...args], env, timeLimitMs, signal });
}

describe('a command', () => {
  it('is given its words as they are, no shell in between, and tells how it ended and what it printed', async () => {
    const args = ['a b', '$HOME', '`id`', '; exit 9', ''];
    const result = await node(
      'console.log(JSON.stringify(process.argv.slice(2))); console.error(process.cwd()); process.exitCode = 3;',
      { args },
    );
    expect(result.end).toEqual({ kind: 'exited', code: 3 });
    expect(result.output).toContain(JSON.stringify(args));
    expect(result.output).toContain(homedir());
  });

  it('that reads gets nothing, and does not wait', async () => {
    const result = await node('process.stdin.on("end", () => console.log("end")).resume();');
    expect(result).toEqual({ end: { kind: 'exited', code: 0 }, output: 'end\n' });
  });

  it('keeps the end of a long output, without colours', async () => {
    const { output } = await node(
      'console.log("begin" + "x".repeat(100_000)); console.log("\\u001b[31mred\\u001b[0m end");',
    );
    expect(output.length).toBeLessThan(5_000);
    expect(output).toMatch(/^…x+\nred end\n$/);
  });

  it('that is not there could not be started', async () => {
    const words = [join(folder, 'nothing')];
    const signal = new AbortController().signal;
    const result = await runCommand({ words, env: {}, timeLimitMs: LONG_MS, signal });
    expect(result.end).toEqual({ kind: 'not-started', why: 'ENOENT' });
  });

  it('is ended when its time is up', async () => {
    const { end, output } = await node('console.log("on"); setInterval(() => {}, 1000);', {
      timeLimitMs: 1_500,
    });
    expect(end).toEqual({ kind: 'timed-out' });
    expect(output).toBe('on\n');
  });

  it.skipIf(process.platform === 'win32')(
    'is ended with what it has started, even what does not heed',
    async () => {
      const stop = new AbortController();
      const pids = join(folder, 'pids');
      const ended = node(
        `const { spawn } = require('node:child_process');
       const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'], { stdio: 'inherit' });
       process.on('SIGTERM', () => {});
       require('node:fs').writeFileSync(${JSON.stringify(pids)}, process.pid + ' ' + child.pid);
       setInterval(() => {}, 1000);`,
        { signal: stop.signal },
      );
      await expect.poll(() => readFile(pids, 'utf8').catch(() => '')).toMatch(/^\d+ \d+$/);
      stop.abort();
      expect((await ended).end).toEqual({ kind: 'stopped' });
      const [own, child] = (await readFile(pids, 'utf8')).split(' ').map(Number);
      await expect.poll(() => isAlive(own) || isAlive(child)).toBe(false);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'that leaves something running in the background is over itself',
    async () => {
      const pids = join(folder, 'pids');
      const result = await node(
        `const child = require('node:child_process').spawn('sleep', ['60'], { stdio: 'inherit' });
       require('node:fs').writeFileSync(${JSON.stringify(pids)}, String(child.pid));
       console.log('left'); process.exit(0);`,
      );
      expect(result).toEqual({ end: { kind: 'exited', code: 0 }, output: 'left\n' });
      const pid = Number(await readFile(pids, 'utf8'));
      expect(isAlive(pid)).toBe(true);
      process.kill(pid);
    },
  );
});

function isAlive(pid: number | undefined): boolean {
  try {
    process.kill(pid ?? 0, 0);
    // A zombie that nobody has collected is dead.
    return true;
  } catch {
    return false;
  }
}
