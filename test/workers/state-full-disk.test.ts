import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { openStateHere } from '../../src/main/state/open-state.js';
import type { BaselineRow } from '../../src/shared/entry/baseline.js';

const run = promisify(execFile);

const mayMount = process.platform === 'linux' && process.getuid?.() === 0;

const disks: string[] = [];
afterEach(async () => {
  for (const disk of disks.splice(0)) {
    await run('umount', ['-l', disk]);
    await rm(disk, { recursive: true });
  }
});

/** A disk of so many kibibytes. */
async function tinyDisk(kib: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-tiny-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', folder]);
  disks.push(folder);
  return folder;
}

const rows: readonly BaselineRow[] = Array.from({ length: 20_000 }, (_, n) => {
  const file = { kind: 'file', size: n } as const;
  return {
    path: `a file with a rather long name ${n}`,
    record: { kind: 'file', sides: { local: file, remote: file } },
  };
});

describe.runIf(mayMount)('a full disk under the state database', () => {
  it('is said in plain words, records nothing by halves, and is got over once there is room', async () => {
    const disk = await tinyDisk(512);
    const options = { file: join(disk, 'state.sqlite'), pair: 'local|remote' };
    const { store } = await openStateHere(options);
    await expect(store.recordAll(rows)).rejects.toMatchObject({
      problem: { kind: 'no-space', what: expect.stringContaining('is full') as string },
    });
    expect(await store.childrenOf('')).toEqual([]);
    await run('mount', ['-o', 'remount,size=64m', disk]);
    await store.recordAll(rows);
    expect(await store.childrenOf('')).toHaveLength(rows.length);
    await store.close();
  });

  it('is said in the same words where not even the file can be made', async () => {
    const disk = await tinyDisk(64);
    await writeFile(join(disk, 'filler'), Buffer.alloc(60 * 1024)).catch(() => undefined);
    await writeFile(join(disk, 'filler-2'), Buffer.alloc(60 * 1024)).catch(() => undefined);
    await expect(openStateHere({ file: join(disk, 'state.sqlite'), pair: 'p' })).rejects.toMatchObject({
      problem: { kind: 'no-space', advice: expect.stringContaining('--state-dir') as string },
    });
  });
});
