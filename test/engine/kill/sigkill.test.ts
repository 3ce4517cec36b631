import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import { bundle } from '../../bundle.js';
import type { Side } from '../../../src/shared/entry/entry.js';
import type { TestServer } from '../../servers/server.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { readTree } from '../support/pair.js';

const KILLS = 8;

/** Rounds that it may take to kill so many: a run can be over before its kill comes. */
const ROUNDS_AT_MOST = 40;

let programs: string;
beforeAll(async () => {
  programs = await mkdtemp(join(tmpdir(), 'evenkeel-kill-'));
  await bundle(
    {
      'kill-program': 'test/engine/support/kill-program.ts',
      'state-worker': 'src/main/state/worker/state-worker.ts',
    },
    programs,
    ['ssh2', 'cpu-features'],
  );
  // What is not bundled is found from there.
  await writeFile(join(programs, 'package.json'), '{"type":"module"}');
  const { symlink } = await import('node:fs/promises');
  await symlink(resolve('node_modules'), join(programs, 'node_modules'));
});
afterAll(() => rm(programs, { recursive: true, force: true }));

let base: string;
let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await rm(base, { recursive: true, force: true });
});

/** Two sides that one process after the other keeps in sync, and what both ought to hold in the end. */
class KilledPair {
  readonly roots: Readonly<Record<Side, string>>;
  readonly expected = new Map<string, string>();
  #clock = Date.UTC(2026, 0, 1);

  constructor() {
    this.roots = { local: join(base, 'local'), remote: server?.root ?? join(base, 'remote') };
  }

  async write(side: Side, path: string, content: string): Promise<void> {
    const full = join(this.roots[side], path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, content);
    this.#clock += 60_000;
    await utimes(full, this.#clock / 1000, this.#clock / 1000);
    this.expected.set(path, content);
  }

  async delete(side: Side, path: string): Promise<void> {
    await rm(join(this.roots[side], path), { force: true });
    this.expected.delete(path);
  }

  /** A whole folder gets another name, so far as it has arrived. */
  async moveFolder(side: Side, from: string, to: string): Promise<void> {
    await rename(join(this.roots[side], from), join(this.roots[side], to));
    for (const [path, content] of [...this.expected]) {
      if (!path.startsWith(`${from}/`)) continue;
      this.expected.delete(path);
      this.expected.set(to + path.slice(from.length), content);
    }
  }

  /** Each side has files of its own to change, so that nothing can be a conflict unless a kill makes it one. */
  async edit(round: number): Promise<void> {
    for (const side of ['local', 'remote'] as const) {
      const home = `${side}-${round % 3}`;
      for (let file = 0; file < 12; file += 1) {
        await this.write(side, `${home}/${side}-${file}`, `${round} ${file} `.repeat(1 + file * 20));
      }
      await this.write(side, `${side}-big`, `${round}${side}`.repeat(200_000));
      await this.write(side, `${home}/deep/once-${round}`, String(round));
      await this.delete(side, `${side}-0/deep/once-${round - 3}`);
    }
    if (round === 5) await this.moveFolder('local', 'local-1', 'local-moved');
    if (round === 8) await this.moveFolder('remote', 'remote-1', 'remote-moved');
    await server?.own();
  }

  /** Starts a process that brings both sides in sync; kills it `killAfterMs` after its run has begun. Resolves with what it printed. */
  async run(killAfterMs?: number): Promise<string> {
    const remote =
      server === undefined
        ? { kind: 'folder', path: this.roots.remote }
        : { kind: 'server', host: server.host, port: server.port };
    const input = {
      state: join(base, 'state.sqlite'),
      local: this.roots.local,
      remote,
      userName: server?.user ?? '',
      password: server?.password ?? '',
    };
    const child = spawn(process.execPath, [join(programs, 'kill-program.js'), JSON.stringify(input)], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    const printed = text(child.stdout);
    if (killAfterMs !== undefined) {
      await Promise.race([once(child.stdout, 'data'), ended]);
      await sleep(killAfterMs);
      child.kill('SIGKILL');
    }
    await ended;
    return printed;
  }

  async tree(side: Side): Promise<Record<string, string>> {
    const files = Object.entries(await readTree(this.roots[side])).flatMap(([path, content]) =>
      content === null ? [] : [[path, content] as const],
    );
    return Object.fromEntries(files);
  }
}

async function killAgainAndAgain(): Promise<void> {
  const pair = new KilledPair();
  for (const side of ['local', 'remote'] as const) await mkdir(pair.roots[side], { recursive: true });
  let killed = 0;
  // How long a run takes depends on the machine: a kill that came too late makes the next one come earlier.
  let withinMs = 120;
  for (let round = 0; killed < KILLS && round < ROUNDS_AT_MOST; round += 1) {
    await pair.edit(round);
    const printed = await pair.run(Math.random() * withinMs);
    const late = printed.includes('counts');
    withinMs *= late ? 0.7 : 1.2;
    if (!late) killed += 1;
  }
  // They died in the middle; otherwise this shows nothing.
  expect(killed).toBe(KILLS);
  const last = await pair.run();
  expect(last).toContain('{"end":{"kind":"finished"}');
  expect(last).toMatch(/"skipped":0,"failed":0,"conflicts":0/);
  const expected = Object.fromEntries([...pair.expected].sort(([a], [b]) => (a < b ? -1 : 1)));
  // Leftover temporary files would show here as well.
  expect(await pair.tree('local')).toEqual(expected);
  expect(await pair.tree('remote')).toEqual(expected);
  expect(await pair.run()).toMatch(/"done":0/);
}

const why = await whyUnavailable('pure-ftpd');

describe('S5: a process that is killed again and again', { timeout: 120_000 }, () => {
  it('leaves two local folders even in the end, with all that was done to them', async () => {
    base = await mkdtemp(join(tmpdir(), 'evenkeel-killed-'));
    await killAgainAndAgain();
  });

  if (why !== undefined) test.skip(`and a folder on pure-ftpd: ${why}`, () => undefined);
  else {
    it('leaves a folder on pure-ftpd even in the end, with all that was done to it', async () => {
      base = await mkdtemp(join(tmpdir(), 'evenkeel-killed-'));
      server = await startServer('pure-ftpd');
      await killAgainAndAgain();
    });
  }
});
