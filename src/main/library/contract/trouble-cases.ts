import assert from 'node:assert/strict';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { ContractCase } from './setting.js';
import type { Target } from '../../targets/target.js';
import type { ItemPath } from '../../../shared/entry/entry.js';
import { get, list, NEVER, noise, problemOf, put, stalling } from './tools.js';

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
    name: 'leaves the old file when the source has failed already, or ends without a word (S3)',
    check: async ({ target, home, names, content }) => {
      await put(target, `${home}/file`, 'old');
      const failed = stalling(Buffer.from('new'));
      failed.on('error', () => undefined).destroy(new Error('broken'));
      await problemOf(put(target, `${home}/file`, failed, { size: 100 }));
      const ended = stalling(noise(70_000));
      const writing = problemOf(put(target, `${home}/file`, ended, { size: 100_000 }));
      await delay(50);
      ended.destroy();
      await writing;
      await problemOf(put(target, `${home}/file`, '', { size: 100 }));
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
    name: 'stops on abort in the last check, before the old file is replaced (S3)',
    check: async ({ target, home, names, content }) => {
      await put(target, `${home}/file`, 'old');
      const abort = new AbortController();
      const beforeReplace = (): Promise<undefined> => {
        abort.abort();
        return Promise.resolve(undefined);
      };
      const writing = put(target, `${home}/file`, 'new', { signal: abort.signal, beforeReplace });
      assert.equal(await problemOf(writing), 'stopped');
      assert.equal((await content('file')).toString(), 'old');
      assert.deepEqual(await names(), ['file']);
    },
  },
  {
    name: 'stops many things at once on abort, and goes on working afterwards',
    check: async ({ target, home, names }) => {
      const abort = new AbortController();
      const { signal } = abort;
      const writing = Array.from({ length: 10 }, (_, n) =>
        problemOf(put(target, `${home}/${n}`, stalling(noise(1000)), { size: 1e6, signal })),
      );
      await delay(100);
      abort.abort();
      assert.deepEqual(await Promise.all(writing), Array<string>(10).fill('stopped'));
      assert.deepEqual(await names(), []);
      await put(target, `${home}/file`, 'x');
      assert.equal((await get(target, `${home}/file`)).toString(), 'x');
    },
  },
  {
    name: 'stops listing and looking on abort, and goes on working afterwards',
    check: async ({ target, home }) => {
      for (let n = 0; n < 5; n += 1) await put(target, `${home}/${n}`, 'x');
      for (let turns = 0; turns < 5; turns += 1) {
        const abort = new AbortController();
        const listed = listing(target, home, abort.signal).then((count) => assert.equal(count, 5));
        const looked = target
          .stat(`${home}/1`, abort.signal)
          .then((entry) => assert.equal(entry?.kind, 'file'));
        // Sooner and later: before anything is asked, and when the answer may be there.
        for (let turn = 0; turn < turns; turn += 1) await setImmediate();
        abort.abort();
        for (const result of await Promise.allSettled([listed, looked])) {
          if (result.status === 'rejected') assert.equal(await kindOf(result.reason), 'stopped');
        }
        assert.equal((await list(target, home)).size, 5);
      }
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
          for await (const chunk of stream) if (chunk) abort.abort();
        })(),
      );
      assert.equal(await reading, 'stopped');
      const unread = await target.read(`${home}/file`, { signal: NEVER });
      unread.destroy();
      assert.equal((await get(target, `${home}/file`)).length, 3_000_000);
    },
  },
  {
    name: 'reads many files to their middle and lets go of them',
    check: async ({ target, home }) => {
      await put(target, `${home}/file`, noise(600_000));
      for (let times = 0; times < 3; times += 1) {
        const streams = await Promise.all(
          Array.from({ length: 4 }, () => target.read(`${home}/file`, { signal: NEVER })),
        );
        await Promise.all(
          streams.map(async (stream) => {
            for await (const chunk of stream as AsyncIterable<Buffer>) if (chunk.length > 0) break;
          }),
        );
      }
      assert.equal((await get(target, `${home}/file`)).length, 600_000);
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
      assert.equal(await problemOf(listing(target, home, aborted)), 'stopped');
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
    name: 'works, or says that it does not, when it was closed, rather than keeping somebody waiting',
    check: async ({ target, open, home, names }) => {
      await put(target, `${home}/old`, 'old');
      const other = await open();
      await other.connect(NEVER);
      await other.close();
      await isOrRefuses(listing(other, home, NEVER), 1);
      await isOrRefuses(
        other.stat(`${home}/old`, NEVER).then((entry) => entry?.kind),
        'file',
      );
      await isOrRefuses(
        get(other, `${home}/old`).then((content) => content.toString()),
        'old',
      );
      const done = await isOrRefuses(
        put(other, `${home}/new`, 'new').then(({ size }) => size),
        3,
      );
      await other.close();
      assert.deepEqual(await names(), done ? ['new', 'old'] : ['old']);
    },
  },
  {
    name: 'stops connecting on abort, at whatever moment',
    check: async ({ open }) => {
      for (const turns of [0, 1, 3]) {
        const other = await open();
        const abort = new AbortController();
        const connecting = other.connect(abort.signal).then(() => 'connected', kindOf);
        for (let turn = 0; turn < turns; turn += 1) await setImmediate();
        abort.abort();
        assert.match(await connecting, /^(connected|stopped)$/);
        await other.close();
      }
    },
  },
  {
    name: 'can be connected to again after a stop',
    check: async ({ open }) => {
      const other = await open();
      assert.equal(await problemOf(other.connect(AbortSignal.abort())), 'stopped');
      await other.connect(NEVER);
      assert.deepEqual(await other.stat('', NEVER), { kind: 'folder' });
      await other.close();
    },
  },
];

/** Whether it comes to what it should; rejects where it neither does nor is refused as a problem. */
async function isOrRefuses<T>(work: Promise<T>, right: T): Promise<boolean> {
  const result = await work.catch((reason: unknown) => kindOf(reason).then(() => undefined));
  if (result !== undefined) assert.equal(result, right);
  return result !== undefined;
}

/** How much a folder is said to hold. */
async function listing(target: Target, folder: ItemPath, signal: AbortSignal): Promise<number> {
  let count = 0;
  for await (const chunk of target.list(folder, signal)) count += chunk.length;
  return count;
}

function kindOf(reason: unknown): Promise<string> {
  return problemOf(rethrow(reason));
}

function rethrow(reason: unknown): Promise<never> {
  return Promise.reject(reason instanceof Error ? reason : new Error(String(reason)));
}
