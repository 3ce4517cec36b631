import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STEP_BYTES, ResumableHash } from './resumable-hash.js';

function content(bytes: number): Buffer {
  return Buffer.from(Array.from({ length: bytes }, (_, at) => (at * 31 + (at >> 9)) & 0xff));
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('a resumable hash is that of the whole, however the content was cut up, and from whatever checkpoint it was resumed', () => {
  const whole = content(5 * STEP_BYTES + 4321);
  const cuts = fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 12 });
  fc.assert(
    fc.property(cuts, fc.nat(whole.length), (at, arrived) => {
      const hash = new ResumableHash(true);
      const edges = [0, ...at.toSorted((a, b) => a - b), whole.length];
      edges.slice(1).forEach((end, index) => hash.take(whole.subarray(edges[index], end)));
      expect(hash.sha256()).toBe(sha256(whole));
      const checkpoint = hash.checkpointWithin(arrived);
      expect(checkpoint === undefined).toBe(arrived < STEP_BYTES);
      if (checkpoint === undefined) return;
      expect(arrived - checkpoint.at).toBeLessThan(STEP_BYTES);
      expect(checkpoint.stepCrc).toBe(crc32(whole.subarray(checkpoint.at - STEP_BYTES, checkpoint.at)));
      hash.returnTo(checkpoint.at);
      expect(hash.sha256()).toBe(sha256(whole.subarray(0, checkpoint.at)));
      expect(hash.checkpointWithin(Infinity)).toEqual(checkpoint);
      hash.take(whole.subarray(checkpoint.at));
      expect(hash.sha256()).toBe(sha256(whole));
      expect(hash.checkpointWithin(checkpoint.at)).toEqual(checkpoint);
    }),
    { numRuns: 40 },
  );
});

test('a resumable hash without checkpoints is the hash and nothing else', () => {
  const hash = new ResumableHash(false);
  hash.take(content(2 * STEP_BYTES));
  expect(hash.checkpointWithin(Infinity)).toBeUndefined();
  expect(hash.sha256()).toBe(sha256(content(2 * STEP_BYTES)));
});

test('a resumable hash keeps the last checkpoints only, so that a long content needs no more memory than a short one', () => {
  const hash = new ResumableHash(true);
  const step = Buffer.alloc(STEP_BYTES);
  for (let count = 0; count < 200; count += 1) hash.take(step);
  expect(hash.checkpointWithin(72 * STEP_BYTES)).toBeUndefined();
  expect(hash.checkpointWithin(73 * STEP_BYTES)?.at).toBe(73 * STEP_BYTES);
  expect(hash.checkpointWithin(Infinity)?.at).toBe(200 * STEP_BYTES);
});
