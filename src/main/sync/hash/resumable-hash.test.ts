import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STEP_BYTES, ResumableHash } from './resumable-hash.js';

function content(bytes: number): Buffer {
  return Buffer.from(Array.from({ length: bytes }, (_, at) => (at * 31 + (at >> 9)) & 0xff));
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('a trail ends in the hash of the whole, however the content was cut up, and from whatever mark it went on', () => {
  const whole = content(5 * STEP_BYTES + 4321);
  const cuts = fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 12 });
  fc.assert(
    fc.property(cuts, fc.nat(whole.length), (at, arrived) => {
      const trail = new ResumableHash(true);
      const edges = [0, ...at.toSorted((a, b) => a - b), whole.length];
      edges.slice(1).forEach((end, index) => trail.take(whole.subarray(edges[index], end)));
      expect(trail.sha256()).toBe(sha256(whole));
      const mark = trail.markWithin(arrived);
      expect(mark === undefined).toBe(arrived < STEP_BYTES);
      if (mark === undefined) return;
      expect(arrived - mark.at).toBeLessThan(STEP_BYTES);
      expect(mark.stepCrc).toBe(crc32(whole.subarray(mark.at - STEP_BYTES, mark.at)));
      trail.returnTo(mark.at);
      expect(trail.sha256()).toBe(sha256(whole.subarray(0, mark.at)));
      expect(trail.markWithin(Infinity)).toEqual(mark);
      trail.take(whole.subarray(mark.at));
      expect(trail.sha256()).toBe(sha256(whole));
      expect(trail.markWithin(mark.at)).toEqual(mark);
    }),
    { numRuns: 40 },
  );
});

test('a trail without marks takes the hash and nothing else', () => {
  const trail = new ResumableHash(false);
  trail.take(content(2 * STEP_BYTES));
  expect(trail.markWithin(Infinity)).toBeUndefined();
  expect(trail.sha256()).toBe(sha256(content(2 * STEP_BYTES)));
});

test('a trail keeps the last marks only, so that a long content needs no more memory than a short one', () => {
  const trail = new ResumableHash(true);
  const step = Buffer.alloc(STEP_BYTES);
  for (let count = 0; count < 200; count += 1) trail.take(step);
  expect(trail.markWithin(72 * STEP_BYTES)).toBeUndefined();
  expect(trail.markWithin(73 * STEP_BYTES)?.at).toBe(73 * STEP_BYTES);
  expect(trail.markWithin(Infinity)?.at).toBe(200 * STEP_BYTES);
});
