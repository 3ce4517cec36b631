import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { problemOf } from '../../../../src/shared/problem-error.js';
import type { ServerFindings } from '../../../../src/shared/connection/server-findings.js';
import type { Target } from '../../../../src/main/targets/target.js';
import { get, list, NEVER, noise, put } from '../../contract/support/tools.js';
import { scripted } from '../../support/scripted.js';

// As if nobody had time.
vi.mock('../../../../src/main/targets/ftp/protocol/settings.js', async (original) => ({
  ...(await original<object>()),
  BURST_MS: 300,
  INACTIVITY_MS: 1500,
  FIRST_PORT_MS: 300,
}));

function findings(known: ServerFindings = {}) {
  const recorded: ServerFindings[] = [];
  return {
    recorded,
    findings: {
      known,
      record: (found: ServerFindings) => {
        if (found.features === undefined) recorded.push(found);
      },
    },
  };
}

async function listed(target: Target, signal: AbortSignal): Promise<void> {
  for await (const some of target.list('folder', signal)) expect(some).toEqual([]);
}

async function doAll(target: Target): Promise<void> {
  await target.makeFolder('folder', NEVER);
  await Promise.all(['a', 'b', 'c'].map((name) => put(target, `folder/${name}`, noise(5000))));
  await put(target, 'folder/a', 'replaced');
  expect([...(await list(target, 'folder')).keys()].sort()).toEqual(['a', 'b', 'c']);
  expect((await get(target, 'folder/b')).equals(noise(5000))).toBe(true);
  await target.move('folder/a', 'folder/d', NEVER);
  expect(await target.stat('folder/d', NEVER)).toMatchObject({ kind: 'file', size: 8 });
  await target.removeFile('folder/d', NEVER);
  expect(await target.stat('folder/d', NEVER)).toBeUndefined();
}

describe('a server that takes one command at a time', () => {
  test('because it loses what arrives together, is signed in to again, and that is remembered', async () => {
    const { recorded, findings: remembered } = findings();
    const { server, target } = await scripted({ losesBursts: true }, { options: { findings: remembered } });
    await target.connect(NEVER);
    await doAll(target);
    expect(recorded).toEqual([{ single: true }]);
    expect(server.count('FEAT')).toBeGreaterThan(0);
  });

  test('is not tried with more where that is remembered', async () => {
    const { recorded, findings: remembered } = findings({ single: true });
    const { server, target } = await scripted(
      { losesBursts: true },
      { options: { findings: remembered }, connections: 1 },
    );
    await target.connect(NEVER);
    await doAll(target);
    expect([server.connections, recorded]).toEqual([1, []]);
  });

  test('is not tried with more where the profile says so', async () => {
    const { server, target } = await scripted(
      { losesBursts: true },
      { line: { ftpCommands: 'single' }, connections: 1 },
    );
    await target.connect(NEVER);
    await doAll(target);
    expect(server.connections).toBe(1);
  });

  test.each(['OPTS MLST', 'OPTS UTF8'])(
    'because it answers “%s” twice, is used all the same',
    async (twice) => {
      const { findings: remembered } = findings();
      const { target } = await scripted(
        {
          answer: (command, { say }) => {
            if (!command.startsWith(twice)) return false;
            say('200 That is so.');
            say('200 That is so.');
            return true;
          },
        },
        { options: { findings: remembered } },
      );
      await target.connect(NEVER);
      await doAll(target);
    },
  );
});

test('a server that is merely silent in the middle is not taken for one that loses commands', async () => {
  const { recorded, findings: remembered } = findings();
  let silent = true;
  const { target } = await scripted(
    { answer: (command) => silent && command.startsWith('DELE ') },
    { options: { findings: remembered }, connections: 1 },
  );
  await target.connect(NEVER);
  await expect(target.removeFile('x', NEVER)).rejects.toThrow();
  silent = false;
  await doAll(target);
  expect(recorded).toEqual([]);
});

test.each([
  ['connecting', 'FEAT', (target: Target, signal: AbortSignal) => target.connect(signal)],
  ['a job', 'EPSV', (target: Target, signal: AbortSignal) => listed(target, signal)],
])(
  'a server is not taken for one that loses commands because %s is stopped before %s is answered',
  async (_what, verb, work) => {
    let silent = false;
    const asked = Promise.withResolvers<undefined>();
    const { target } = await scripted(
      {
        instead: (sent) => {
          if (!silent || sent !== verb) return undefined;
          asked.resolve(undefined);
          return 'silence';
        },
      },
      { options: { findings: findings({ ahead: true }).findings }, connections: 1 },
    );
    const describing = async (): Promise<unknown> =>
      (await target.features.describe?.(NEVER))?.find(({ kind }) => kind === 'commands-ahead');
    if (verb !== 'FEAT') await target.connect(NEVER);
    if (verb !== 'FEAT') await target.makeFolder('folder', NEVER);
    silent = true;
    const stop = new AbortController();
    const stopped = work(target, stop.signal).catch(problemOf);
    await asked.promise;
    // What was answered before has arrived by then.
    await pause(100);
    stop.abort();
    expect(await stopped).toMatchObject({ kind: 'stopped' });
    silent = false;
    await target.connect(NEVER);
    expect(await describing()).toEqual({ kind: 'commands-ahead', safe: 'yes' });
  },
);
