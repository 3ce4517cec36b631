import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, test } from 'vitest';
import type { Side } from '../../../src/shared/entry/entry.js';
import type { RunReport } from '../../../src/shared/run/run.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import { LOCK_FILE } from '../../../src/main/sync/lock/lock-file.js';
import type { ReadOptions } from '../../../src/main/targets/target.js';
import type { ServerName } from '../../servers/server.js';
import { whyUnavailable } from '../../servers/start-server.js';
import { Pair, type Served } from '../support/pair.js';
import { servedBy } from '../support/served.js';

const run = promisify(execFile);
const onPosix = process.platform !== 'win32';

let pair: Pair;
const listening: Server[] = [];
afterEach(async () => {
  for (const server of listening.splice(0)) await new Promise((resolve) => server.close(resolve));
  await pair.remove();
});

/** A named pipe, which keeps whoever opens it to read waiting for somebody to write. */
async function makePipe(side: Side, path: string): Promise<void> {
  const full = join(pair.root(side), path);
  await rm(full, { recursive: true, force: true });
  await run('mkfifo', ['-m', '666', full]);
  await pair.ownRemote();
}

async function makeSocket(side: Side, path: string): Promise<void> {
  const server = createServer();
  listening.push(server);
  await new Promise<void>((resolve) => server.listen(join(pair.root(side), path), resolve));
}

/** Resolves with whether it was made: only root may. */
async function makeDevice(side: Side, path: string): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  return run('mknod', [join(pair.root(side), path), 'c', '1', '7']).then(
    () => true,
    () => false,
  );
}

async function isPipe(side: Side, path: string): Promise<boolean> {
  return (await lstat(join(pair.root(side), path))).isFIFO();
}

function outcomesOf({ items }: RunReport): Record<string, string> {
  return Object.fromEntries(items.map(({ path, outcome }) => [path, outcome.kind]));
}

type Place = ServerName | 'here';

/** Runs the cases of one kind for each of these places, or skips them by name. */
async function inEach(
  places: readonly Place[],
  cases: (served: () => Promise<Served | undefined>) => void,
): Promise<void> {
  for (const place of places) {
    const title = place === 'here' ? 'in a folder on this computer' : `on ${place}`;
    const why = onPosix
      ? place === 'here'
        ? undefined
        : await whyUnavailable(place)
      : 'this system has none';
    if (why !== undefined) test.skip(`pipes, sockets and devices ${title}: ${why}`, () => undefined);
    else
      describe(`pipes, sockets and devices ${title}`, () =>
        cases(() => (place === 'here' ? Promise.resolve(undefined) : servedBy(place))));
  }
}

// proftpd and pyftpdlib list them as files.
await inEach(['here', 'openssh', 'pure-ftpd', 'vsftpd'], (served) => {
  it('are left alone, each with a note, and what lies beside them is copied', async () => {
    pair = await Pair.create({}, { 'a.txt': 'a' }, await served());
    await makePipe('remote', 'pipe');
    await makeSocket('remote', 'socket');
    const special = ['pipe', 'socket', ...((await makeDevice('remote', 'device')) ? ['device'] : [])];
    const report = await pair.sync();
    expect(outcomesOf(report)).toEqual({
      'a.txt': 'done',
      ...Object.fromEntries(special.map((path) => [path, 'skipped'])),
    });
    for (const { outcome } of report.items) {
      if (outcome.kind === 'skipped')
        expect(outcome.problem.what).toContain('It is a special file on the remote side');
    }
    expect(await pair.tree('local')).toEqual({ 'a.txt': 'a' });
    expect(await isPipe('remote', 'pipe')).toBe(true);
  });
});

// pure-ftpd and pyftpdlib keep silent until they are given up.
await inEach(['here', 'openssh', 'vsftpd'], (served) => {
  it('S2: take the place of files after the comparison, which are skipped, and keep nothing else waiting', async () => {
    const files = { 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c', 'd.txt': 'd' };
    pair = await Pair.create({}, files, await served());
    const plan = await pair.compare();
    await makePipe('remote', 'b.txt');
    const report = await pair.run(plan);
    expect(report.end).toEqual({ kind: 'finished' });
    expect(outcomesOf(report)).toEqual({
      'a.txt': 'done',
      'b.txt': 'skipped',
      'c.txt': 'done',
      'd.txt': 'done',
    });
    expect(await isPipe('remote', 'b.txt')).toBe(true);
    expect(Object.keys(await pair.tree('local'))).toEqual(['a.txt', 'c.txt', 'd.txt']);
  });
});

// vsftpd tells nothing of them where it is asked about a single name.
await inEach(['here', 'openssh', 'pure-ftpd', 'proftpd'], (served) => {
  it('S2: appear where something was to be put, and are not replaced', async () => {
    pair = await Pair.inSync({ 'a.txt': 'a' }, await served());
    await pair.put('local', { 'a.txt': 'newer', 'new.txt': 'new', folder: null });
    const plan = await pair.compare();
    for (const path of ['a.txt', 'new.txt', 'folder']) await makePipe('remote', path);
    const report = await pair.run(plan);
    expect(report.counts).toMatchObject({ done: 0 });
    expect(report.end).toEqual({ kind: 'finished' });
    for (const path of ['a.txt', 'new.txt', 'folder']) expect(await isPipe('remote', path), path).toBe(true);
  });
});

test.runIf(onPosix)(
  'S2: a file whose side keeps silent because a pipe took its place is skipped, and not tried again',
  async () => {
    pair = await Pair.create({}, { 'a.txt': 'a' });
    const plan = await pair.compare();
    let reads = 0;
    pair.wrap = (target, side) => {
      if (side === 'local') return target;
      const read = target.read.bind(target);
      return Object.assign(target, {
        read: async (path: string, options: ReadOptions) => {
          if (path !== 'a.txt') return read(path, options);
          reads += 1;
          await makePipe('remote', 'a.txt');
          throw new ProblemError({ kind: 'timed-out', what: 'It did not answer.', advice: 'Try again.' });
        },
      });
    };
    expect(outcomesOf(await pair.run(plan))).toEqual({ 'a.txt': 'skipped' });
    expect(reads).toBe(1);
  },
);

describe.runIf(onPosix)('a pipe of this computer', () => {
  it('S2: that takes the place of a file after the comparison is skipped, and nobody waits for it', async () => {
    pair = await Pair.create({ 'a.txt': 'a', 'b.txt': 'b' });
    const plan = await pair.compare();
    await makePipe('local', 'b.txt');
    const report = await pair.run(plan);
    expect(outcomesOf(report)).toEqual({ 'a.txt': 'done', 'b.txt': 'skipped' });
    expect(await pair.tree('remote')).toEqual({ 'a.txt': 'a' });
  });

  it('S6: in a folder that the other side deleted keeps that folder, and is not deleted', async () => {
    pair = await Pair.inSync({ 'folder/a.txt': 'a' });
    await makePipe('local', 'folder/pipe');
    await pair.delete('remote', 'folder');
    await pair.sync();
    expect(await isPipe('local', 'folder/pipe')).toBe(true);
  });

  it('S9: under the name of the filters is told, and not read', async () => {
    pair = await Pair.create({ 'a.txt': 'a' });
    await makePipe('local', '.evenkeelignore');
    await expect(pair.compare()).rejects.toMatchObject({ problem: { kind: 'invalid' } });
  });

  it('S9: under the name of the lock is told, keeps no run waiting, and stays', async () => {
    pair = await Pair.create({ 'a.txt': 'a' });
    await makePipe('remote', LOCK_FILE);
    expect((await pair.sync()).end).toMatchObject({
      kind: 'broken-off',
      problem: { kind: 'already-exists', path: LOCK_FILE },
    });
    expect(await isPipe('remote', LOCK_FILE)).toBe(true);
  });
});
