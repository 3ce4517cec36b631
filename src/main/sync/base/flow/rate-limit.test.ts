import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, chunkBytes } from './rate-limit.js';

describe('a speed limit', () => {
  it('lets the first bytes go at once, and the next when those have had their time', () => {
    const first = admit(0, 500, 1000, 10_000);
    expect(first.waitMs).toBe(0);
    const second = admit(first.freeAtMs, 500, 1000, 10_000);
    expect(second.waitMs).toBe(400);
    expect(admit(second.freeAtMs, 1, 1000, 10_400).waitMs).toBe(500);
  });

  it('gives nothing for time that was not used', () => {
    const idle = admit(0, 1000, 1000, 60_000);
    expect(admit(idle.freeAtMs, 1, 1000, 60_000).waitMs).toBe(900);
  });

  it('is kept by any number of takers, whatever they take', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 50 }),
        fc.integer({ min: 100, max: 100_000 }),
        (takes, rate) => {
          let freeAtMs = 0;
          let now = 1_000_000;
          let passed = 0;
          for (const bytes of takes) {
            const { freeAtMs: next, waitMs } = admit(freeAtMs, bytes, rate, now);
            freeAtMs = next;
            now += waitMs;
            // What went before has had its time, but for the little that may be caught up on.
            expect(passed).toBeLessThanOrEqual(((now - 1_000_000 + 100) * rate) / 1000 + 1e-6);
            passed += bytes;
          }
        },
      ),
    );
  });

  it('lets through a tenth of a second at a time, and never nothing', () => {
    expect(chunkBytes(10_000)).toBe(1000);
    expect(chunkBytes(1)).toBe(1);
  });
});
