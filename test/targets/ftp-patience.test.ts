import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { NEVER, problemOf } from './contract.js';
import { scripted } from './scripted.js';

// As if nobody had more than half a second.
vi.mock('../../src/main/targets/ftp/ftp-settings.js', async (original) => ({
  ...(await original<object>()),
  INACTIVITY_MS: 500,
}));

test('hashing a big file may take longer than a server may be silent otherwise', async () => {
  const { target } = await scripted({
    features: ['XMD5'],
    answer: async (command, { say }) => {
      if (command.startsWith('SIZE ')) say(`213 ${10 ** 9}`);
      else if (command.startsWith('XMD5 ')) {
        await delay(1000);
        say(`250 ${'ab'.repeat(16)}`);
      } else return false;
      return true;
    },
  });
  await target.connect(NEVER);
  expect(await target.hash('file', 'md5', NEVER)).toBe('ab'.repeat(16));
});

test('a server that is silent longer than that is given up on', async () => {
  const { target } = await scripted({ answer: (command) => command.startsWith('MLST ') });
  await target.connect(NEVER);
  expect(await problemOf(target.stat('file', NEVER))).toBe('timed-out');
});
