import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { ContractCase } from './setting.js';
import { get, NEVER, noise, problemOf, put, stalling } from './tools.js';

/** The cases about what is cut short, and about what was never begun. */
export const TROUBLE_CASES: readonly ContractCase[] = [
  {
    name: 'leaves the old file when the source is too short or too long (S3)',
    check: async ({ target, home, names, content }) => {
      await put(target, `${home}/file`, 'old');
      for (const size of [9, 1]) {
        assert.equal(await problemOf(put(target, `${home}/file`, 'new', { size })), 'transfer-incomplete');
      }
      assert.equal((await content('file')).toString(), 'old');
      assert.deepEqual(await names(), ['file']);
    },
  },
  {
    name: 'leaves the old file when the source fails (S3)',
    check: async ({ target, home, names, content }) => {
      await put(target, `${home}/file`, 'old');
      const source = stalling(Buffer.from('new'));
      const writing = problemOf(put(target, `${home}/file`, source, { size: 100 }));
      await delay(50);
      source.destroy(new Error('broken'));
      await writing;
      assert.equal((await content('file')).toString(), 'old');
      assert.deepEqual(await names(), ['file']);
    },
  },
  {
    name: 'shows the new file only after the last check, and not at all if that fails (S2, S3)',
    check: async ({ target, home, names, content }) => {
      await put(target, `${home}/file`, 'old');
      let seen = '';
      const beforeReplace = async (): Promise<undefined> => {
        seen = (await content('file')).toString();
        // The check may use the target itself.
        await target.stat(`${home}/file`, NEVER);
        throw new Error('changed meanwhile');
      };
      await problemOf(put(target, `${home}/file`, 'new', { beforeReplace }));
      assert.equal(seen, 'old');
      assert.equal((await content('file')).toString(), 'old');
      assert.deepEqual(await names(), ['file']);
    },
  },
  {
    name: 'stops a transfer on abort and leaves nothing under the real name (S3)',
    check: async ({ target, home, names }) => {
      const abort = new AbortController();
      const source = stalling(noise(300_000));
      const writing = problemOf(put(target, `${home}/file`, source, { size: 1e6, signal: abort.signal }));
      await delay(100);
      abort.abort();
      assert.equal(await writing, 'stopped');
      assert.equal(source.destroyed, true);
      assert.deepEqual(await names(), []);
    },
  },
  {
    name: 'stops reading on abort, and goes on working afterwards',
    check: async ({ target, home }) => {
      await put(target, `${home}/file`, noise(3_000_000));
      const abort = new AbortController();
      const stream = await target.read(`${home}/file`, { signal: abort.signal });
      const reading = problemOf(
        (async () => {
          for await (const piece of stream) if (piece) abort.abort();
        })(),
      );
      assert.equal(await reading, 'stopped');
      const unread = await target.read(`${home}/file`, { signal: NEVER });
      unread.destroy();
      assert.equal((await get(target, `${home}/file`)).length, 3_000_000);
    },
  },
  {
    name: 'does nothing for a signal that is aborted already',
    check: async ({ target, home, names }) => {
      const aborted = AbortSignal.abort();
      assert.equal(await problemOf(target.stat(home, aborted)), 'stopped');
      assert.equal(await problemOf(target.read(home, { signal: aborted })), 'stopped');
      assert.equal(await problemOf(put(target, `${home}/file`, 'x', { signal: aborted })), 'stopped');
      assert.equal(await problemOf(target.makeFolder(`${home}/folder`, aborted)), 'stopped');
      assert.deepEqual(await names(), []);
    },
  },
  {
    name: 'can be closed twice',
    check: async ({ open }) => {
      const other = await open();
      await other.connect(NEVER);
      await other.close();
      await other.close();
    },
  },
  {
    name: 'can be connected to again after a stop',
    check: async ({ open }) => {
      const other = await open();
      assert.equal(await problemOf(other.connect(AbortSignal.abort())), 'stopped');
      await other.connect(NEVER);
      await other.close();
    },
  },
];
