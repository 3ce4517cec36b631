import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname, userInfo } from 'node:os';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { LOCK_FILE } from '../../../src/main/sync/lock/lock-file.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { Pair } from '../support/pair.js';
import { withMethods } from '../support/sides/with-methods.js';

let pair: Pair;
afterEach(() => pair.remove());

const OTHER = {
  version: 1,
  id: 'their-run',
  host: 'another-computer',
  user: 'somebody',
  pid: 1,
  startedMs: Date.now() - 5 * 60_000,
};

function lockFile(): string {
  return join(pair.root('remote'), LOCK_FILE);
}

async function leaveLock(lock: object): Promise<void> {
  await writeFile(lockFile(), JSON.stringify(lock));
}

/** The number of a process that was there and is not any more. */
async function goneProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('a run', () => {
  it('holds the lock of the remote folder, and gives it back', async () => {
    pair = await Pair.create({ a: 'x' });
    let held: unknown;
    pair.wrap = (target, side) =>
      side === 'local'
        ? new Proxy(target, {
            get: (of, key): unknown => {
              const value: unknown = Reflect.get(of, key);
              if (typeof value !== 'function') return value;
              if (key !== 'read') return value.bind(of) as unknown;
              return async (...args: readonly unknown[]): Promise<unknown> => {
                held = JSON.parse(await readFile(lockFile(), 'utf8'));
                return Reflect.apply(value, of, args) as unknown;
              };
            },
          })
        : target;
    const plan = await pair.compare();
    await pair.run(plan);
    expect(held).toMatchObject({ version: 1, host: '', user: '', pid: process.pid });
    // A web server may show it to everybody.
    const told = JSON.stringify(held);
    for (const name of [hostname(), userInfo().username]) expect(told).not.toContain(`"${name}`);
    expect(await pair.tree('remote')).toEqual({ a: 'x' });
    expect(await readdir(pair.root('remote'))).toEqual(['a']);
  });

  it('does nothing while another computer synchronizes the folder, and says who that is', async () => {
    pair = await Pair.create({ a: 'x' });
    await leaveLock(OTHER);
    const report = await pair.sync();
    expect(report.end).toMatchObject({ kind: 'broken-off', problem: { kind: 'locked', side: 'remote' } });
    const what = report.end.kind === 'broken-off' ? report.end.problem.what : '';
    expect(what).toContain('“somebody” on “another-computer”');
    expect(what).toContain('5 minutes ago');
    expect(await readdir(pair.root('remote'))).toEqual([LOCK_FILE]);
  });

  it('gives way to one that took the lock while its own was on its way', async () => {
    pair = await Pair.create({ a: 'x' });
    pair.wrap = (target, side) =>
      side === 'local'
        ? target
        : withMethods(target, {
            write: async (path, source, options) => {
              // By now it has seen that nobody holds the lock.
              await pause(100);
              if (path === LOCK_FILE) await leaveLock(OTHER);
              return target.write(path, source, options);
            },
          });
    const report = await pair.sync();
    expect(report.end).toMatchObject({ kind: 'broken-off', problem: { kind: 'locked' } });
    expect(JSON.parse(await readFile(lockFile(), 'utf8'))).toEqual(OTHER);
    expect(await readdir(pair.root('remote'))).toEqual([LOCK_FILE]);
  });

  it('gives way to one whose lock was written while it was read', async () => {
    pair = await Pair.create({ a: 'x' });
    await leaveLock(OTHER);
    let reads = 0;
    pair.wrap = (target, side) =>
      side === 'local'
        ? target
        : withMethods(target, {
            read: (path, options) => {
              if (path === LOCK_FILE && (reads += 1) === 1)
                return Promise.reject(
                  new ProblemError({ kind: 'transfer-incomplete', what: 'It changed.', advice: '', side }),
                );
              return target.read(path, options);
            },
          });
    const report = await pair.sync();
    expect(report.end).toMatchObject({ kind: 'broken-off', problem: { kind: 'locked' } });
    expect(JSON.parse(await readFile(lockFile(), 'utf8'))).toEqual(OTHER);
  });

  it('takes the place of another one where somebody says so', async () => {
    pair = await Pair.create({ a: 'x' });
    await leaveLock(OTHER);
    const report = await pair.run(await pair.compare(), { breakLock: true });
    expect(report.end).toEqual({ kind: 'finished' });
    expect(await pair.tree('remote')).toEqual({ a: 'x' });
  });

  it('S5: is not kept from going on by the lock of one that was killed on this computer', async () => {
    pair = await Pair.create({ a: 'x' });
    await leaveLock({ ...OTHER, host: hostname(), user: userInfo().username, pid: await goneProcess() });
    expect((await pair.sync()).end).toEqual({ kind: 'finished' });
  });

  it('waits for one on this computer that is still going on', async () => {
    pair = await Pair.create({ a: 'x' });
    await leaveLock({ ...OTHER, host: hostname(), user: userInfo().username, pid: process.pid });
    expect((await pair.sync()).end).toMatchObject({ kind: 'broken-off', problem: { kind: 'locked' } });
  });

  it('S5: is not kept from going on by its own lock that a cut line kept it from giving back', async () => {
    pair = await Pair.create({ a: 'x' });
    const memory = await pair.state.token();
    await leaveLock({ ...OTHER, host: hostname(), user: userInfo().username, pid: process.pid, memory });
    expect((await pair.sync()).end).toEqual({ kind: 'finished' });
  });

  it('S5: is not kept from going on by the lock of a killed run from its state whose number another process has by now', async () => {
    pair = await Pair.create({ a: 'x' });
    const memory = await pair.state.token();
    await leaveLock({ ...OTHER, host: hostname(), user: userInfo().username, pid: process.ppid, memory });
    expect((await pair.sync()).end).toEqual({ kind: 'finished' });
  });

  it.each(['{ not json', '{"version":2}', '[]'])(
    'is not stopped by something that is no lock: %s',
    async (content) => {
      pair = await Pair.create({ a: 'x' });
      await writeFile(lockFile(), content);
      expect((await pair.sync()).end).toEqual({ kind: 'finished' });
    },
  );

  it('locks the side that it changes: under Download, the local one', async () => {
    pair = await Pair.create({}, { a: 'x' });
    pair.policy = { ...DEFAULT_POLICY, mode: 'download' };
    await leaveLock(OTHER);
    expect((await pair.sync()).end).toEqual({ kind: 'finished' });
    expect(await pair.tree('local')).toEqual({ a: 'x' });
  });

  it('S1: takes no lock for a dry run, nor where there is nothing to do', async () => {
    pair = await Pair.create({ a: 'x' });
    await leaveLock(OTHER);
    const dry = await pair.run(await pair.compare(), { dryRun: true });
    expect(dry.end).toEqual({ kind: 'finished' });
    await pair.run(await pair.compare(), { breakLock: true });
    await leaveLock(OTHER);
    expect((await pair.sync()).end).toEqual({ kind: 'finished' });
  });
});

describe('a run that cannot fit', () => {
  it('does not begin, and says how much room is missing', async () => {
    pair = await Pair.create({ a: 'x'.repeat(2000) });
    pair.wrap = (target, side) =>
      side === 'remote'
        ? new Proxy(target, {
            get: (of, key): unknown => {
              if (key === 'freeSpace') return () => Promise.resolve(500);
              const value: unknown = Reflect.get(of, key);
              return typeof value === 'function' ? (value.bind(of) as unknown) : value;
            },
          })
        : target;
    const report = await pair.sync();
    expect(report.end).toMatchObject({
      kind: 'broken-off',
      problem: {
        kind: 'no-space',
        side: 'remote',
        what: 'The run would copy 2.0 kB to the remote side, which has only 500 B free. Nothing was changed.',
      },
    });
    expect(await pair.tree('remote')).toEqual({});
  });

  it('is told from the room there is on a real disk', async () => {
    pair = await Pair.create();
    const { local } = await pair.targets();
    expect(await local.freeSpace(new AbortController().signal)).toBeGreaterThan(0);
  });
});
