import { describe, expect, it } from 'vitest';
import { sameStamp } from './entry-comparison.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const at = (ms: number, precisionMs: number, size = 5) =>
  ({ kind: 'file', size, modified: { ms, precisionMs } }) as const;
const noon = Date.UTC(2026, 5, 1, 12);

describe('two reports of one file', () => {
  it.each([
    ['agree within two seconds', at(noon, 1), at(noon + 2 * SECOND, 1), true],
    ['differ beyond that', at(noon, 1), at(noon + 2 * SECOND + 1, 1), false],
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
    expect(sameStamp(one, other)).toBe(same);
    expect(sameStamp(other, one)).toBe(same);
  });
});
