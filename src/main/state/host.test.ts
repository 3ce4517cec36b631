import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { StateClient } from './client.js';
import { serveState } from './host.js';
import { lineOver } from './protocol.js';

it('a memory that is closed hangs up, so that its thread ends and no program waits for it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-state-'));
  try {
    const { port1, port2 } = new MessageChannel();
    const hungUp = once(port1, 'close', { signal: AbortSignal.timeout(5_000) });
    const client = new StateClient(lineOver(port1));
    serveState(lineOver(port2), join(folder, 'profile.sqlite'), 'pair', () => port2.close());
    await client.record('a.txt', { kind: 'folder' });
    await client.close();
    await expect(hungUp).resolves.toBeDefined();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
