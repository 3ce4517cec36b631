import { describe, expect, test, vi } from 'vitest';
import type { ServerFindings } from '../../../src/shared/server-findings.js';
import type { Target } from '../../../src/main/targets/target.js';
import { get, list, NEVER, noise, put } from '../contract/contract.js';
import { scripted } from '../support/scripted.js';

// As if nobody had time.
vi.mock('../../../src/main/targets/ftp/protocol/settings.js', async (original) => ({
  ...(await original<object>()),
  BURST_MS: 300,
  INACTIVITY_MS: 1500,
  FIRST_PORT_MS: 300,
}));

function memory(known: ServerFindings = {}) {
  const learnt: ServerFindings[] = [];
  return { learnt, memory: { known, learn: (findings: ServerFindings) => void learnt.push(findings) } };
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
    const { learnt, memory: remembered } = memory();
    const { server, target } = await scripted({ losesBursts: true }, { options: { memory: remembered } });
    await target.connect(NEVER);
    await doAll(target);
    expect(learnt).toEqual([{ single: true }]);
    expect(server.count('FEAT')).toBeGreaterThan(0);
  });

  test('is not tried with more where that is remembered', async () => {
    const { learnt, memory: remembered } = memory({ single: true });
    const { server, target } = await scripted(
      { losesBursts: true },
      { options: { memory: remembered }, connections: 1 },
    );
    await target.connect(NEVER);
    await doAll(target);
    expect([server.connections, learnt]).toEqual([1, []]);
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
      const { memory: remembered } = memory();
      const { target } = await scripted(
        {
          answer: (command, { say }) => {
            if (!command.startsWith(twice)) return false;
            say('200 That is so.');
            say('200 That is so.');
            return true;
          },
        },
        { options: { memory: remembered } },
      );
      await target.connect(NEVER);
      await doAll(target);
    },
  );
});

test('a server that is merely silent in the middle is not taken for one that loses commands', async () => {
  const { learnt, memory: remembered } = memory();
  let silent = true;
  const { target } = await scripted(
    { answer: (command) => silent && command.startsWith('DELE ') },
    { options: { memory: remembered }, connections: 1 },
  );
  await target.connect(NEVER);
  await expect(target.removeFile('x', NEVER)).rejects.toThrow();
  silent = false;
  await doAll(target);
  expect(learnt).toEqual([]);
});
