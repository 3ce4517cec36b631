import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { answeringHere } from '../../worker/host.js';
import { HashStreams } from './hash-stream.js';
import { serveTrails } from './hash-host.js';
import { PLACE_BYTES, PLACES } from './hash-protocol.js';
import { HashThread } from './hash-thread.js';
import { STEP_BYTES } from './resumable-hash.js';

const BIG = 64 * 2 ** 20;

const ROOM = PLACES * PLACE_BYTES;

const opened: HashStreams[] = [];
afterEach(async () => {
  for (const followers of opened.splice(0)) await followers.close();
});

/** Followers whose thread is this one, where it is told to work. */
function followersHere(): { readonly followers: HashStreams; readonly lose: () => void } {
  let lose = (): void => undefined;
  const followers = new HashStreams(() => {
    return new HashThread({
      ...answeringHere(serveTrails),
      onLost: (lost) => (lose = lost),
    });
  });
  opened.push(followers);
  return { followers, lose: () => lose() };
}

function content(bytes: number): Buffer {
  return Buffer.alloc(bytes, Buffer.from(Array.from({ length: 997 }, (_, at) => (at * 31) & 0xff)));
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('a big content has the same hash and marks beside this thread as a small one has in it, however it was cut up', async () => {
  const whole = content(4 * STEP_BYTES + 4321);
  const cuts = fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(cuts, fc.nat(whole.length), async (at, arrived) => {
      const { followers } = followersHere();
      const beside = followers.follow(BIG, true);
      const here = followers.follow(1, true);
      const edges = [0, ...at.toSorted((a, b) => a - b), whole.length];
      for (const [index, end] of edges.slice(1).entries()) {
        const piece = whole.subarray(edges[index], end);
        await beside.take(piece);
        await here.take(piece);
      }
      expect(await beside.sha256()).toBe(sha256(whole));
      const mark = await beside.markWithin(arrived);
      expect(mark).toEqual(await here.markWithin(arrived));
      await followers.close();
    }),
    { numRuns: 20 },
  );
});

test('a content that is gone on with is followed from its mark, and a piece that was late for the try before is dropped', async () => {
  const { followers } = followersHere();
  const first = followers.follow(BIG, true);
  const whole = content(3 * STEP_BYTES);
  await first.take(whole.subarray(0, 2 * STEP_BYTES));
  const mark = await first.markWithin(STEP_BYTES + 5);
  if (mark === undefined) throw new Error('There is no mark.');
  expect(mark.at).toBe(STEP_BYTES);
  const second = first.goOnFrom(mark);
  await first.take(Buffer.from('late'));
  await second.take(whole.subarray(STEP_BYTES));
  expect(await second.sha256()).toBe(sha256(whole));
});

test('a content that comes quicker than its hash is taken has to wait, so that no more than so much of it is under way', async () => {
  const { followers } = followersHere();
  const following = followers.follow(BIG, false);
  await following.take(Buffer.alloc(0));
  const piece = Buffer.alloc(PLACE_BYTES, 1);
  let passed = 0;
  let waiting: Promise<void> | undefined;
  while (waiting === undefined && passed < 2 * ROOM) {
    waiting = following.take(piece);
    passed += piece.length;
  }
  expect(passed).toBe(ROOM);
  await waiting;
  expect(await following.sha256()).toBe(sha256(Buffer.alloc(passed, 1)));
});

test('what was taken is hashed as it was then, even if its memory is used again', async () => {
  const { followers } = followersHere();
  const following = followers.follow(BIG, false);
  const piece = Buffer.from('one');
  await following.take(piece);
  piece.write('two');
  await following.take(piece);
  expect(await following.sha256()).toBe(sha256(Buffer.from('onetwo')));
});

test('where no thread comes about the hash is taken here', async () => {
  const followers = new HashStreams(
    () =>
      new HashThread({
        line: { post: () => undefined, listen: () => undefined },
        onLost: (lost) => setImmediate(lost),
        keepAlive: () => undefined,
        end: () => Promise.resolve(),
      }),
  );
  const following = followers.follow(BIG, true);
  await following.take(content(STEP_BYTES));
  expect(await following.sha256()).toBe(sha256(content(STEP_BYTES)));
  expect((await following.markWithin(Infinity))?.at).toBe(STEP_BYTES);
});

test('where the thread is lost no hash is made up: what is under way fails, and what comes after is hashed here', async () => {
  const { followers, lose } = followersHere();
  const following = followers.follow(BIG, true);
  await following.take(content(STEP_BYTES));
  lose();
  await expect(following.sha256()).rejects.toThrow('Couldn’t compute the hash of a file');
  await expect(following.take(content(1))).rejects.toThrow('Couldn’t compute the hash of a file');
  expect(await following.markWithin(Infinity)).toBeUndefined();
  const next = followers.follow(BIG, true);
  await next.take(content(1));
  expect(await next.sha256()).toBe(sha256(content(1)));
});
