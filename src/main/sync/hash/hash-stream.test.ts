import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { answeringHere } from '../../worker/host.js';
import { HashStreams } from './hash-stream.js';
import { serveHashes } from './hash-host.js';
import { PLACE_BYTES, PLACES } from './hash-protocol.js';
import { HashThread } from './hash-thread.js';
import { STEP_BYTES } from './resumable-hash.js';

const BIG = 64 * 2 ** 20;

const ROOM = PLACES * PLACE_BYTES;

const opened: HashStreams[] = [];
afterEach(async () => {
  for (const streams of opened.splice(0)) await streams.close();
});

/** Hash streams whose thread is this one. */
function streamsHere(): { readonly streams: HashStreams; readonly lose: () => void } {
  let lose = (): void => undefined;
  const streams = new HashStreams(() => {
    return new HashThread({
      ...answeringHere(serveHashes),
      onLost: (lost) => (lose = lost),
    });
  });
  opened.push(streams);
  return { streams, lose: () => lose() };
}

function content(bytes: number): Buffer {
  return Buffer.alloc(bytes, Buffer.from(Array.from({ length: 997 }, (_, at) => (at * 31) & 0xff)));
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('a big content has the same hash and checkpoints in another thread as a small one has in this one, however it was cut up', async () => {
  const whole = content(4 * STEP_BYTES + 4321);
  const cuts = fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(cuts, fc.nat(whole.length), async (at, arrived) => {
      const { streams } = streamsHere();
      const beside = streams.start(BIG, true);
      const here = streams.start(1, true);
      const edges = [0, ...at.toSorted((a, b) => a - b), whole.length];
      for (const [index, end] of edges.slice(1).entries()) {
        const chunk = whole.subarray(edges[index], end);
        await beside.take(chunk);
        await here.take(chunk);
      }
      expect(await beside.sha256()).toBe(sha256(whole));
      const checkpoint = await beside.checkpointWithin(arrived);
      expect(checkpoint).toEqual(await here.checkpointWithin(arrived));
      await streams.close();
    }),
    { numRuns: 20 },
  );
});

test('a content that is resumed is hashed from its checkpoint, and a chunk that was late for the try before is dropped', async () => {
  const { streams } = streamsHere();
  const first = streams.start(BIG, true);
  const whole = content(3 * STEP_BYTES);
  await first.take(whole.subarray(0, 2 * STEP_BYTES));
  const checkpoint = await first.checkpointWithin(STEP_BYTES + 5);
  if (checkpoint === undefined) throw new Error('There is no checkpoint.');
  expect(checkpoint.at).toBe(STEP_BYTES);
  const second = first.resumeFrom(checkpoint);
  await first.take(Buffer.from('late'));
  await second.take(whole.subarray(STEP_BYTES));
  expect(await second.sha256()).toBe(sha256(whole));
});

test('a content that comes quicker than its hash is taken has to wait, so that no more than so much of it is under way', async () => {
  const { streams } = streamsHere();
  const stream = streams.start(BIG, false);
  await stream.take(Buffer.alloc(0));
  const chunk = Buffer.alloc(PLACE_BYTES, 1);
  let passed = 0;
  let waiting: Promise<void> | undefined;
  while (waiting === undefined && passed < 2 * ROOM) {
    waiting = stream.take(chunk);
    passed += chunk.length;
  }
  expect(passed).toBe(ROOM);
  await waiting;
  expect(await stream.sha256()).toBe(sha256(Buffer.alloc(passed, 1)));
});

test('what was taken is hashed as it was then, even if its memory is used again', async () => {
  const { streams } = streamsHere();
  const stream = streams.start(BIG, false);
  const chunk = Buffer.from('one');
  await stream.take(chunk);
  chunk.write('two');
  await stream.take(chunk);
  expect(await stream.sha256()).toBe(sha256(Buffer.from('onetwo')));
});

test('where no thread comes about the hash is taken here', async () => {
  const streams = new HashStreams(
    () =>
      new HashThread({
        channel: { post: () => undefined, listen: () => undefined },
        onLost: (lost) => setImmediate(lost),
        keepAlive: () => undefined,
        end: () => Promise.resolve(),
      }),
  );
  const stream = streams.start(BIG, true);
  await stream.take(content(STEP_BYTES));
  expect(await stream.sha256()).toBe(sha256(content(STEP_BYTES)));
  expect((await stream.checkpointWithin(Infinity))?.at).toBe(STEP_BYTES);
});

test('where the thread is lost no hash is made up: what is under way fails, and what comes after is hashed here', async () => {
  const { streams, lose } = streamsHere();
  const stream = streams.start(BIG, true);
  await stream.take(content(STEP_BYTES));
  lose();
  await expect(stream.sha256()).rejects.toThrow('Couldn’t compute the hash of a file');
  await expect(stream.take(content(1))).rejects.toThrow('Couldn’t compute the hash of a file');
  expect(await stream.checkpointWithin(Infinity)).toBeUndefined();
  const next = streams.start(BIG, true);
  await next.take(content(1));
  expect(await next.sha256()).toBe(sha256(content(1)));
});
