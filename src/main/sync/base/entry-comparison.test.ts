import { describe, expect, it } from 'vitest';
import { sameSizeAndTime, sameSizeAndTimeAcross } from './entry-comparison.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const at = (ms: number, precisionMs: number, size = 5) =>
  ({ kind: 'file', size, modified: { ms, precisionMs } }) as const;
const exactly = (ms: number, ns: number) =>
  ({ kind: 'file', size: 5, modified: { ms, ns, precisionMs: 1e-6 } }) as const;
const noon = Date.UTC(2026, 5, 1, 12);

describe('two reports of one side about a file', () => {
  it.each([
    ['agree where they say the same', exactly(noon, 5), exactly(noon, 5), true],
    ['differ by a nanosecond', exactly(noon, 5), exactly(noon, 6), false],
    [
      'differ by a nanosecond from one millisecond to the next',
      exactly(noon, 999_999),
      exactly(noon + 1, 0),
      false,
    ],
    ['differ by a millisecond', at(noon, 1), at(noon + 1, 1), false],
    ['differ by a second where seconds are told', at(noon, SECOND), at(noon + SECOND, SECOND), false],
    [
      'agree with a report of before in whole milliseconds, rounded up',
      exactly(noon, 600_000),
      at(noon + 1, 1),
      true,
    ],
    [
      'agree with a report of before in whole milliseconds, rounded down',
      exactly(noon, 400_000),
      at(noon, 1),
      true,
    ],
    ['differ from a report of before by a whole millisecond', exactly(noon, 0), at(noon + 1, 1), false],
    ['agree within the two seconds of FAT', at(noon, 2 * SECOND), at(noon + 1999, 2 * SECOND), true],
    ['differ by the two seconds of FAT', at(noon, 2 * SECOND), at(noon + 2 * SECOND, 2 * SECOND), false],
    ['agree where an old report told no step', at(noon, 0), at(noon, 0), true],
    ['agree within the minute of a coarse listing', at(noon + 59 * SECOND, SECOND), at(noon, MINUTE), true],
    ['differ beyond the minute', at(noon + 61 * SECOND, SECOND), at(noon, MINUTE), false],
    [
      'agree when an old file’s time shrinks to its day',
      at(noon, MINUTE),
      at(noon - (noon % DAY), DAY),
      true,
    ],
    ['differ by size whatever their times', at(noon, 1, 5), at(noon, 1, 6), false],
    ['go by size alone where one side tells no time', at(noon, 1), { kind: 'file', size: 5 } as const, true],
  ])('%s', (_name, one, other, same) => {
    expect(sameSizeAndTime(one, other)).toBe(same);
    expect(sameSizeAndTime(other, one)).toBe(same);
  });
});

describe('what the two sides report of a file', () => {
  it.each([
    ['agrees within two seconds', at(noon, 1), at(noon + 2 * SECOND, 1), true],
    ['differs beyond that', at(noon, 1), at(noon + 2 * SECOND + 1, 1), false],
    ['agrees within the minute of a coarse listing', at(noon + MINUTE, SECOND), at(noon, MINUTE), true],
    ['differs by size whatever the times', at(noon, 1, 5), at(noon, 1, 6), false],
  ])('%s', (_name, local, remote, same) => {
    expect(sameSizeAndTimeAcross(local, remote)).toBe(same);
    expect(sameSizeAndTimeAcross(remote, local)).toBe(same);
  });
});
