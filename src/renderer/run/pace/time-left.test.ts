import { describe, expect, it } from 'vitest';
import { measure, NO_ESTIMATE, timeLeft, type Estimate } from './time-left.js';

const MB = 1_000_000;

interface Work {
  readonly bytes: number;
  readonly items: number;
}

/** A run of `total` work that has done `doneAt(second)` after each of these seconds. */
function watched(total: Work, seconds: number, doneAt: (second: number) => Work): Estimate {
  let estimate = NO_ESTIMATE;
  for (let second = 0; second <= seconds; second += 1) {
    const done = doneAt(second);
    estimate = measure(estimate, {
      ms: second * 1000,
      bytesDone: done.bytes,
      bytesLeft: total.bytes - done.bytes,
      itemsDone: done.items,
      itemsLeft: total.items - done.items,
    });
  }
  return estimate;
}

describe('the time left', () => {
  it('is not told before the run has been watched for a while', () => {
    const after = (seconds: number) =>
      timeLeft(
        watched({ bytes: 100 * MB, items: 0 }, seconds, (s) => ({ bytes: s * MB, items: 0 })),
        seconds * 1000,
      );
    expect(after(4)).toBeUndefined();
    expect(after(5)).toBe(95_000);
  });

  it('goes by bytes where files are large', () => {
    const estimate = watched({ bytes: 1000 * MB, items: 2 }, 10, (s) => ({ bytes: s * 10 * MB, items: 0 }));
    expect(timeLeft(estimate, 10_000)).toBeCloseTo(90_000, -3);
  });

  it('goes by items where files are so small that their bytes say nothing', () => {
    const estimate = watched({ bytes: 1000, items: 1000 }, 10, (s) => ({ bytes: s * 90, items: s * 10 }));
    expect(timeLeft(estimate, 10_000)).toBeCloseTo(90_000, -3);
  });

  it('is not told while nothing moves', () => {
    const estimate = watched({ bytes: 1000, items: 1 }, 60, (s) => ({
      bytes: Math.min(s, 10) * 10,
      items: 0,
    }));
    expect(timeLeft(estimate, 60_000)).toBeUndefined();
  });

  it('runs down by itself between two samples, and never below nothing', () => {
    const estimate = watched({ bytes: 20 * MB, items: 0 }, 10, (s) => ({ bytes: s * MB, items: 0 }));
    expect(timeLeft(estimate, 12_000)).toBeCloseTo(8_000, -2);
    expect(timeLeft(estimate, 90_000)).toBe(0);
  });

  it('does not jump when the speed does, and follows where it stays', () => {
    const total = { bytes: 1000 * MB, items: 1 };
    const slowerAfter20 = (s: number) => ({ bytes: (s <= 20 ? s * 10 : 200 + (s - 20)) * MB, items: 0 });
    const before = timeLeft(watched(total, 20, slowerAfter20), 20_000) ?? 0;
    const shortlyAfter = timeLeft(watched(total, 22, slowerAfter20), 22_000) ?? 0;
    const longAfter = timeLeft(watched(total, 120, slowerAfter20), 120_000) ?? 0;
    expect(shortlyAfter).toBeLessThan(before * 1.2);
    expect(longAfter).toBeGreaterThan(before * 8);
  });
});
