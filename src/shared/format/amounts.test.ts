import { describe, expect, it } from 'vitest';
import { parseAge, parseSize } from './amounts.js';

describe('sizes', () => {
  it.each([
    ['0', 0],
    ['500', 500],
    ['500 bytes', 500],
    ['1k', 1000],
    ['10 MB', 10_000_000],
    ['1.5 gb', 1_500_000_000],
    ['1 KiB', 1024],
    ['2Gi', 2_147_483_648],
    [' 3 TB ', 3e12],
  ])('%j is %d bytes', (text, value) => expect(parseSize(text)).toEqual({ kind: 'valid', value }));

  it.each(['', 'MB', '-1', '1 2', '1,5 MB', '10 parsecs', '1e9', 'Infinity', '99999 PB', '1 constructor'])(
    '%j is none',
    (text) => {
      expect(parseSize(text)).toEqual({
        kind: 'invalid',
        why: `“${text}” is not a size. Write one like 500, 10 kB, 1.5 MB or 2 GiB.`,
      });
    },
  );
});

describe('ages', () => {
  it.each([
    ['30d', 30 * 86_400_000],
    ['12h', 12 * 3_600_000],
    ['45 min', 45 * 60_000],
    ['5m', 5 * 60_000],
    ['10 s', 10_000],
    ['2 weeks', 14 * 86_400_000],
    ['1 year', 365 * 86_400_000],
    ['0.5 D', 43_200_000],
  ])('%j is %d ms', (text, value) => expect(parseAge(text)).toEqual({ kind: 'valid', value }));

  it.each(['', '30', '-1d', 'soon', '1d 2h', '3 mo'])('%j is none', (text) => {
    expect(parseAge(text)).toEqual({
      kind: 'invalid',
      why: `“${text}” is not an age. Write one like 30d, 12h, 45 min or 2 weeks.`,
    });
  });
});
