import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../bundle.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-worker-'));
  await bundle(
    { 'open-state': 'src/main/state/open-state.ts', 'state-worker': 'src/main/state/worker/state-worker.ts' },
    folder,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a program that remembers in a thread of its own; resolves with what it printed. */
async function runProgram(program: string): Promise<string> {
  const file = join(folder, 'program.mjs');
  await writeFile(file, `import { openState } from './open-state.js';\n${program}`);
  const { stdout } = await promisify(execFile)(process.execPath, [file, join(folder, 'memory.sqlite')], {
    timeout: 20_000,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  return stdout.trim();
}

describe('the thread that remembers', () => {
  it('ends with the database that it serves, so that the program can end', async () => {
    const printed = await runProgram(`
      const { store } = await openState({ file: process.argv[2], pair: 'local|remote' });
      await store.record('a', { kind: 'folder' });
      await store.close();
      console.log('closed');
    `);
    expect(printed).toBe('closed');
  });

  it('serves one database after the other: a thread that has ended never gives all of its memory back', async () => {
    const printed = await runProgram(`
      import { Worker } from 'node:worker_threads';
      for (const pair of ['a', 'b', 'a']) {
        const { store } = await openState({ file: process.argv[2] + pair, pair });
        console.log(await store.hasBaseline(), JSON.stringify(await store.childrenOf('')));
        await store.record(pair, { kind: 'folder' });
        await store.close();
      }
      const started = new Worker('0', { eval: true });
      console.log('threads started', started.threadId);
      await started.terminate();
    `);
    expect(printed.split('\n')).toEqual([
      'false []',
      'false []',
      'false [{"path":"a","record":{"kind":"folder"}}]',
      'threads started 2',
    ]);
  });

  it('that cannot begin is told of, instead of being waited for', async () => {
    await rm(join(folder, 'state-worker.js'));
    const printed = await runProgram(`
      const opened = openState({ file: process.argv[2], pair: 'local|remote' });
      console.log(await opened.then(() => 'open', (error) => error.problem.kind));
    `);
    expect(printed).toBe('damaged');
  });
});
